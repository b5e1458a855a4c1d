import { waveWindows, type EntryWave, type Instrument, type InstrumentCode } from '@interra/contracts'
import { instrumentOf } from '../modules/surveys/instruments.ts'
import { scoreOf } from '../modules/surveys/scoring.ts'
import type { Db } from '../platform/db/database.ts'
import { newId } from '../platform/ids.ts'
import type { Random } from './random.ts'
import { daysAfter, insertRows, type Row } from './rows.ts'
import type { Season } from './season.ts'

const before: readonly InstrumentCode[] = ['trust1', 'self_conf', 'belong_city', 'belong_interra', 'fr_ease', 'warmth']
const waves: Readonly<Partial<Record<EntryWave, readonly InstrumentCode[]>>> = {
  t0: before,
  t3: ['new_ties', 'valued', 'helpful'],
  t6: [...before, 'new_ties', 'lasting_tie', 'valued'],
}

interface Entry extends Record<string, unknown> {
  readonly personId: string
  readonly entryOn: string
}

/** Most of those who came in this season agreed to be asked: what they said on coming in, and three and six months later. */
export async function askPeople(db: Db, random: Random, { siteId, today, staffId }: Season): Promise<void> {
  const site_id = siteId
  const entries = (await db.hot<Entry>(cameIn, [siteId, today])).filter(() => random.chance(0.8))
  const consents = entries.map(({ personId, entryOn }) => ({
    id: newId(),
    site_id,
    person_id: personId,
    purpose: 'surveys',
    given: true,
    text_version: '2026-11',
    language: 'fr',
    channel: 'oral',
    collected_on: entryOn,
  }))
  await insertRows(db, 'consent', consents)
  for (const [kind, asked] of Object.entries(waves)) {
    const wave = { id: newId(), site_id, kind, opens_on: daysAfter(today, -150), closes_on: daysAfter(today, 60) }
    await insertRows(db, 'survey_wave', [{ ...wave, created_by: staffId }])
    await insertRows(
      db,
      'survey_wave_instrument',
      asked.map((instrument, at) => ({
        wave_id: wave.id,
        site_id,
        position: at + 1,
        instrument,
        instrument_version: instrumentOf(instrument).version,
      })),
    )
    const { from, to } = waveWindows[kind as EntryWave]
    const first = Math.max(from, 0)
    const due = entries.filter(({ entryOn }) => daysAfter(entryOn, first) < today)
    const heard = due.map(({ personId: person_id, entryOn }) => {
      const chance = random.next()
      const wished = daysAfter(entryOn, first + random.between(0, 12))
      const on = wished < today ? wished : daysAfter(today, -1)
      const state = chance < 0.75 ? { answered_at: `${on}T10:00:00Z` } : {}
      const declined = chance >= 0.75 && chance < 0.83 ? { declined_at: `${on}T10:00:00Z` } : {}
      const of = { id: newId(), site_id, wave_id: wave.id, person_id, programme: 'interact', entry_on: entryOn }
      return { on, row: { ...of, due_on: daysAfter(entryOn, to), ...state, ...declined } }
    })
    await insertRows(
      db,
      'survey_invitation',
      heard.map(({ row }) => row),
    )
    await insertRows(
      db,
      'survey_response',
      heard.flatMap(({ on, row }) => ('answered_at' in row ? asked.map((code) => said(random, code, on, row)) : [])),
    )
  }
}

/** First presence of the season of each adult: $1 site, $2 today. */
const cameIn = {
  name: 'demo came in',
  text: `select p.id as "personId", min(s.starts_on)::text as "entryOn"
    from session s join attendance a on a.session_id = s.id and a.status = 'present' join person p on p.id = a.person_id
    where s.site_id = $1 and s.status = 'held' and s.starts_on > $2::date - 200
      and not coalesce(interra.is_minor(p.birth_year, p.birth_month, p.birth_day, $2::date), true)
    group by p.id order by p.id`,
}

/** An answer somewhat above the middle of each question, a little higher later on. */
function said(random: Random, code: InstrumentCode, on: string, invitation: Row): Row {
  const instrument: Instrument = instrumentOf(code)
  const { items, lowest, highest, version } = instrument
  const given = Object.fromEntries(
    items.map((item) => [item, Math.max(random.between(lowest, highest), random.between(lowest, highest))]),
  )
  const { id: invitation_id, site_id, wave_id, person_id, answered_at } = invitation
  const translation = instrument.wordings.find(({ language }) => language === 'fr')?.state ?? 'draft'
  return {
    id: newId(),
    invitation_id,
    site_id,
    wave_id,
    person_id,
    answered_at,
    answered_on: on,
    items: given,
    instrument: code,
    instrument_version: version,
    language: 'fr',
    translation,
    mode: 'phone',
    score: scoreOf(instrument, given),
  }
}
