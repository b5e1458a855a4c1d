import { ApiProblem, problem } from '@interra/contracts'
import type { FastifyRequest } from 'fastify'
import { createHash } from 'node:crypto'
import type { Db } from '../db/database.ts'
import type { Deps } from '../deps.ts'
import type { Caller } from './caller.ts'
import type { Scope } from './context.ts'
import type { Operation } from './operation.ts'
import { problemBody } from './problems.ts'
import { callerOfPartner, find, lock, store, type Claim, type Kept } from './kept-answers.ts'
import type { Rendered } from './render.ts'

export interface Attempt {
  readonly deps: Deps
  readonly operation: Operation
  readonly request: FastifyRequest
  readonly caller: Caller
  /** Calls the handler with the scope given. */
  run(scope?: Scope): Promise<unknown>
  toAnswer(result: unknown): Rendered
}

/** Somebody answered this very request while we worked on it; our transaction was undone. */
class AnsweredMeanwhile extends Error {}

/**
 * Runs an act once for one Idempotency-Key of one caller. The answer is stored in the transaction of the act itself:
 * either both are there or neither, so a crash leaves nothing half done and the request can be sent again. While the
 * first request runs, its advisory lock tells the others to wait (409). Refusals that a rule gave (404, 409, 422) are
 * kept too; what depends on the moment (401, 403, 412, 429, 5xx) is not. A handler opens at most one `write`, and
 * answers what that write returned.
 */
export async function answerOnce(attempt: Attempt): Promise<Rendered> {
  const { deps, operation, request, caller } = attempt
  const key = keyOf(request.headers['idempotency-key'])
  if (key === undefined) {
    if (operation.route.idempotency === 'required') throw problem('idempotency-key-missing')
    return attempt.toAnswer(await attempt.run())
  }
  const claim = claimOf(key, operation, request, caller)
  const replay = async () => replayed(await deps.database.read(caller.scope, (db) => find(db, claim)), claim)
  return (await replay()) ?? (await firstTime(attempt, claim, replay))
}

async function firstTime(
  attempt: Attempt,
  claim: Claim,
  replay: () => Promise<Rendered | undefined>,
): Promise<Rendered> {
  const { database } = attempt.deps
  const { scope } = attempt.caller
  const act = new KeptAct(attempt, claim)
  try {
    const answer = await act.run()
    return answer
  } catch (error) {
    if (error instanceof AnsweredMeanwhile) return (await replay()) ?? refuseFor(error)
    if (!(error instanceof ApiProblem) || !isKept(error)) throw error
    const refusal = refusalOf(error, attempt.request.id)
    const stored = await database.write(scope, (db) => store(db, claim, refusal))
    return (stored ? undefined : await replay()) ?? refuseFor(error)
  }
}

/** The handler's run, with the answer stored at the end of its transaction. */
class KeptAct {
  readonly #attempt: Attempt
  readonly #claim: Claim
  #kept: { result: unknown; answer: Rendered } | undefined

  constructor(attempt: Attempt, claim: Claim) {
    this.#attempt = attempt
    this.#claim = claim
  }

  async run(): Promise<Rendered> {
    const { caller, deps, operation, toAnswer } = this.#attempt
    const around = {
      begin: (db: Db) => lock(db, this.#claim),
      commit: (db: Db, result: unknown) => this.#keep(db, result),
    }
    const result = await this.#attempt.run({ ...caller.scope, around })
    if (this.#kept) {
      if (this.#kept.result !== result) throw new Error(`${operation.name} must answer what its write returned`)
      return this.#kept.answer
    }
    const answer = toAnswer(result)
    await deps.database.write(caller.scope, (db) => store(db, this.#claim, answer))
    return answer
  }

  async #keep(db: Db, result: unknown): Promise<void> {
    const answer = this.#attempt.toAnswer(result)
    if (await store(db, this.#claim, answer)) this.#kept = { result, answer }
    else if (this.#kept) throw new Error(`${this.#attempt.operation.name} writes twice under one Idempotency-Key`)
    else throw new AnsweredMeanwhile()
  }
}

function keyOf(header: string | string[] | undefined): string | undefined {
  if (header === undefined) return undefined
  const key = typeof header === 'string' ? /^"?([\x21\x23-\x7e]{1,255})"?$/.exec(header)?.[1] : undefined
  if (key === undefined) throw problem('malformed-request', { detail: 'Idempotency-Key: 1 to 255 visible characters' })
  return key
}

function claimOf(key: string, operation: Operation, request: FastifyRequest, { actor, scope }: Caller): Claim {
  const read = operation.route.ifMatch ? [request.headers['if-match'] ?? null] : []
  const content = JSON.stringify([request.params, request.query, request.body ?? null, ...read])
  return {
    caller: scope.partner ? callerOfPartner(scope.partner) : `${actor.kind}:${scope.actorId ?? request.ip}`,
    key,
    operation: operation.name,
    bodyHash: createHash('sha256').update(content).digest('base64url'),
    siteIds: scope.sites,
  }
}

function isKept({ code, status }: ApiProblem): boolean {
  return (status === 404 || status === 409 || status === 422) && code !== 'idempotency-in-progress'
}

function refusalOf(refusal: ApiProblem, requestId: string): Rendered {
  const body = JSON.stringify(problemBody(refusal, requestId))
  return { status: refusal.status, headers: { 'content-type': 'application/problem+json' }, body }
}

/** The refusal goes the usual way, where it is checked against what the route declares. */
function refuseFor(error: Error): never {
  throw error instanceof ApiProblem ? error : problem('idempotency-in-progress')
}

function replayed(kept: Kept | undefined, claim: Claim): Rendered | undefined {
  if (!kept) return undefined
  if (kept.operation !== claim.operation || kept.body_hash !== claim.bodyHash) throw problem('idempotency-key-reused')
  if (!kept.readable) throw problem('not-allowed')
  return {
    status: kept.status,
    headers: { ...kept.headers, 'idempotent-replayed': 'true' },
    body: kept.body ?? undefined,
  }
}
