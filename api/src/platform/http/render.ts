import type { Readable } from 'node:stream'
import type { Actor } from './context.ts'
import { Raw, Stream } from './context.ts'
import type { Operation } from './operation.ts'
import type { Validators } from './validation.ts'

/** An answer ready to be sent (and kept, for a request that may come again). */
export interface Rendered {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | Buffer | Readable | undefined
}

/** What rendering needs to know about a request. */
export interface Rendering {
  readonly operation: Operation
  readonly actor: Actor
  /** Path and query as requested, for the link to the next page. */
  readonly url: string
  /** Checks answers against the contract: tests only. */
  readonly validators: Validators | undefined
}

/** Turns what a handler returned into an answer: checked, with only what the caller may read, with ETag and Link. */
export function render(result: unknown, rendering: Rendering): Rendered {
  const { status, body: schema } = rendering.operation.route.success
  if (result instanceof Stream) return { status, headers: streamHeaders(result), body: result.body }
  if (!schema) return { status, headers: {}, body: undefined }
  const body = result instanceof Raw ? renderRaw(result, rendering) : renderValue(result, rendering)
  return {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', ...pointers(result, rendering.url) },
    body,
  }
}

function renderRaw(result: Raw, rendering: Rendering): string {
  const { operation, actor, validators } = rendering
  if (validators) check(JSON.parse(result.json), rendering)
  if (!operation.projection || operation.projection.readsAll(actor)) return result.json
  return JSON.stringify(operation.projection.project(JSON.parse(result.json), actor))
}

function renderValue(result: unknown, rendering: Rendering): string {
  if (rendering.validators) check(result, rendering)
  return JSON.stringify(rendering.operation.projection?.project(result, rendering.actor))
}

function check(value: unknown, { operation, validators }: Rendering): void {
  const schema = operation.route.success.body
  const fault = schema && validators?.check(schema, value)
  if (fault) throw new Error(`${operation.name} answers what its contract does not say: ${fault}`)
}

function streamHeaders({ contentType, fileName }: Stream): Record<string, string> {
  if (fileName === undefined) return { 'content-type': contentType }
  const plain = fileName.replace(/[^\w. -]/g, '_')
  const disposition = `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(fileName)}`
  return { 'content-type': contentType, 'content-disposition': disposition }
}

/** ETag from the row's `version`, Link from the page's `next`. */
function pointers(result: unknown, url: string): Record<string, string> {
  const headers: Record<string, string> = {}
  if (typeof result !== 'object' || result === null) return headers
  const { version, next } = result as { version?: unknown; next?: unknown }
  if (typeof version === 'number') headers['etag'] = `"${version}"`
  if (typeof next === 'string') headers['link'] = `<${withAfter(url, next)}>; rel="next"`
  return headers
}

function withAfter(url: string, cursor: string): string {
  const [path = '', search] = url.split('?', 2)
  const query = new URLSearchParams(search)
  query.set('after', cursor)
  return `${path}?${query.toString()}`
}
