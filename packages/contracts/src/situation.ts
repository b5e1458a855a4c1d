import Type, { type Static } from 'typebox'
import { personal } from './personal-data.ts'
import { closed, idParam, Instant, LocalDate, nullable, Uuid } from './primitives.ts'
import { who } from './rights.ts'
import { defineRoutes } from './route.ts'

/** Never the country (domain reference G8); who is Belgian is told on the person. */
export const nationalities = ['eu', 'eea_ch', 'third_country', 'stateless'] as const
/** At the labour market (ESF+ annex I, 1.1): `inactive` is neither employed nor looking for work. */
export const employments = ['unemployed', 'long_term_unemployed', 'inactive', 'employed'] as const
/** Highest diploma of any country, by groups of ISCED 2011. */
export const schoolings = ['isced_0_2', 'isced_3_4', 'isced_5_8'] as const

const answers = {
  nationality: nullable(Type.Enum([...nationalities])),
  employment: nullable(Type.Enum([...employments])),
  schooling: nullable(Type.Enum([...schoolings])),
  isEuFamily: nullable(Type.Boolean({ description: 'family of a citizen of EU, EEA or Switzerland' })),
  hasLongPermit: nullable(Type.Boolean({ description: 'permit to stay for more than three months' })),
  legalStaySince: nullable(LocalDate),
}
/** What was told on a day; null: not told then. Each figure reads the last answer told up to its day, member by member. */
export const SituationRecord = closed('SituationRecord', {
  id: Uuid,
  statedOn: LocalDate,
  nationality: personal('C4', answers.nationality),
  employment: personal('C4', answers.employment),
  schooling: personal('C4', answers.schooling),
  isEuFamily: personal('C5', answers.isEuFamily),
  hasLongPermit: personal('C5', answers.hasLongPermit),
  legalStaySince: personal('C5', answers.legalStaySince),
  recordedAt: Instant,
})
export type SituationRecord = Static<typeof SituationRecord>

/** At least one answer; `statedOn` is today when absent. Kept of those alone who were told what it is for. */
export const RecordSituation = closed('RecordSituation', {
  ...Type.Partial(Type.Object(answers)).properties,
  statedOn: Type.Optional(LocalDate),
})
export type RecordSituation = Static<typeof RecordSituation>

export const situationRoutes = defineRoutes({
  recordSituation: {
    method: 'POST',
    path: '/v1/people/:personId/situations',
    summary: 'Record what European funds ask about a person',
    description:
      'Needs a standing `eu_fund_reporting_notice`; `consent-missing` otherwise. When that is taken back, all of it goes.',
    access: { roles: who.situationKeepers },
    params: idParam('personId'),
    body: RecordSituation,
    success: { status: 201, body: SituationRecord },
    errors: ['act-not-possible', 'consent-missing', 'rule-broken'],
    idempotency: 'accepted',
  },
  removeSituation: {
    method: 'DELETE',
    path: '/v1/people/:personId/situations/:situationId',
    summary: 'Take back what was recorded by mistake',
    access: { roles: who.situationKeepers },
    params: idParam('personId', 'situationId'),
    success: { status: 204 },
    errors: ['act-not-possible'],
  },
})
