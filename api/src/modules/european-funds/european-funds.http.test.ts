import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { parse } from 'csv-parse/sync'
import type { ApiClient } from '../../../test/client.ts'
import { startApi, type Api } from '../../../test/harness.ts'
import { givenIncubation } from '../../../test/incubations.ts'
import { givenSituation } from '../../../test/situations.ts'
import { newId } from '../../platform/ids.ts'

let t: Api
let lead: ApiClient
let site: string
beforeAll(async () => {
  t = await startApi({ now: '2026-11-22T11:00:00Z' })
  lead = await t.as('programme_lead')
  site = t.sites.liege
})
afterAll(() => t.stop())

const year = { from: '2026-01-01', to: '2027-01-01' }
const born = { birth_year: 1990, birth_month: 1, birth_day: 5 }
const told = { stated_on: '2026-01-02', employment: 'unemployed', schooling: 'isced_3_4', nationality: 'third_country' }

/** Somebody who entered InterLab on 5 January 2026, and what they told. */
async function entrant(person: object, answers: object | null, row: object = {}): Promise<string> {
  const { id, personId } = await givenIncubation(t, { person: { ...born, ...person }, row: { ...row } })
  if (answers) await givenSituation(t, { id: personId, site_id: site }, { ...answers })
  return id
}
const outcome = (incubation_id: string, moment: string, situations: string) =>
  t.insert('incubation_outcome', { incubation_id, moment, situations, site_id: site, noted_on: '2026-09-01' })

describe('[H12] the ESF+ pack', () => {
  const stopped = { stage: 'stopped', stage_reason: 'Autre projet', ends_on: '2026-06-30' }
  beforeAll(async () => {
    // 36 on the day, out of work, left for a job
    await outcome(await entrant({ gender: 'woman' }, told, stopped), 'exit', '{employed}')
    // 29 on the day before the birthday; told three weeks after the entry
    const young = { birth_year: 1996, birth_month: 1, birth_day: 6, gender: 'man' }
    const late = { ...told, stated_on: '2026-01-26', employment: 'long_term_unemployed', nationality: 'eea_ch' }
    await outcome(await entrant(young, late, stopped), 'exit', '{training}')
    // at work already: no result; a Belgian is of no third country
    const employed = { stated_on: '2026-01-02', employment: 'employed', schooling: 'isced_5_8' }
    await outcome(await entrant({ gender: 'woman', is_belgian: true }, employed, stopped), 'exit', '{employed}')
    // five weeks after the entry is too late for the work of the entry, and 1990 alone is no birth date
    await entrant({ gender: 'man', given_name: 'Tardif' }, { ...told, stated_on: '2026-02-09' })
    await entrant({ gender: 'undisclosed', given_name: 'Annee', birth_month: null, birth_day: null }, null)
    // another year
    await entrant({ gender: 'man' }, told, { starts_on: '2025-12-31' })
  })
  const ask = (reading?: 'eea_with_eu') => lead.getEsfPack({ query: { site, ...year, ...(reading && { reading }) } })

  test('counts by gender whoever told all that the annex asks, by age and answers on the day of entry', async () => {
    const { lines, entries } = await ask()
    expect(entries).toBe(5)
    const told = Object.fromEntries(lines.map(({ code, total, women, men }) => [code, [total, women, men]]))
    expect(told).toEqual({
      EECO01: [3, 2, 1],
      EECO02: [2, 1, 1],
      EECO03: [1, 0, 1],
      EECO04: [0, 0, 0],
      EECO05: [1, 1, 0],
      EECO06: [0, 0, 0],
      EECO07: [1, 0, 1],
      EECO08: [0, 0, 0],
      EECO09: [0, 0, 0],
      EECO10: [2, 1, 1],
      EECO11: [1, 1, 0],
      EECO13: [2, 1, 1],
      EECR02: [1, 0, 1],
      EECR04: [1, 1, 0],
      EECR05: [0, 0, 0],
    })
  })

  test('says what is missing of whom, and what is to be added by hand', async () => {
    const { incomplete, findings, byHand } = await ask()
    const missing = Object.fromEntries(incomplete.map(({ name, missing: needs }) => [name?.split(' ')[0], needs]))
    expect(missing).toEqual({
      Tardif: ['employment', 'schooling'],
      Annee: ['gender', 'birth', 'employment', 'schooling'],
    })
    expect(findings).toEqual([{ code: 'incomplete', level: 'error', line: null, with: null, count: 2 }])
    expect(byHand).toEqual(expect.arrayContaining(['EECO12', 'EECR03']))
  })

  test('the EEA may stand beside the Union, as some authorities ask', async () => {
    const { lines } = await ask('eea_with_eu')
    expect(lines.find(({ code }) => code === 'EECO13')).toMatchObject({ total: 1, women: 1, men: 0 })
  })

  test('its file has a row for each complete participant, by number, and no name', async () => {
    const { cookie } = await t.signIn('programme_lead')
    const address = `/v1/impact/european-funds/esf/participants.csv?site=${site}&from=${year.from}&to=${year.to}`
    const answer = await fetch(new URL(address, t.url), { headers: { cookie } })
    const rows: Record<string, string>[] = parse(await answer.text(), { columns: true })
    expect(rows.map(({ participant, age_at_entry: age, left_on: left }) => [participant, age, left])).toEqual([
      ['1', expect.any(String), '2026-06-30'],
      ['2', expect.any(String), '2026-06-30'],
      ['3', expect.any(String), '2026-06-30'],
    ])
    expect(rows.map(({ age_at_entry: age }) => age).toSorted()).toEqual(['29', '36', '36'])
  })
})

