import type { IncomingMessage } from 'node:http'
import { newId } from '../ids.ts'

/** The caller's own `X-Request-Id` when it is plain (8 to 64 letters, digits, `.`, `_`, `-`), else a new id. */
export function requestIdOf({ headers }: Pick<IncomingMessage, 'headers'>): string {
  const given = headers['x-request-id']
  return typeof given === 'string' && /^[\w.-]{8,64}$/.test(given) ? given : newId()
}
