import { asked } from '@interra/contracts'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { askedItems } from '../../../test/impact/asked.items.ts'
import { askedTables, type AskedTables } from '../../../test/impact/asked.rows.ts'
import { liveAsked } from '../../../test/impact/asked.world.ts'
import { readWorlds } from '../../../test/impact/oracle.ts'
import { People, peopleTables, type PeopleTables } from '../../../test/impact/people.ts'
import { inventAssociations } from '../../../test/impact/people.world.ts'
import { startApi, type Api } from '../../../test/harness.ts'
import { givenIncubation } from '../../../test/incubations.ts'
import { givenSituation } from '../../../test/situations.ts'
import { newId } from '../../platform/ids.ts'
import { tabulate } from './tabulate.store.ts'

let t: Api
let site_id: string
beforeAll(async () => {
  t = await startApi({ now: '2026-11-22T11:00:00Z' })
  site_id = t.sites.liege
})
afterAll(() => t.stop())

const autumn = { from: '2026-09-01', to: '2026-10-01' }

async function notice(person_id: string, collected_on: string, more: object = {}): Promise<void> {
  const shown = {
    purpose: 'activity_membership_info',
    given: true,
    text_version: '2026-11',
    language: 'fr',
    channel: 'oral',
  }
  await t.insert('consent', { id: newId(), site_id, person_id, ...shown, collected_on, ...more })
}

test('[H1] the six quality gates of a period, beside its figures', async () => {
  const coordinator = await t.as('coordinator')
  const evening = async (starts_on: string, people: readonly string[], heads: number, isNoted: boolean) => {
    const { id: session_id } = await t.given.session({
      starts_on,
      status: 'held',
      attendance_closed_at: `${starts_on}T21:00:00Z`,
    })
    for (const person_id of people)
      await t.insert('attendance', {
        id: newId(),
        site_id,
        session_id,
        person_id,
        status: 'present',
        observed_at: `${starts_on}T19:00:00Z`,
      })
    if (heads > 0) await t.insert('head_count', { session_id, site_id, heads, observed_at: `${starts_on}T19:00:00Z` })
    if (!isNoted) return
    const [account] = await t.sql<{ id: string }>('select id from account limit 1')
    await t.insert('session_staff', { id: newId(), site_id, session_id, account_id: account?.id, present: false })
  }
  const person = async (more: Readonly<Record<string, unknown>> = {}) => (await t.given.person(more)).id
  const [informed, late, left, twin] = [
    await person(),
    await person(),
    await person(),
    await person({ phone: '+32470111222' }),
  ]
  await notice(informed, '2026-09-02')
  await notice(late, '2026-09-10')
  await notice(left, '2026-01-01', { withdrawn_at: '2026-08-01T10:00:00Z' })
  await notice(twin, '2026-01-01')
  await evening('2026-09-03', [informed, late, left], 2, true)
  await evening('2026-09-17', [informed, twin], 3, false)
  await evening('2026-09-24', [twin], 0, false)
  // the same telephone, and the same name: said to be two people
  await person({ phone: '+32470111222' })
  const named = { given_name: 'Zeynep', family_name: 'Essai', birth_year: null }
  const [one = '', other = ''] = [await person(named), await person(named)].toSorted()
  await t.insert('duplicate_decision', {
    id: newId(),
    site_id,
    person_id: one,
    other_person_id: other,
    same: false,
    reason: 'Deux cousines',
    decided_at: '2026-09-01T10:00:00Z',
  })
  const entrant = async (
    more: Readonly<Record<string, unknown>>,
    answers: Readonly<Record<string, unknown>> | null,
  ) => {
    const { personId } = await givenIncubation(t, {
      person: { birth_month: 1, birth_day: 5, gender: 'woman', ...more },
      row: { starts_on: '2026-09-05' },
    })
    if (answers) await givenSituation(t, { id: personId, site_id }, answers)
  }
  const told = { stated_on: '2026-09-04', employment: 'unemployed', schooling: 'isced_3_4' }
  await entrant({}, told)
  await entrant({ gender: 'undisclosed' }, told)
  await entrant({}, { ...told, schooling: null })

  const { gates } = await coordinator.getQuality({ query: autumn })
  const values = Object.fromEntries(gates.map(({ gateId, figure: { value, n } }) => [gateId, [value, n]]))
  expect(values).toEqual({
    'QLT-01': [null, null],
    'QLT-02': [0.3333, 3],
    // 2 of the 4 who came had been informed by their first evening
    'QLT-03': [0.5, 4],
    // 6 of 11 attendances have a name
    'QLT-04': [0.5455, 11],
    'QLT-05': [0.3333, 3],
    'QLT-06': [1, 1],
  })
  const reader = await (await t.as('reader')).getQuality({ query: autumn })
  expect(reader.gates.find(({ gateId }) => gateId === 'QLT-06')?.figure).toMatchObject({
    value: null,
    suppressed: true,
  })
  // how many attendances are of named people tells how many people came
  expect(reader.gates.find(({ gateId }) => gateId === 'QLT-04')?.figure.value).toBeNull()
  expect(reader.gates.find(({ gateId }) => gateId === 'QLT-05')?.figure.value).toBe(0.3333)
  // what was kept is forgotten when somebody is informed
  await notice(late, '2026-09-01')
  const again = (await coordinator.getQuality({ query: autumn })).gates
  expect(again.find(({ gateId }) => gateId === 'QLT-03')?.figure.value).toBe(0.75)
})

test('[H1] the follow-up of answers is the pairs among the first answers, computed a second time', async () => {
  const [association] = await inventAssociations(t, { seed: 31, count: 1, size: [150, 150] }, liveAsked)
  const siteId = association?.siteId ?? ''
  const worlds = await t.database.system('test.worlds', (db) =>
    readWorlds<PeopleTables & AskedTables>(db, [...peopleTables, ...askedTables], [siteId]),
  )
  const world = worlds.get(siteId)
  if (!world) throw new Error('no such association')
  const today = '2026-11-22'
  const period = { from: '2023-01-01', to: '2024-01-01' }
  expect(asked.map(({ id }) => id)).toContain('LNK-05')
  const items = askedItems['LNK-05']?.({ world, people: new People(world), today, period }) ?? []
  const own = items.filter(
    ({ day, part = null }) => (part === null || part === 'no_baseline') && day >= period.from && day < period.to,
  )
  const pairs = own.filter(({ denominator = null }) => denominator !== null).length
  const question = {
    indicatorId: 'QLT-01',
    ...period,
    by: [],
    each: null,
    sites: [siteId],
    site: null,
    today,
    level: 'external' as const,
  }
  const { cells } = await t.database.system('test.quality', (db) => tabulate(db, question))
  expect(own.length).toBeGreaterThan(9)
  expect(cells[0]?.figure).toMatchObject({ value: Number((pairs / own.length).toFixed(4)), n: own.length })
})
