import type { Body, DataClass, Params, Programme, Query, Role, Route, Routes, Success } from '@interra/contracts'
import { Readable } from 'node:stream'
import type { ActorKind, Scope } from '../db/scope.ts'

export type { AroundWrite, PartnerScope, Scope } from '../db/scope.ts'

/** Who calls, with what they may use on this route. */
export interface Actor {
  readonly kind: ActorKind
  readonly accountId: string | null
  readonly personId: string | null
  readonly name: string | null
  /** The roles of the caller that this route accepts; on a `signed-in` route all of them. */
  readonly roles: readonly Role[]
  /** Classes of personal data the caller reads on every site of the scope. */
  readonly classes: ReadonlySet<DataClass>
  /** The same on one site: roles differ from site to site. */
  classesAt(siteId: string): ReadonlySet<DataClass>
  /**
   * Sites where the caller holds one of these roles, among those the route accepts, in a programme: for an answer that
   * holds things of several programmes, or more for some roles than for others.
   */
  sitesWith(roles: readonly Role[], programme: Programme): readonly string[]
  readonly sessionId: string | null
}

export interface Answer {
  header(name: string, value: string): void
  /** The very same thing was there already: answers with the contract's status for that. */
  existing(): void
  /** Sets the session cookie to an opaque token, for `maxAge` seconds when given; null removes it. */
  cookie(value: string | null, maxAge?: number): void
}

/** One request as a handler sees it: checked, and with the caller's rights applied. */
export interface Call<R extends Route> {
  readonly params: Params<R>
  readonly query: Query<R>
  readonly body: Body<R>
  readonly actor: Actor
  readonly scope: Scope
  /** Version the caller read; 0 when the route has none. */
  readonly ifMatch: number
  /** Network address of the caller. */
  readonly address: string
  readonly answer: Answer
}

export type Handler<R extends Route> = (call: Call<R>) => Promise<Success<R> | Raw | Stream>
export type Handlers<T extends Routes> = { readonly [K in keyof T]: Handler<T[K]> }

/** JSON that PostgreSQL built. */
export class Raw {
  readonly json: string
  readonly version: number | undefined
  readonly next: string | undefined
  constructor(json: string, known: { version?: number; next?: string | null } = {}) {
    this.json = json
    this.version = known.version
    this.next = known.next ?? undefined
  }
}

/**
 * Sends JSON as PostgreSQL built it, without parsing it, unless the caller may not read every member of it.
 * `version` becomes the ETag, `next` the Link header: both are inside `json` too.
 */
export function raw(json: string, known: { version?: number; next?: string | null } = {}): Raw {
  return new Raw(json, known)
}

/** A body that is written while it is made: an export, a page. */
export class Stream {
  readonly body: Readable | Buffer | string
  readonly contentType: string
  readonly fileName: string | undefined
  constructor(body: Readable | Buffer | string, contentType: string, fileName?: string) {
    this.body = body
    this.contentType = contentType
    this.fileName = fileName
  }
}

/** Sends text or a stream with its media type, as a download when `fileName` is given. */
export function stream(body: Readable | Buffer | string, contentType: string, fileName?: string): Stream {
  return new Stream(body, contentType, fileName)
}

/**
 * Text as a stream, once its first piece is there: what fails at once is still answered as a problem. Whoever is cut off
 * ends the generator where it stands.
 */
export async function begun(pieces: AsyncGenerator<string, void, undefined>): Promise<Readable> {
  let first: IteratorResult<string, void> | undefined = await pieces.next()
  return Readable.from({
    [Symbol.asyncIterator]: () => ({
      next: () => {
        const ready = first
        first = undefined
        return ready ? Promise.resolve(ready) : pieces.next()
      },
      // a generator that wraps another one which was not begun would leave it open
      return: () => pieces.return(),
    }),
  })
}
