import { createServer, type Socket } from 'node:net'

export interface SmtpServer {
  readonly url: string
  /** The mails taken, as they came. */
  readonly received: readonly string[]
  stop(): Promise<void>
}

/** A mail server that takes everything: just enough of RFC 5321 to be talked to. */
export async function startSmtpServer(): Promise<SmtpServer> {
  const received: string[] = []
  const server = createServer((socket) => converse(socket, received))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the mail server has no port')
  return {
    url: `smtp://127.0.0.1:${address.port}`,
    received,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  }
}

function converse(socket: Socket, received: string[]): void {
  let buffer = ''
  let inData = false
  const say = (line: string) => socket.write(`${line}\r\n`)
  say('220 test')
  socket.on('error', () => undefined)
  socket.on('data', (chunk) => {
    buffer += chunk.toString('utf8')
    const end = inData ? '\r\n.\r\n' : '\r\n'
    for (let at = buffer.indexOf(end); at >= 0; at = buffer.indexOf(inData ? '\r\n.\r\n' : '\r\n')) {
      const part = buffer.slice(0, at)
      buffer = buffer.slice(at + (inData ? 5 : 2))
      if (inData) {
        received.push(part.replaceAll('\r\n', '\n'))
        inData = false
        say('250 taken')
      } else if (/^data/i.test(part)) {
        inData = true
        say('354 go on')
      } else if (/^quit/i.test(part)) {
        socket.end('221 bye\r\n')
      } else say('250 fine')
    }
  })
}