describe('[H12] the AMIF pack', () => {
  beforeAll(async () => {
    const session = await t.given.session({ starts_on: '2026-03-10', status: 'held' })
    const came = async (person: object, answers: object | null) => {
      const { id, site_id } = await t.given.person({ lifelong_resident: false, is_belgian: false, ...person })
      const there = { session_id: session.id, status: 'present', observed_at: '2026-03-10T18:00:00Z' }
      await t.insert('attendance', { id: newId(), site_id, person_id: id, ...there })
      if (answers) await givenSituation(t, { id, site_id }, { ...answers })
    }
    await came({ gender: 'woman', birth_year: 1990 }, { nationality: 'third_country' })
    await came({ gender: 'man', birth_year: 1950 }, { nationality: 'stateless' })
    await came({ gender: 'man', birth_year: 2010 }, { nationality: 'eea_ch' })
    await came({ gender: 'woman', birth_year: 1990 }, { nationality: 'eu' })
    await came({ gender: 'woman', is_belgian: true }, null)
    await came({ gender: 'woman' }, null)
  })

  test('counts nationals of third countries by gender and age, and those who did not tell apart', async () => {
    const { lines, findings } = await lead.getAmifPack({ query: { site, ...year } })
    expect(lines[0]).toEqual({
      code: 'O.2.3',
      total: 3,
      women: 1,
      men: 2,
      nonBinary: 0,
      genderUnknown: 0,
      under18: 1,
      from18To60: 1,
      over60: 1,
      ageUnknown: 0,
    })
    expect(findings).toEqual([{ code: 'nationality-unknown', level: 'warning', line: 'O.2.3', with: null, count: 1 }])
    const other = await lead.getAmifPack({ query: { site, ...year, reading: 'eea_with_eu' } })
    expect(other.lines[0]?.total).toBe(2)
  })
})

test('[H12] the packs are for those who read the answers, at their site, and for a period that goes forward', async () => {
  const query = { site, ...year }
  for (const role of ['admin', 'reader', 'evaluator', 'social_officer'] as const)
    await expect((await t.as(role)).getEsfPack({ query })).rejects.toHaveProblem('not-allowed')
  await expect((await t.as('coordinator', { site: 'pilot' })).getAmifPack({ query })).rejects.toHaveProblem('not-found')
  const reversed = { site, from: year.to, to: year.from }
  await expect(lead.getAmifPack({ query: reversed })).rejects.toHaveProblem('rule-broken')
  const trail = await t.sql<{ act: string }>(
    `select distinct act from audit_event where act in ('esf.read', 'amif.read') order by 1`,
  )
  expect(trail.map(({ act }) => act)).toEqual(['amif.read', 'esf.read'])
})
