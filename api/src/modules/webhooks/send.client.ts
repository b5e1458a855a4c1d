import type { DeliveryFault } from '@interra/contracts'
import { request as overHttp, type IncomingMessage } from 'node:http'
import { request as overHttps } from 'node:https'
import { AddressRefused, guardedLookup, namesRefusedAddress, type Resolve } from './address.ts'

/** What came of one try. */
export interface Sent {
  readonly status: number | null
  /** Null when it was taken. */
  readonly fault: DeliveryFault | null
  /** `Retry-After` of the answer, in seconds. */
  readonly retryAfter: number | null
}

export interface Sending {
  /** The installation is on loopback: so may be the receiver. */
  readonly loopback: boolean
  readonly timeoutMs?: number
  readonly resolve?: Resolve
}

/** So much of an answer is read before the line is cut. */
const longestAnswer = 1024

/** Sends one message, to an address that was checked, following nothing. Never throws. */
export function sendTo(
  url: URL,
  message: { readonly body: string; readonly headers: Readonly<Record<string, string>> },
  { loopback, timeoutMs = 15_000, resolve }: Sending,
): Promise<Sent> {
  if (namesRefusedAddress(url.hostname, loopback)) return Promise.resolve(failed('address-refused'))
  return new Promise((done) => {
    const request = (url.protocol === 'https:' ? overHttps : overHttp)(url, {
      method: 'POST',
      agent: false,
      lookup: guardedLookup(loopback, resolve),
      signal: AbortSignal.timeout(timeoutMs),
      headers: {
        ...message.headers,
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(message.body),
        'user-agent': 'Interra-Webhooks/1.0',
      },
    })
    request.on('response', (response) => {
      done(readingOf(response))
      dropLongAnswer(response)
    })
    // after an answer nothing is left to tell: `done` was called
    request.on('error', (error) => done(failed(faultOf(error))))
    // what switched protocols never answers
    request.on('close', () => done(failed('unreachable')))
    request.end(message.body)
  })
}

const failed = (fault: DeliveryFault): Sent => ({ status: null, fault, retryAfter: null })

function faultOf(error: Error): DeliveryFault {
  if (error instanceof AddressRefused) return 'address-refused'
  return error.name === 'AbortError' || error.name === 'TimeoutError' ? 'timeout' : 'unreachable'
}

function readingOf({ statusCode = 0, headers }: IncomingMessage): Sent {
  const redirected = statusCode >= 300 && statusCode < 400
  const taken = statusCode >= 200 && statusCode < 300
  return {
    status: statusCode,
    fault: taken ? null : redirected ? 'redirection' : 'refused',
    retryAfter: secondsOf(headers['retry-after']),
  }
}

/** `Retry-After` in seconds; a date counts from now. */
function secondsOf(written: string | undefined): number | null {
  if (written === undefined) return null
  if (/^\d{1,9}$/.test(written)) return Number(written)
  const at = Date.parse(written)
  return Number.isNaN(at) ? null : Math.max(0, Math.round((at - Date.now()) / 1000))
}

function dropLongAnswer(response: IncomingMessage): void {
  let read = 0
  response.on('error', () => undefined)
  response.on('data', (chunk: Buffer) => {
    read += chunk.length
    if (read > longestAnswer) response.destroy()
  })
}
