import { ApiProblem } from '@interra/contracts'
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals'
import type { ApiClient } from '../../../test/client.ts'
import { givenDuo } from '../../../test/duos.ts'
import type { Candidate } from '../../../test/factories.ts'
import { startApi, type Api } from '../../../test/harness.ts'

jest.setTimeout(120_000)

let t: Api
let coordinator: ApiClient
beforeAll(async () => {
  t = await startApi()
  coordinator = await t.as('coordinator')
})
afterAll(() => t.stop())

type Side = 'newcomer' | 'local'
/** The code of the refusal, or `done`. */
const outcome = (act: Promise<unknown>) =>
  act.then(
    () => 'done',
    (error: unknown) => (error instanceof ApiProblem ? error.code : Promise.reject(error as Error)),
  )
/** Whoever hears that the service is busy asks again, as the refusal says. */
async function accept(duo: { id: string; version: number }, side: Side): Promise<string> {
  const call = { params: { duoId: duo.id }, ifMatch: duo.version, body: { side } }
  const heard = await outcome(coordinator.acceptDuo(call))
  return heard === 'unavailable' ? accept(duo, side) : heard
}
const tally = (all: readonly string[]) =>
  all.reduce<Record<string, number>>((sum, one) => ({ ...sum, [one]: (sum[one] ?? 0) + 1 }), {})

/** People who were told, with how often, by kind of message. */
const told = (kind: string) =>
  t.sql<{ person_id: string; times: number }>(
    'select person_id, count(*)::int as times from outbox_message where kind = $1 group by person_id',
    [kind],
  )
const loads = (candidates: readonly Candidate[]) =>
  t.sql<{ candidacy_id: string; taken: number; held: number }>(
    `select l.candidacy_id, l.taken, (select count(*)::int from duo d
       where l.candidacy_id in (d.newcomer_candidacy_id, d.local_candidacy_id)
         and d.status in ('accepted', 'first_meeting', 'active', 'paused')) as held
     from duo_load l where l.candidacy_id = any($1)`,
    [candidates.map(({ id }) => id)],
  )

