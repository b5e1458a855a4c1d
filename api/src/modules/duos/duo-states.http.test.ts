import {
  actsFrom,
  after,
  ApiProblem,
  candidacyMachine,
  duoMachine,
  type DuoAct,
  type DuoState,
} from '@interra/contracts'
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals'
import type { ApiClient } from '../../../test/client.ts'
import { givenDuo, givenPair } from '../../../test/duos.ts'
import { startApi, type Api } from '../../../test/harness.ts'
import { expireProposalsJob } from './duos.jobs.ts'

jest.setTimeout(180_000)

let t: Api
let coordinator: ApiClient
let accountId: string
beforeAll(async () => {
  t = await startApi()
  ;({ client: coordinator, accountId } = await t.signIn('coordinator'))
})
afterAll(() => t.stop())

interface Held {
  readonly params: { readonly duoId: string }
  readonly ifMatch: number
}
/** What the team does for each act of the table; `expire` is the clock's own. */
const duoActs: Readonly<Record<Exclude<DuoAct, 'expire'>, (at: Held) => Promise<{ readonly status: string }>>> = {
  acceptFirst: (at) => coordinator.acceptDuo({ ...at, body: { side: 'newcomer' } }),
  acceptSecond: (at) => coordinator.acceptDuo({ ...at, body: { side: 'local' } }),
  decline: (at) => coordinator.declineDuo({ ...at, body: { side: 'local' } }),
  supersede: (at) => coordinator.retractDuo(at),
  planFirstMeeting: (at) => coordinator.planFirstMeeting({ ...at, body: { on: '2026-11-20', hostId: null } }),
  start: (at) => coordinator.startDuo({ ...at, body: {} }),
  abandon: (at) => coordinator.abandonDuo({ ...at, body: { reason: 'Déménagement' } }),
  pause: (at) => coordinator.pauseDuo({ ...at, body: { reason: 'Examens', until: '2026-12-01' } }),
  resume: (at) => coordinator.resumeDuo(at),
  complete: (at) => coordinator.completeDuo({ ...at, body: {} }),
  endEarly: (at) => coordinator.endDuoEarly({ ...at, body: { reason: 'no_time' } }),
}
const refusal = (error: unknown) => {
  if (!(error instanceof ApiProblem)) throw error
  return { code: error.code, possible: error.extra.params?.['possible'] }
}
const statusOf = async (table: 'duo' | 'candidacy', id: string) =>
  (await t.sql<{ status: string; version: number }>(`select status, version from ${table} where id = $1`, [id]))[0]

describe('[C8] every state of a duo × every act', () => {
  test.each(duoMachine.states.map((state) => [state]))(
    '%s: what the table has is done, all else is refused',
    async (state) => {
      for (const act of Object.keys(duoActs) as (keyof typeof duoActs)[]) {
        // from an open proposal "accept" is the first or the second yes, by what the other side said
        if (state === 'proposed' && act === 'acceptSecond') continue
        const pair = await givenPair(t)
        const duo = await givenDuo(t, {
          ...pair,
          status: state,
          first_meeting_host_id: accountId,
          // its time is over: it may end either way
          planned_end_on: '2026-11-22',
          ...(state === 'superseded' && { superseded_because: 'retracted' }),
        })
        const done = duoActs[act]({ params: { duoId: duo.id }, ifMatch: duo.version })
        const expected = after<DuoState, DuoAct>(duoMachine, state, act)
        if (expected !== undefined) {
          expect([act, (await done).status]).toEqual([act, expected])
          continue
        }
        const refused = await done.then(() => undefined, refusal)
        // who has said yes may not say it twice: that has its own name
        const twice = state === 'accepted_by_one' && act === 'acceptFirst'
        expect([act, refused]).toEqual([
          act,
          twice ? { code: 'already-answered' } : { code: 'act-not-possible', possible: actsFrom(duoMachine, state) },
        ])
        expect(await statusOf('duo', duo.id)).toEqual({ status: state, version: duo.version })
      }
    },
  )

  test('the clock ends open proposals alone, and tells both sides once', async () => {
    const made = new Map<DuoState, string>()
    for (const status of duoMachine.states) {
      const pair = await givenPair(t)
      const past = { proposed_at: '2026-11-01T10:00:00Z', expires_at: '2026-11-15T10:00:00Z' }
      made.set(status, (await givenDuo(t, { ...pair, status, ...past })).id)
    }
    const later = await givenDuo(t, { ...(await givenPair(t)) })
    await Promise.all([expireProposalsJob.run(t.deps, {}), expireProposalsJob.run(t.deps, {})])
    for (const [state, id] of made) {
      const expected = after<DuoState, DuoAct>(duoMachine, state, 'expire') ?? state
      expect([state, (await statusOf('duo', id))?.status]).toEqual([state, expected])
    }
    expect((await statusOf('duo', later.id))?.status).toBe('proposed')
    const told = await t.sql(`select 1 from outbox_message where kind = 'duo-closed' and dedupe_key like $1`, [
      `duo-closed:${made.get('proposed')}:%`,
    ])
    expect(told).toHaveLength(2)
  })
})

describe('[C1] every state of a candidacy × every act', () => {
  type At = { readonly params: { readonly candidacyId: string }; readonly ifMatch: number }
  const acts = {
    meet: (at: At) => coordinator.meetCandidate({ ...at, body: {} }),
    admit: (at: At) => coordinator.admitCandidate(at),
    pause: (at: At) => coordinator.pauseCandidacy({ ...at, body: {} }),
    resume: (at: At) => coordinator.resumeCandidacy(at),
    end: (at: At) => coordinator.endCandidacy({ ...at, body: { reason: 'Parti' } }),
    withdraw: (at: At) => coordinator.withdrawCandidacy({ ...at, body: {} }),
  } as const satisfies Record<keyof typeof candidacyMachine.acts, (at: At) => Promise<unknown>>

  test.each(candidacyMachine.states.map((state) => [state]))(
    '%s: what the table has is done, all else is refused',
    async (state) => {
      for (const act of Object.keys(acts) as (keyof typeof acts)[]) {
        const { id } = await t.given.candidate({ side: 'local', status: state })
        const done = acts[act]({ params: { candidacyId: id }, ifMatch: 1 })
        const expected = after(candidacyMachine, state, act)
        if (expected !== undefined) {
          expect([act, (await done).status]).toEqual([act, expected])
          continue
        }
        const refused = await done.then(() => undefined, refusal)
        expect([act, refused]).toEqual([act, { code: 'act-not-possible', possible: actsFrom(candidacyMachine, state) }])
        expect(await statusOf('candidacy', id)).toEqual({ status: state, version: 1 })
      }
    },
  )
})
