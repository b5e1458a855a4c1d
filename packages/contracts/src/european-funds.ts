import Type, { type Static } from 'typebox'
import { personal } from './personal-data.ts'
import { closed, Instant, LocalDate, nullable, Uuid } from './primitives.ts'
import { who } from './rights.ts'
import { defineRoutes } from './route.ts'
import { employments, schoolings } from './situation.ts'

/**
 * Who is a national of a third country: literally, whoever is no citizen of the Union (Regulation (EU) 2021/1057, art. 2);
 * or with the EEA and Switzerland beside the Union, as some managing authorities ask (domain reference G8).
 */
export const thirdCountryReadings = ['literal', 'eea_with_eu'] as const
export type ThirdCountryReading = (typeof thirdCountryReadings)[number]

/** Common output indicators of ESF+ that records tell (annex I of Regulation (EU) 2021/1057, domain reference 2.2). */
export const esfOutputs = [
  'EECO01',
  'EECO02',
  'EECO03',
  'EECO04',
  'EECO05',
  'EECO06',
  'EECO07',
  'EECO08',
  'EECO09',
  'EECO10',
  'EECO11',
  'EECO13',
] as const
/** Result indicators, on leaving (four weeks) and after six months. */
export const esfResults = ['EECR02', 'EECR04', 'EECR05'] as const
/** What no record tells: estimated, or asked, and added by hand; never a nought. */
export const esfByHand = [
  'EECO12',
  'EECO14',
  'EECO15',
  'EECO16',
  'EECO17',
  'EECO18',
  'EECO19',
  'EECR01',
  'EECR03',
  'EECR06',
] as const
export type EsfCode = (typeof esfOutputs)[number] | (typeof esfResults)[number]

/** Annex VIII of Regulation (EU) 2021/1147, specific objective 2 (domain reference 2.3). */
export const amifCodes = ['O.2.3', 'O.2.3.3', 'R.2.9'] as const
export const amifByHand = ['O.2.3.1', 'O.2.3.2', 'R.2.8', 'R.2.10', 'R.2.11'] as const

/** Without these somebody is not sent (ESF+, art. 17(5) and annex I, 1.1): a birth date to the day, among others. */
export const esfNeeds = ['gender', 'birth', 'employment', 'schooling'] as const

/** `error`: the authority refuses it. `warning`: it is less than what happened. */
export const fundFindings = [
  'incomplete',
  'parts-differ',
  'part-exceeds',
  'result-exceeds',
  'nationality-unknown',
  'result-unknown',
] as const
export const FundFinding = closed('FundFinding', {
  code: Type.Enum([...fundFindings]),
  level: Type.Enum(['error', 'warning']),
  /** What is too large or does not add up, and what it is compared with; null for people. */
  line: nullable(Type.String()),
  with: nullable(Type.String()),
  count: Type.Integer({ minimum: 0, description: 'people, or by how much' }),
})
export type FundFinding = Static<typeof FundFinding>

const Count = Type.Integer({ minimum: 0 })
const byGender = { total: Count, women: Count, men: Count, nonBinary: Count }
export const EsfLine = closed('EsfLine', { code: Type.Enum([...esfOutputs, ...esfResults]), ...byGender })
export type EsfLine = Static<typeof EsfLine>
export const AmifLine = closed('AmifLine', {
  code: Type.Enum([...amifCodes]),
  ...byGender,
  genderUnknown: Count,
  under18: Count,
  from18To60: Count,
  over60: Count,
  ageUnknown: Count,
})
export type AmifLine = Static<typeof AmifLine>

/** Somebody accompanied by InterLab, once, by the first entry of the period and the last exit. */
export const EsfParticipant = closed('EsfParticipant', {
  personId: Uuid,
  name: personal('C1', Type.String()),
  gender: personal('C3', nullable(Type.Enum(['woman', 'man', 'non_binary']))),
  age: personal(
    'C3',
    nullable({ ...Type.Integer(), description: 'whole years at entry; null: birth date not known to the day' }),
  ),
  employment: personal('C4', nullable(Type.Enum([...employments]))),
  schooling: personal('C4', nullable(Type.Enum([...schoolings]))),
  isThirdCountry: personal('C4', nullable(Type.Boolean())),
  enteredOn: LocalDate,
  leftOn: nullable(LocalDate),
  /** On leaving, and after six months; null: not known, or not yet. */
  inTraining: personal('C7', nullable(Type.Boolean())),
  inEmployment: personal('C7', nullable(Type.Boolean())),
  inEmploymentLater: personal('C7', nullable(Type.Boolean())),
  missing: Type.Array(Type.Enum([...esfNeeds])),
})
export type EsfParticipant = Static<typeof EsfParticipant>

const about = {
  siteId: Uuid,
  from: LocalDate,
  to: LocalDate,
  reading: Type.Enum([...thirdCountryReadings]),
  asOf: Instant,
}
export const EsfPack = closed('EsfPack', {
  ...about,
  entries: { ...Count, description: 'people who entered, complete or not' },
  lines: Type.Array(EsfLine, { description: 'of complete participants alone' }),
  byHand: Type.Array(Type.String()),
  findings: Type.Array(FundFinding),
  incomplete: Type.Array(EsfParticipant),
})
export type EsfPack = Static<typeof EsfPack>
export const AmifPack = closed('AmifPack', {
  ...about,
  lines: Type.Array(AmifLine),
  byHand: Type.Array(Type.String()),
  findings: Type.Array(FundFinding),
})
export type AmifPack = Static<typeof AmifPack>

const common = {
  method: 'GET',
  access: { roles: who.safeguards },
  query: closed('EuropeanFundQuery', {
    site: Uuid,
    from: LocalDate,
    to: { ...LocalDate, description: 'the day after the last one' },
    reading: Type.Optional(Type.Enum([...thirdCountryReadings])),
  }),
  errors: ['not-found', 'rule-broken'],
} as const

export const europeanFundRoutes = defineRoutes({
  getEsfPack: {
    ...common,
    path: '/v1/impact/european-funds/esf',
    summary: 'ESF+: common indicators of those whom InterLab accompanies, with what is missing',
    description:
      'Whole numbers, for the managing authority: whoever lacks an answer of annex I, 1.1 is in no line and listed apart. Employment is what was told from 56 days before the entry to 28 after it.',
    success: { status: 200, body: EsfPack },
  },
  exportEsfParticipants: {
    ...common,
    path: '/v1/impact/european-funds/esf/participants.csv',
    summary: 'ESF+: the complete participants, a row each, by number and without a name',
    success: { status: 200, contentType: 'text/csv' },
  },
  getAmifPack: {
    ...common,
    path: '/v1/impact/european-funds/amif',
    summary: 'AMIF: nationals of third countries who took part, were coached, and say that it helped',
    description: 'Whole numbers, for the managing authority. Whoever did not tell their nationality is in no line.',
    success: { status: 200, body: AmifPack },
  },
})
