import { problem, type ProblemCode } from '@interra/contracts'
import type { Socket } from 'node:net'
import { newId } from '../ids.ts'
import { problemBody } from './problems.ts'
import type { Headers } from './security.ts'

const codes: Readonly<Record<string, ProblemCode>> = {
  HPE_HEADER_OVERFLOW: 'headers-too-large',
  ERR_HTTP_REQUEST_TIMEOUT: 'request-timeout',
}
const reasons: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  408: 'Request Timeout',
  431: 'Request Header Fields Too Large',
}

/** Answers what Node's parser refuses before there is a request: the same body and headers as everywhere. */
export function answerClientError(headers: Headers) {
  return (error: Error & { code?: string }, socket: Socket): void => {
    if (error.code === 'ECONNRESET' || socket.destroyed || !socket.writable) return
    const refusal = problem(codes[error.code ?? ''] ?? 'malformed-request')
    const requestId = newId()
    const body = JSON.stringify(problemBody(refusal, requestId))
    const lines = Object.entries({
      ...headers,
      'x-request-id': requestId,
      'content-type': 'application/problem+json; charset=utf-8',
      'content-length': String(Buffer.byteLength(body)),
      connection: 'close',
    }).map(([name, value]) => `${name}: ${value}`)
    socket.end([`HTTP/1.1 ${refusal.status} ${reasons[refusal.status] ?? ''}`, ...lines, '', body].join('\r\n'))
  }
}
