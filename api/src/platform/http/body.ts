import { problem } from '@interra/contracts'
import type { FastifyInstance } from 'fastify'

const utf8 = new TextDecoder('utf-8', { fatal: true })
/** Escapes that could stand for what PostgreSQL cannot store: NUL and half a surrogate pair. */
const suspicious = /\\u(0000|d[89a-f][0-9a-f]{2})/i

/** Bodies are JSON in UTF-8, at most 256 kB, without `__proto__`, NUL or half characters; anything else is refused. */
export function acceptJsonOnly(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser('error', 'error')
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, bytes, done) => {
    if (bytes.length === 0) return done(null, undefined)
    const text = decode(bytes)
    if (text === undefined) return done(problem('malformed-request', { detail: 'The body is not UTF-8' }))
    return parse(request, text, (error, body: unknown) => {
      if (!error && suspicious.test(text) && holdsUnstorable(body)) return done(unstorable())
      return done(error, body)
    })
  })
  app.addHook('preValidation', async ({ url }) => {
    if (/%00/.test(url)) throw unstorable()
  })
}

/** Bytes of the largest body. Imports have their own limit. */
export const bodyLimit = 256 * 1024

function decode(bytes: Buffer | string): string | undefined {
  try {
    return typeof bytes === 'string' ? bytes : utf8.decode(bytes)
  } catch {
    return undefined
  }
}

function unstorable(): Error {
  return problem('malformed-request', { detail: 'Text holds a NUL or half a character' })
}

/** Looks at every text and member name, without recursion: bodies can be thousands of levels deep. */
function holdsUnstorable(body: unknown): boolean {
  const left: unknown[] = [body]
  while (left.length > 0) {
    const value = left.pop()
    if (typeof value === 'string' && (value.includes('\0') || !isWellFormed(value))) return true
    if (typeof value === 'object' && value !== null)
      for (const [name, member] of Object.entries(value)) left.push(name, member)
  }
  return false
}

function isWellFormed(text: string): boolean {
  return !/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/.test(text)
}
