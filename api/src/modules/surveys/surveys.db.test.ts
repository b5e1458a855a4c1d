import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { newId } from '../../platform/ids.ts'
import { startApi, type Api } from '../../../test/harness.ts'
import { instruments } from './instruments.ts'

let t: Api
let waveId: string
beforeAll(async () => {
  t = await startApi()
  const site_id = t.sites.liege
  const wave = { kind: 't0', opens_on: '2026-11-01', closes_on: '2026-12-01' }
  waveId = (await t.insert<{ id: string }>('survey_wave', { id: newId(), site_id, ...wave })).id
  const ucla = { instrument: 'ucla3', instrument_version: 1 }
  await t.insert('survey_wave_instrument', { wave_id: waveId, site_id, position: 1, ...ucla })
})
afterAll(() => t.stop())

async function member(birth_year: number, agreed: boolean | null, more: Record<string, unknown> = {}) {
  const { id } = await t.given.person({ birth_year, ...more })
  if (agreed !== null) {
    const proof = { text_version: '1', language: 'fr', channel: 'paper', collected_on: '2026-01-01' }
    const about = { id: newId(), site_id: t.sites.liege, person_id: id, purpose: 'surveys', given: agreed }
    await t.insert('consent', { ...about, ...proof })
  }
  return id
}
const invite = (person_id: string) =>
  t.insert<{ id: string }>('survey_invitation', {
    id: newId(),
    site_id: t.sites.liege,
    wave_id: waveId,
    person_id,
    programme: 'interact',
    entry_on: '2026-11-10',
    due_on: '2026-12-01',
  })
const answered = (id: string) => t.sql('update survey_invitation set answered_at = now() where id = $1', [id])

describe('[H6] the database', () => {
  test('holds the scale of each instrument as its file says it', async () => {
    const rows = await t.sql(
      'select code, version, higher_is_better as better, lowest::int, highest::int from instrument order by code',
    )
    const expected = instruments.map(({ code, version, higherIsBetter: better, lowest, highest, items }) => ({
      code,
      version,
      better,
      lowest: lowest * items.length,
      highest: highest * items.length,
    }))
    expect(rows).toEqual(expected.toSorted((a, b) => (a.code < b.code ? -1 : 1)))
  })

  test('asks no minor, and nobody who did not agree', async () => {
    await expect(invite(await member(2010, true))).rejects.toThrow('a minor')
    await expect(invite(await member(1990, null))).rejects.toThrow('no consent')
    await expect(invite(await member(1990, false))).rejects.toThrow('no consent')
    await expect(invite(await member(1990, true))).resolves.toBeDefined()
  })

  test('two links never answer for one person, also of two files that became one', async () => {
    const kept = await member(1990, true)
    const other = await member(1990, true)
    await answered((await invite(kept)).id)
    const second = await invite(other)
    await t.sql("update person set status = 'merged', merged_into_id = $2 where id = $1", [other, kept])
    await expect(answered(second.id)).rejects.toThrow('answered already')
    await expect(invite(kept)).rejects.toThrow('survey_invitation_key')
  })

  test('closes what was asked when the consent is taken back', async () => {
    const person = await member(1990, true)
    const { id } = await invite(person)
    await t.sql('update consent set withdrawn_at = now() where person_id = $1', [person])
    const [row] = await t.sql('select revoked_at is not null as revoked from survey_invitation where id = $1', [id])
    expect(row).toEqual({ revoked: true })
  })

  test('keeps no score outside its scale, and no answer of a survey that was not answered', async () => {
    const person_id = await member(1990, true)
    const { id: invitation_id } = await invite(person_id)
    const respond = (score: number) =>
      t.insert('survey_response', {
        id: newId(),
        site_id: t.sites.liege,
        invitation_id,
        wave_id: waveId,
        person_id,
        instrument: 'ucla3',
        instrument_version: 1,
        language: 'fr',
        translation: 'draft',
        mode: 'paper',
        answered_at: '2026-11-22T11:00:00Z',
        answered_on: '2026-11-22',
        items: '{}',
        score,
      })
    await expect(respond(5)).rejects.toThrow('not answered')
    await answered(invitation_id)
    await expect(respond(2)).rejects.toThrow('outside the scale')
    await expect(respond(5)).resolves.toBeDefined()
  })
})
