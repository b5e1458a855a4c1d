import { referralMachine } from '@interra/contracts'
import { newTestDatabase } from '@interra/postgres'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { createDatabase, type Database } from '../platform/db/database.ts'
import { findKey } from '../modules/auth/keys.store.ts'
import { tokenHash } from '../modules/auth/tokens.ts'
import { loadDemo } from './demo.ts'
import type { DemoKey } from './partners.ts'

const clock = { now: () => new Date('2026-11-22T11:00:00Z') }
let database: Database
beforeAll(async () => {
  database = createDatabase({ url: await newTestDatabase(), explain: true })
})
afterAll(() => database.close())

interface Counts extends Record<string, unknown> {
  readonly sites: number
  readonly people: number
  readonly held: number
  readonly soon: number
  readonly waiting: number
  readonly minors: number
  readonly pool: number
  readonly referred: number
  readonly living: number
  readonly past: number
  readonly surveyed: number
  readonly twice: number
}

test('[L9] the demo is loaded once, alive around today, with an account for each role', async () => {
  const keys: DemoKey[] = []
  const accounts = await loadDemo(database, clock, async (_, made) => void keys.push(...made))
  expect(keys.map(({ partner, kind }) => `${partner}, ${kind}`)).toEqual([
    'CPAS de Rivage, live',
    'CPAS de Rivage, test',
    'Centre de français Parole, live',
    'Centre de français Parole, test',
  ])
  for (const { key } of keys)
    expect(
      await database.system('test.key', (db) => findKey(db, tokenHash(key), clock.now(), '2026-11-22')),
    ).toMatchObject({ agreed: true, expired: false, revoked: false })
  expect(new Set(accounts?.map(({ role }) => role)).size).toBeGreaterThanOrEqual(9)
  expect(accounts?.every(({ email }) => email.endsWith('@demo.interra.test'))).toBe(true)
  expect(await loadDemo(database, clock)).toBeNull()

  const [counts] = await database.system('test.demo', (db) =>
    db.hot<Counts>(
      {
        name: 'demo counts',
        text: `select (select count(*) from site) as sites, (select count(*) from person) as people,
          (select count(*) from session where status = 'held' and starts_on > '2026-06-01') as held,
          (select count(*) from session where starts_on between '2026-11-22' and '2026-11-23') as soon,
          (select count(*) from registration where status = 'waitlisted') as waiting,
          (select count(*) from person where birth_year > 2008) as minors,
          (select count(*) from candidacy where status = 'available') as pool,
          (select count(distinct status) from referral) as referred,
          (select count(*)::int from outgoing_referral) as "sentOn",
          (select count(*) from duo where status in ('active', 'paused')) as living,
          (select count(*) from duo where status in ('completed', 'ended_early')) as past,
          (select count(distinct person_id)::int from survey_response) as surveyed,
          (select count(*)::int from (select from survey_response where instrument = 'trust1' group by person_id
            having count(*) = 2) pairs) as twice`,
      },
      [],
    ),
  )
  expect(counts).toMatchObject({ sites: 2, minors: 0 })
  expect(counts?.people).toBeGreaterThan(400)
  expect(counts?.held).toBeGreaterThan(40)
  expect(counts?.soon).toBeGreaterThan(1)
  expect(counts?.waiting).toBeGreaterThan(0)
  expect(counts?.pool).toBeGreaterThan(60)
  expect(counts?.surveyed).toBeGreaterThan(100)
  expect(counts?.twice).toBeGreaterThan(3)
  expect(counts).toMatchObject({ living: 13, past: 4, referred: referralMachine.states.length, sentOn: 3 })
})

test('[E1] [E4] an application of the demo tells what happened to it, in its order', async () => {
  const acts = await database.system('test.demo', (db) =>
    db.hot<{ project: string; acts: string[] }>(
      {
        name: 'demo acts',
        text: `select a.project, array_agg(replace(e.act, 'application.', '') order by e.at) as acts
          from application a join audit_event e on e.entity = 'application' and e.entity_id = a.id
          where a.project in ('Traiteur du Levant', 'Couture sur mesure', 'Cours de oud', 'Crèmes de karité')
            and a.site_id = (select id from site where code = 'liege')
          group by a.project order by a.project`,
      },
      [],
    ),
  )
  const heard = ['started', 'submitted', 'found_eligible', 'sent_to_jury']
  expect(acts).toEqual([
    { project: 'Cours de oud', acts: ['started', 'submitted'] },
    { project: 'Couture sur mesure', acts: heard },
    { project: 'Crèmes de karité', acts: ['started'] },
    { project: 'Traiteur du Levant', acts: [...heard, 'decided', 'decision_told', 'condition_met'] },
  ])
})