describe('[C5] capacity per person under parallel accepts', () => {
  test('40 accepts that want the same local: one stands, the rest hear why, and both sides of each are told once', async () => {
    const local = await t.given.candidate({ side: 'local' })
    const waiting = { newcomer_accepted_at: '2026-11-10T10:00:00Z', newcomer_accepted_through: 'link' }
    const newcomers: Candidate[] = []
    const duos: { id: string; version: number }[] = []
    for (let number = 0; number < 40; number++) {
      const newcomer = await t.given.candidate({ side: 'newcomer' })
      newcomers.push(newcomer)
      duos.push(await givenDuo(t, { newcomer, local, status: 'accepted_by_one', ...waiting }))
    }
    const answers = await Promise.all(duos.map((duo) => accept(duo, 'local')))
    expect(tally(answers)).toEqual({ done: 1, 'person-taken': 39 })
    const states = await t.sql<{ status: string; because: string | null }>(
      'select status, superseded_because as because from duo where local_id = $1',
      [local.person_id],
    )
    expect(tally(states.map(({ status, because }) => `${status} ${because}`))).toEqual({
      'accepted null': 1,
      'superseded paired_elsewhere': 39,
    })
    for (const { taken, held } of await loads([local, ...newcomers])) expect(taken).toBe(held)
    const closed = new Map((await told('duo-closed')).map((one) => [one.person_id, one.times]))
    // the local hears of each of the 39, each newcomer of theirs
    expect(closed.get(local.person_id)).toBe(39)
    const unlucky = newcomers.filter(({ person_id }) => closed.has(person_id))
    expect(unlucky).toHaveLength(39)
    expect(unlucky.map(({ person_id }) => closed.get(person_id))).toEqual(Array.from({ length: 39 }, () => 1))
    expect(await told('duo-accepted')).toHaveLength(2)
  })

  test('[C6] whoever takes the consent back while they are proposed is in no open proposal, whichever comes first', async () => {
    const rounds = await Promise.all(
      Array.from({ length: 20 }, async () => {
        const [newcomer, local] = [
          await t.given.candidate({ side: 'newcomer' }),
          await t.given.candidate({ side: 'local' }),
        ]
        const body = { newcomerId: newcomer.id, localId: local.id, origin: 'suggestion' } as const
        await Promise.all([
          coordinator.proposeDuo({ body }).catch(() => undefined),
          t.sql(`update consent set withdrawn_at = now() where person_id = $1 and purpose = 'duo_matching'`, [
            local.person_id,
          ]),
        ])
        return local.person_id
      }),
    )
    const open = await t.sql(
      `select id from duo where local_id = any($1) and status in ('proposed', 'accepted_by_one')`,
      [rounds],
    )
    expect(open).toEqual([])
  })

  test('everybody proposed to everybody, answered, declined and taken back at once: no deadlock, no place too many', async () => {
    const [newcomers, locals]: [Candidate[], Candidate[]] = [[], []]
    for (let number = 0; number < 8; number++) {
      newcomers.push(await t.given.candidate({ side: 'newcomer' }))
      locals.push(await t.given.candidate({ side: 'local', places: 1 + (number % 2) }))
    }
    const waiting = { newcomer_accepted_at: '2026-11-10T10:00:00Z', newcomer_accepted_through: 'link' }
    const duos: { id: string; version: number; kind: number }[] = []
    for (const [row, newcomer] of newcomers.entries())
      for (const [column, local] of locals.entries()) {
        const kind = (row + column * 3) % 4
        const given = kind === 1 ? {} : { status: 'accepted_by_one' as const, ...waiting }
        duos.push({ ...(await givenDuo(t, { newcomer, local, ...given })), kind })
      }
    const act = ({ id, version, kind }: (typeof duos)[number]) => {
      const at = { params: { duoId: id }, ifMatch: version }
      if (kind === 0) return outcome(coordinator.declineDuo({ ...at, body: { side: 'local' } }))
      if (kind === 1) return accept({ id, version }, 'newcomer')
      if (kind === 2) return accept({ id, version }, 'local')
      return Number.parseInt(id.slice(-1), 16) % 4 === 0
        ? outcome(coordinator.retractDuo(at))
        : accept({ id, version }, 'local')
    }
    const leaving = [
      t.sql<{ id: string }>('select id from consent where person_id = $1', [locals[7]?.person_id]).then(([consent]) =>
        coordinator.withdrawConsent({
          params: { personId: locals[7]?.person_id ?? '', consentId: consent?.id ?? '' },
        }),
      ),
      coordinator.pauseCandidacy({ params: { candidacyId: newcomers[7]?.id ?? '' }, ifMatch: 1, body: {} }),
    ]
    const shuffled = duos.toSorted((a, b) => (a.id.slice(-4) < b.id.slice(-4) ? -1 : 1))
    const [answers] = await Promise.all([Promise.all(shuffled.map(act)).then(tally), ...leaving])
    await t.runJobs()
    expect(Object.keys(answers).filter((code) => !['done', 'person-taken', 'version-outdated'].includes(code))).toEqual(
      [],
    )
    const everybody = await loads([...newcomers, ...locals])
    for (const { taken, held } of everybody) expect(taken).toBe(held)
    const left = await t.sql(
      `select d.id from duo d join duo_load l on l.candidacy_id in (d.newcomer_candidacy_id, d.local_candidacy_id)
       where d.status in ('proposed', 'accepted_by_one') and l.taken >= l.places`,
    )
    expect(left).toEqual([])
    const twice = await t.sql(
      `select d.id from duo d where d.status = 'superseded' and 2 <> (select count(*) from outbox_message m
         where m.kind = 'duo-closed' and m.dedupe_key like 'duo-closed:' || d.id || ':%')`,
    )
    expect(twice).toEqual([])
    const gone = await t.sql(
      `select id from duo where status in ('proposed', 'accepted_by_one') and (local_id = $1 or newcomer_id = $2)`,
      [locals[7]?.person_id, newcomers[7]?.person_id],
    )
    expect(gone).toEqual([])
    const [stat] = await t.sql<{ deadlocks: number }>(
      'select deadlocks::int from pg_stat_database where datname = current_database()',
    )
    expect(stat?.deadlocks).toBe(0)
  })
})
