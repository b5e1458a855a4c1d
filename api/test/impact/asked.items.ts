import type { InstrumentCode } from '@interra/contracts'
import { changes, changesWithT3, followed } from './asked.changes.ts'
import { answersTo, once, order, type Asked, type InvitationRow, type ResponseRow } from './asked.rows.ts'
import type { Item } from './oracle.ts'

/** The last answer of each person in the period. */
function lastAnswers(asked: Asked, instrument: InstrumentCode, kinds: readonly string[]) {
  const { from, to } = asked.period
  return [...answersTo(asked, instrument)].flatMap(([person, answers]) => {
    const [last] = answers
      .filter(({ day, kind }) => kinds.includes(kind) && day >= from && day < to)
      .toSorted(
        (a, b) =>
          order(b.day, a.day) ||
          order(b.kind, a.kind) ||
          order(a.programme, b.programme) ||
          order(a.entry, b.entry) ||
          order(a.id, b.id),
      )
    return last ? [{ person, ...last }] : []
  })
}
const everyKind = ['t0', 't3', 't6', 't12', 'after']

/** Everybody asked with an instrument, once in the period: by their last answer, else on the last day on which they were asked. */
function everybodyAsked(
  asked: Asked,
  instrument: InstrumentCode,
  kinds: readonly string[],
  dayOf: (invitation: InvitationRow, answer: ResponseRow | undefined) => string,
) {
  const { world, people, today, period } = asked
  const every = () =>
    world.survey_invitation.flatMap((invitation) => {
      const wave = world.survey_wave.find(({ id }) => id === invitation.wave_id)
      const has = world.survey_wave_instrument.some((one) => one.wave_id === wave?.id && one.instrument === instrument)
      if (invitation.revoked_at !== null || !has || !kinds.includes(wave?.kind ?? '')) return []
      const answer = world.survey_response.find(
        (one) => one.invitation_id === invitation.id && one.instrument === instrument && one.answered_on <= today,
      )
      const { id, programme } = invitation
      const mature = invitation.answered_at !== null || invitation.declined_at !== null || invitation.due_on < today
      const person = people.canonical(invitation.person_id)
      return [{ id, person, programme, day: dayOf(invitation, answer), score: answer?.score ?? null, mature }]
    })
  const inside = once(asked, `asked ${instrument}`, every)
    .filter(({ day }) => day >= period.from && day < period.to && day <= today)
    .toSorted((a, b) => order(isSaid(a), isSaid(b)) || order(a.day, b.day) || order(a.id, b.id))
  return [...new Map(inside.map((row) => [row.person, row])).values()]
}

const isSaid = ({ score }: { score: number | null }) => (score === null ? 'no' : 'yes')

const shares = (of: Omit<Item, 'numerator'>, observed: number | null): Item[] => [
  { ...of, part: null, numerator: observed, denominator: 1 },
  { ...of, part: 'conservative', numerator: observed ?? 0, denominator: 1 },
]

export const askedItems: Readonly<Record<string, (asked: Asked) => Item[]>> = {
  'LNK-01': (asked) =>
    lastAnswers(asked, 'new_ties', ['t3', 't6']).flatMap(({ person, day, programme, score, entry }) => {
      const codes = { programme, group: asked.people.group(person, entry) }
      const of = { day, key: person, person, denominator: 1, codes }
      return [
        { ...of, part: null, numerator: Math.min(score, 20) },
        { ...of, part: 'at_least_one', numerator: score >= 1 ? 1 : 0 },
      ]
    }),
  'LNK-02': (asked) =>
    everybodyAsked(asked, 'lasting_tie', ['t6'], ({ entry_on }) => entry_on).flatMap((row) => {
      const of = { day: row.day, key: row.person, person: row.person, codes: { programme: row.programme } }
      return row.mature ? shares(of, row.score) : [{ ...of, part: 'immature', numerator: 1, denominator: 1 }]
    }),
  'LNK-04': changes('lsns_friends'),
  'LNK-05': changesWithT3('ucla3'),
  'LNK-06': (asked) =>
    followed(asked, 'ucla3').flatMap(({ person, day, first, last, mature }) => {
      const of = { day, key: person, person, denominator: 1 }
      if (last === null) return mature ? [] : [{ ...of, part: 'immature', numerator: 1 }]
      return [
        { ...of, part: null, numerator: last >= 6 ? 1 : 0 },
        { ...of, part: 't0', numerator: first >= 6 ? 1 : 0 },
        ...(first < 6 && last >= 6 ? [{ ...of, part: 'became', numerator: 1 }] : []),
        ...(first >= 6 && last < 6 ? [{ ...of, part: 'no_longer', numerator: 1 }] : []),
      ]
    }),
  'LNK-07': changes('trust1'),
  'LNK-08': changes('warmth'),
  'LNG-02': changesWithT3('fr_ease', ({ person, day }, { people }) => people.group(person, day) === 'newcomer'),
  'CNF-01': changes('gse6'),
  'CNF-02': changesWithT3('self_conf'),
  'CNF-03': (asked) => [
    ...changes('belong_city')(asked),
    ...changes('belong_interra')(asked).flatMap((item) => (item.part === null ? [{ ...item, part: 'interra' }] : [])),
  ],
  'CNF-04': (asked) =>
    lastAnswers(asked, 'valued', everyKind).map(({ person, day, programme, score }) => ({
      day,
      key: person,
      person,
      numerator: score >= 4 ? 1 : 0,
      denominator: 1,
      codes: { programme },
    })),
  'CNF-05': (asked) =>
    everybodyAsked(asked, 'helpful', everyKind, ({ due_on }, answer) => answer?.answered_on ?? due_on).flatMap(
      (row) => {
        const of = { day: row.day, key: row.person, person: row.person, codes: { programme: row.programme } }
        const belgian = asked.people.row(row.person).is_belgian
        if (!row.mature || belgian === true) return []
        return belgian === null
          ? [{ ...of, part: 'unknown_basis', numerator: 1, denominator: 1 }]
          : shares(of, row.score)
      },
    ),
  'TRN-02': ({ world, people, today }) =>
    world.enrolment.flatMap(({ id, course_id, person_id, withdrawn_at }) => {
      const days = world.course_session
        .filter((one) => one.course_id === course_id && one.status !== 'cancelled')
        .map(({ starts_on }) => starts_on)
      const day = days.toSorted().at(-1)
      const mean = (moment: string) => {
        const values = world.learning_answer.filter((one) => one.enrolment_id === id && one.moment === moment)
        return values.length === 3 ? values.reduce((sum, { value }) => sum + value, 0) / 3 : null
      }
      const [was, now] = [mean('then'), mean('now')]
      if (withdrawn_at !== null || day === undefined || day > today) return []
      const codes = { audience: person_id === null ? 'partner_staff' : 'members' }
      const person = person_id === null ? null : people.canonical(person_id)
      const part = was === null ? 'no_baseline' : null
      return [{ day, key: id, person, part, numerator: was ?? 1, denominator: now, codes }]
    }),
}
