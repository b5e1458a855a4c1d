/**
 * Resolves once somebody wants us to end: Ctrl-C, a polite kill, a closed terminal, or the end of the process that
 * started us. Later requests are the same one (a Ctrl-C arrives from the terminal and again from our parent).
 */
export function stopRequest(): Promise<void> {
  return new Promise((resolve) => {
    for (const event of ['SIGINT', 'SIGTERM', 'SIGHUP', 'disconnect']) process.on(event, () => resolve())
    process.channel?.unref()
  })
}
