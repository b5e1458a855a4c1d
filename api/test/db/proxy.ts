import { connect, createServer, type Socket } from 'node:net'

export interface Proxy {
  readonly port: number
  /** While silent, connections stay open and nothing passes: a server that hangs. */
  silence(silent: boolean): void
  stop(): Promise<void>
}

/** Stands between the service and PostgreSQL; takes a free port unless one is given. */
export async function startProxy(target: URL, port = 0): Promise<Proxy> {
  let silent = false
  const sockets = new Set<Socket>()
  const server = createServer((near) => {
    const far = connect(Number(target.port), target.hostname)
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(from)
      from.on('data', (chunk) => {
        if (!silent) to.write(chunk)
      })
      from.on('error', () => undefined)
      from.on('close', () => {
        sockets.delete(from)
        to.destroy()
      })
    }
  })
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the proxy has no port')
  return {
    port: address.port,
    silence: (now) => void (silent = now),
    async stop() {
      for (const socket of sockets) socket.destroy()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}
