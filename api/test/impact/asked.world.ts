import { daysAfter, insertRows, type Row } from '../../src/demo/rows.ts'
import { instrumentOf, instruments } from '../../src/modules/surveys/instruments.ts'
import { scoreOf } from '../../src/modules/surveys/scoring.ts'
import type { Db } from '../../src/platform/db/database.ts'
import { newId } from '../../src/platform/ids.ts'
import { liveInteract } from './act.world.ts'
import { anyDay, type Association } from './people.world.ts'

const codes = instruments.map(({ code }) => code)
const offsets = { t0: [-32, 24], t3: [55, 125], t6: [130, 230], t12: [300, 430], after: [0, 400] } as const

/** Waves of surveys: who was asked when, in which language, on a phone or on paper, and what they left out; courses with what was learned. */
export async function liveAsked(db: Db, association: Association): Promise<void> {
  const { random, siteId: site_id, people } = association
  const grown = await db.hot<{ id: string; one: string }>(
    {
      name: 'test grown',
      text: `select id, coalesce(merged_into_id, id) as one from person
        where site_id = $1 and coalesce(birth_year, 1990) < 2003 and id = any ($2::uuid[]) order by id`,
    },
    [site_id, people],
  )
  const proof = { purpose: 'surveys', given: true, text_version: '1', language: 'fr', channel: 'paper' }
  const agreed = grown.map(({ id }) => ({ id: newId(), site_id, person_id: id, collected_on: '2022-12-01', ...proof }))
  await insertRows(db, 'consent', agreed)
  const programme = () => random.pick(['interact', 'duo2change', 'training', 'interlab'])
  const entry = new Map(grown.map(({ one }) => [one, { entry_on: anyDay(random), programme: programme() }]))
  for (const kind of ['t0', 't0', 't3', 't6', 't6', 't6', 'after'] as const) {
    const wave_id = newId()
    const of = { site_id, wave_id }
    const wave = { id: wave_id, site_id, kind, opens_on: '2023-01-01', closes_on: '2025-12-31' }
    await insertRows(db, 'survey_wave', [wave])
    const chosen = random.chance(0.85) ? codes : random.some(codes, 6)
    const measures = chosen.map((instrument, at) => ({ ...of, position: at + 1, instrument, instrument_version: 1 }))
    await insertRows(db, 'survey_wave_instrument', measures)
    const answered = new Set<string>()
    const invitations: Row[] = []
    const responses: Row[] = []
    for (const { id: person_id, one } of grown) {
      if (answered.has(one) || random.chance(0.15)) continue
      answered.add(one)
      const usual = entry.get(one) ?? { entry_on: '2024-01-01', programme: 'interact' }
      const { entry_on, programme: came } = random.chance(0.9)
        ? usual
        : { entry_on: anyDay(random), programme: programme() }
      const [low, high] = offsets[kind]
      const day = daysAfter(entry_on, random.between(low, high))
      const how = random.pick(['answered', 'answered', 'answered', 'answered', 'waiting', 'declined', 'revoked'])
      const at = `${day}T10:00:00Z`
      const invitation = { id: newId(), ...of, person_id, programme: came, entry_on, due_on: daysAfter(entry_on, high) }
      const state = {
        answered_at: how === 'answered' ? at : null,
        declined_at: how === 'declined' ? at : null,
        revoked_at: how === 'revoked' ? at : null,
      }
      invitations.push({ ...invitation, ...state })
      if (how !== 'answered') continue
      const mode = random.chance(0.9) ? 'phone' : random.pick(['paper', 'staff'])
      const language = random.chance(0.8) ? 'fr' : random.pick(['en', 'ar'])
      const given = {
        ...of,
        person_id,
        invitation_id: invitation.id,
        mode,
        language,
        answered_at: at,
        answered_on: day,
      }
      for (const instrument of chosen) {
        if (random.chance(0.1)) continue
        const known = instrumentOf(instrument)
        const said = known.items.flatMap((item) =>
          random.chance(0.97) ? [[item, random.between(known.lowest, known.highest)] as const] : [],
        )
        const items = Object.fromEntries(said)
        const translation = random.pick(language === 'ar' ? ['draft'] : ['published', 'draft'])
        const measured = { instrument, instrument_version: 1, translation, items, score: scoreOf(known, items) }
        responses.push({ id: newId(), ...given, ...measured })
      }
    }
    await insertRows(db, 'survey_invitation', invitations)
    await insertRows(db, 'survey_response', responses)
  }
  await liveLearning(db, association)
  await liveInteract(db, association)
}

/** Courses with members and staff of a partner, who say what they learned, or leave some of it out. */
async function liveLearning(db: Db, { random, siteId: site_id, alone }: Association): Promise<void> {
  const partner = { id: newId(), site_id, name: 'Maison du quartier', types: ['association'] }
  await insertRows(db, 'partner', [partner])
  for (let index = 0; index < 2; index++) {
    const course_id = newId()
    await insertRows(db, 'course', [{ id: course_id, site_id, kind: 'intercultural', title: 'Se comprendre' }])
    const sessions = Array.from({ length: random.between(0, 3) }, () => {
      const hours = { starts_on: anyDay(random), starts_time: '18:00', ends_time: '20:00', minutes: 120 }
      const status = random.pick(['scheduled', 'scheduled', 'cancelled'])
      return { id: newId(), site_id, course_id, ...hours, status }
    })
    await insertRows(db, 'course_session', sessions)
    const of = () => ({ id: newId(), site_id, course_id, enrolled_at: '2023-01-01T10:00:00Z' })
    const enrolments: (Row & { readonly id: string })[] = [
      ...random.some(alone, random.between(0, alone.length)).map((person_id) => ({ ...of(), person_id })),
      ...Array.from({ length: 12 }, (_, at) => ({ ...of(), partner_id: partner.id, staff_name: `Agent ${at}` })),
    ].map((row) => ({ ...row, withdrawn_at: random.chance(0.1) ? '2024-05-01T10:00:00Z' : null }))
    await insertRows(db, 'enrolment', enrolments)
    const answers = enrolments.flatMap(({ id: enrolment_id }) =>
      ['then', 'now'].flatMap((moment) =>
        ['understand', 'communicate', 'act'].flatMap((question) =>
          random.chance(0.9) ? [{ enrolment_id, site_id, moment, question, value: random.between(1, 5) }] : [],
        ),
      ),
    )
    await insertRows(db, 'learning_answer', answers)
  }
}
