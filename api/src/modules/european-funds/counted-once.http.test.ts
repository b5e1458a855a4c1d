import { afterAll, beforeAll, expect, test } from '@jest/globals'
import type { ApiClient } from '../../../test/client.ts'
import { startApi, type Api } from '../../../test/harness.ts'
import { givenConsent, givenIncubation, type Accompanied } from '../../../test/incubations.ts'
import { givenSituation } from '../../../test/situations.ts'
import { newId } from '../../platform/ids.ts'

let t: Api
let lead: ApiClient
let site_id: string
let waveId: string
let sessionId: string
beforeAll(async () => {
  t = await startApi({ now: '2026-11-22T11:00:00Z' })
  lead = await t.as('programme_lead')
  site_id = t.sites.liege
  sessionId = (await t.given.session({ starts_on: '2026-03-10', status: 'held' })).id
  const wave = { id: newId(), site_id, kind: 'after', opens_on: '2026-01-01', closes_on: '2026-12-01' }
  waveId = (await t.insert<{ id: string }>('survey_wave', wave)).id
  const measure = { position: 1, instrument: 'helpful', instrument_version: 1 }
  await t.insert('survey_wave_instrument', { wave_id: waveId, site_id, ...measure })
})
afterAll(() => t.stop())

type Row = Readonly<Record<string, unknown>>
const outcome = ({ id }: Accompanied, moment: string, situations: string) =>
  t.insert('incubation_outcome', { incubation_id: id, moment, situations, site_id, noted_on: '2026-09-01' })

async function present(person: Row, nationality: string | null): Promise<string> {
  const { id } = await t.given.person({ lifelong_resident: false, birth_year: 1990, ...person })
  const there = { session_id: sessionId, status: 'present', observed_at: '2026-03-10T18:00:00Z' }
  await t.insert('attendance', { id: newId(), site_id, person_id: id, ...there })
  if (nationality) await givenSituation(t, { id, site_id }, { nationality })
  return id
}
async function says(person_id: string, score: 0 | 1): Promise<void> {
  await givenConsent(t, person_id, { purpose: 'surveys' })
  const of = { site_id, wave_id: waveId, person_id }
  const at = { answered_at: '2026-09-10T10:00:00Z' }
  const entered = { programme: 'interact', entry_on: '2026-03-10', due_on: '2026-10-01' }
  const { id } = await t.insert<{ id: string }>('survey_invitation', { id: newId(), ...of, ...entered, ...at })
  const said = { instrument: 'helpful', instrument_version: 1, items: JSON.stringify({ value: score }), score }
  const how = { language: 'fr', translation: 'published', mode: 'phone', answered_on: '2026-09-10' }
  await t.insert('survey_response', { id: newId(), ...of, ...at, invitation_id: id, ...said, ...how })
}
async function coached(person: Row): Promise<void> {
  const one = await givenIncubation(t, { person: { birth_year: 1990, ...person } })
  await givenSituation(t, { id: one.personId, site_id }, { nationality: 'third_country' })
  const signed = { status: 'signed', signed_at: '2026-05-04T10:00:00Z', mode: 'in_person', role: 'coach', minutes: 60 }
  for (const held_on of ['2026-05-04', '2026-05-11'])
    await t.insert('coaching_log', { id: newId(), site_id, incubation_id: one.id, held_on, ...signed })
}

test('[H12] AMIF: who told a third country was helped whether or not the file says “not Belgian”, at the age of the first presence', async () => {
  // 60 when they came, 61 when they answered
  await says(await present({ gender: 'woman', birth_year: 1965, birth_month: 6, birth_day: 1 }, 'third_country'), 1)
  await says(await present({ gender: 'man', is_belgian: false }, 'third_country'), 0)
  await says(await present({ gender: 'woman', is_belgian: true }, null), 1)
  await says(await present({ gender: 'woman' }, null), 1)
  await coached({ gender: 'woman' })
  await coached({ gender: 'woman' })
  const { lines, findings } = await lead.getAmifPack({ query: { site: site_id, from: '2026-01-01', to: '2027-01-01' } })
  const none = { nonBinary: 0, genderUnknown: 0, under18: 0, over60: 0, ageUnknown: 0 }
  expect(lines).toEqual([
    { code: 'O.2.3', total: 2, women: 1, men: 1, from18To60: 2, ...none },
    { code: 'O.2.3.3', total: 2, women: 2, men: 0, from18To60: 2, ...none, nonBinary: 0 },
    { code: 'R.2.9', total: 1, women: 1, men: 0, from18To60: 1, ...none },
  ])
  expect(findings).toEqual([
    { code: 'nationality-unknown', level: 'warning', line: 'O.2.3', with: null, count: 1 },
    { code: 'nationality-unknown', level: 'warning', line: 'R.2.9', with: null, count: 1 },
    { code: 'part-exceeds', level: 'error', line: 'O.2.3.3', with: 'O.2.3', count: 1 },
  ])
})

test('[H12] ESF+: somebody entered twice is one, by the first entry and the last exit; who is due at six months and not noted is said', async () => {
  const born = { birth_year: 1990, birth_month: 1, birth_day: 5, gender: 'woman' }
  const told = { stated_on: '2024-01-02', employment: 'unemployed', schooling: 'isced_3_4', nationality: 'eu' }
  const left = (starts_on: string, ends_on: string) => ({ starts_on, ends_on, stage: 'stopped', stage_reason: 'Fin' })
  const entrant = async (row: Row, answers: Row = {}) => {
    const one = await givenIncubation(t, { person: born, row })
    await givenSituation(t, { id: one.personId, site_id }, { ...told, ...answers })
    return one
  }
  const again = await givenIncubation(t, { person: born, row: left('2024-01-05', '2024-03-01') })
  await outcome(again, 'exit', '{training}')
  const kept = await entrant(left('2024-03-04', '2024-06-30'))
  await outcome(kept, 'exit', '{employed}')
  await outcome(kept, 'month_6', '{employed}')
  await t.sql(`update person set status = 'merged', merged_into_id = $2 where id = $1`, [again.personId, kept.personId])
  // due in August 2024 and not noted
  await outcome(await entrant(left('2024-01-05', '2024-02-28')), 'exit', '{stopped}')
  // due on 10 December 2026
  await outcome(await entrant(left('2024-01-05', '2026-06-10')), 'exit', '{stopped}')
  // at work already
  await outcome(await entrant(left('2024-01-05', '2024-02-28'), { employment: 'employed' }), 'exit', '{employed}')
  const { entries, lines, findings } = await lead.getEsfPack({
    query: { site: site_id, from: '2024-01-01', to: '2025-01-01' },
  })
  const total = (code: string) => lines.find((line) => line.code === code)?.total
  expect([entries, ...['EECO01', 'EECO05', 'EECR02', 'EECR04', 'EECR05'].map(total)]).toEqual([4, 4, 1, 0, 1, 1])
  expect(findings).toEqual([{ code: 'result-unknown', level: 'warning', line: 'EECR05', with: null, count: 1 }])
})
