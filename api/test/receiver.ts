import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http'

export interface Heard {
  readonly headers: IncomingHttpHeaders
  readonly body: string
  /** The message, read. */
  readonly told: { readonly type: string; readonly timestamp: string; readonly data: Readonly<Record<string, string>> }
}
type Reply = (heard: Heard, response: ServerResponse) => void

export interface Receiver {
  readonly url: string
  /** All that came, in order. */
  readonly heard: Heard[]
  /** How it answers from now on; 204 at first. */
  answer(reply: Reply): void
  stop(): Promise<void>
}

export const taken: Reply = (_, response) => void response.writeHead(204).end()
export const status =
  (code: number, headers: Readonly<Record<string, string>> = {}): Reply =>
  (_, response) =>
    void response.writeHead(code, headers).end()

/** A partner's own service, on loopback: what webhooks are sent to. */
export async function startReceiver(): Promise<Receiver> {
  const heard: Heard[] = []
  let reply = taken
  const server = createServer((request, response) => {
    void (async () => {
      // a sender that dies in the middle said nothing
      const body = await textOf(request).catch(() => null)
      if (body === null) return
      const one = { headers: request.headers, body, told: JSON.parse(body) as Heard['told'] }
      heard.push(one)
      reply(one, response)
    })()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the receiver has no port')
  return {
    url: `http://127.0.0.1:${address.port}/hooks`,
    heard,
    answer(next) {
      reply = next
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = ''
  for await (const chunk of request) text += String(chunk)
  return text
}
