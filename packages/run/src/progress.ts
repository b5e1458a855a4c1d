export function say(line: string): void {
  process.stdout.write(`${line}\n`)
}

/** Names the work on the terminal when it takes more than a second, and then how long it took. */
export async function step<T>(what: string, work: Promise<T>): Promise<T> {
  const began = performance.now()
  let said = false
  const timer = setTimeout(() => {
    said = true
    say(`  ${what}…`)
  }, 1000)
  try {
    const result = await work
    if (said) say(`  ${what}: ${seconds(performance.now() - began)}`)
    return result
  } finally {
    clearTimeout(timer)
  }
}

export const seconds = (milliseconds: number) => `${(milliseconds / 1000).toFixed(1)} s`
