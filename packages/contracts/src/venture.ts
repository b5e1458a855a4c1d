import Type, { type Static } from 'typebox'
import { outcomeMoments } from './incubation.ts'
import { personal } from './personal-data.ts'
import { closed, idParam, line, LocalDate, nullable, Reason, text, Uuid, Version } from './primitives.ts'
import { who } from './rights.ts'
import { defineRoutes } from './route.ts'

/** On the way to an activity of one's own (domain reference 7.3), in the usual order. */
export const milestoneCodes = [
  'idea_pitched',
  'customer_interviews',
  'offer_defined',
  'budget',
  'legal_route',
  'test_sale',
  'mentor_met',
  'trade_access',
  'financing_file',
  'insurer',
  'test_activity',
  'association_or_coop',
  'enterprise_number',
  'vat_activated',
  'first_invoice',
  'first_income',
  'first_hire',
] as const
export type MilestoneCode = (typeof milestoneCodes)[number]

export const cardStates = ['unknown', 'not_needed', 'needed', 'applied', 'granted', 'refused'] as const
export const enterpriseKinds = ['main', 'secondary', 'association', 'cooperative'] as const
export const outcomeSituations = [
  'launched_main',
  'launched_secondary',
  'test_activity',
  'association_or_coop',
  'employed',
  'training',
  'continuing_project',
  'stopped',
  'unknown',
] as const

export type OutcomeSituation = (typeof outcomeSituations)[number]
/**
 * An activity of one's own, a job or a training (INC-09). Whoever tests an activity under the number of another structure
 * is still looking for work by law: not yet.
 */
export const positiveSituations: readonly OutcomeSituation[] = [
  'launched_main',
  'launched_secondary',
  'association_or_coop',
  'employed',
  'training',
]

/** Pages that the domain reference read (S44, S46). */
const cardPages = 'emploi.wallonie.be, wallonie.be, altea.be, cgra.be, news.belgium.be'
const startPages = 'ucm.be, moore.be, siep.be'
/**
 * Who needs a professional card in Wallonia (domain reference 7.4). `source` null: generally known and read nowhere, the
 * screen says so. Only the state of the card is stored about somebody, never the permit that it follows from.
 */
export const cardRules = [
  { who: 'eea_swiss', needs: 'no', source: cardPages },
  { who: 'recognised_refugee', needs: 'no', source: cardPages },
  { who: 'subsidiary_limited', needs: 'yes', source: cardPages },
  { who: 'subsidiary_unlimited', needs: 'no', source: cardPages },
  { who: 'temporary_protection', needs: 'no', source: cardPages },
  // read of Flanders only
  { who: 'family_of_citizen', needs: 'ask', source: 'vlaanderen.be' },
  { who: 'open_procedure', needs: 'ask', source: null },
  { who: 'other_third_country', needs: 'yes', source: cardPages },
] as const
/**
 * What is to be done after the yes, in order. `from`: since when the rule holds, where the reference says it: on that day
 * basic management knowledge was dropped in Wallonia, and the competence of regulated trades stayed.
 */
export const formalityRules = [
  { code: 'cpas_informed', from: null, source: null },
  { code: 'trade_competence', from: '2025-10-01', source: startPages },
  { code: 'professional_card', from: null, source: cardPages },
  { code: 'business_counter', from: null, source: startPages },
  { code: 'vat', from: null, source: startPages },
  { code: 'social_insurance', from: null, source: startPages },
  { code: 'health_fund', from: null, source: startPages },
  { code: 'bank_account', from: null, source: startPages },
] as const
/** The day on which both lists were compared with the domain reference; on which days it read the pages it does not say. */
export const rulesCheckedOn = '2026-11-22'
export const formalityCodes = formalityRules.map(({ code }) => code)
export type FormalityCode = (typeof formalityCodes)[number]

export const Milestone = closed('Milestone', {
  code: Type.Enum([...milestoneCodes]),
  plannedOn: nullable(LocalDate),
  reachedOn: nullable(LocalDate),
  count: nullable(Type.Integer({ description: 'how many, of interviews' })),
  evidence: personal('C7', nullable(text(1000))),
  by: nullable(line()),
})
export const Enterprise = closed('Enterprise', {
  number: Type.String({ description: 'ten digits' }),
  written: Type.String({ description: '0427.178.892' }),
  kind: Type.Enum([...enterpriseKinds]),
  startedOn: LocalDate,
  verifiedOn: nullable(LocalDate),
  verifiedBy: nullable(line()),
  aliveOn: nullable({ ...LocalDate, description: 'the last day on which somebody looked and it was active' }),
  ceasedOn: nullable(LocalDate),
})
export const Outcome = closed('Outcome', {
  moment: Type.Enum([...outcomeMoments]),
  dueOn: LocalDate,
  situations: Type.Array(Type.Enum([...outcomeSituations]), { description: 'the main one first' }),
  notedOn: nullable(LocalDate),
})
/** From the idea to an activity, under the same id as the incubation. */
export const Venture = closed('Venture', {
  siteId: Uuid,
  today: LocalDate,
  milestones: personal('C7', Type.Array(Milestone, { description: 'every code, in the usual order' })),
  card: personal(
    'C7',
    closed('ProfessionalCard', { status: Type.Enum([...cardStates]), sinceOn: nullable(LocalDate) }),
  ),
  formalities: personal(
    'C7',
    Type.Array(
      closed('Formality', {
        code: Type.Enum([...formalityCodes]),
        doneOn: nullable(LocalDate),
      }),
    ),
  ),
  enterprise: personal('C7', nullable(Enterprise)),
  enterpriseRemoved: personal(
    'C7',
    nullable({ ...Reason, description: 'why the one that stood here was taken out, until one is noted again' }),
  ),
  outcomes: personal('C7', Type.Array(Outcome, { description: 'from the exit on; none before' })),
  version: { ...Version, description: 'of the whole: milestones, card, formalities, enterprise, outcomes' },
})
export type Venture = Static<typeof Venture>

export const SetMilestone = closed('SetMilestone', {
  plannedOn: Type.Optional(nullable(LocalDate)),
  reachedOn: Type.Optional(nullable(LocalDate)),
  count: Type.Optional(nullable(Type.Integer({ minimum: 0, maximum: 10_000 }))),
  evidence: Type.Optional(nullable(text(1000))),
})
export type SetMilestone = Static<typeof SetMilestone>
export const SetCard = closed('SetCard', { status: Type.Enum([...cardStates]), sinceOn: nullable(LocalDate) })
export const SetFormality = closed('SetFormality', { doneOn: nullable(LocalDate) })
export const SetEnterprise = closed('SetEnterprise', {
  number: { ...line(40), description: 'as it is written: BE 0427.178.892' },
  kind: Type.Enum([...enterpriseKinds]),
  startedOn: LocalDate,
  verifiedOn: Type.Optional(nullable(LocalDate)),
  aliveOn: Type.Optional(nullable(LocalDate)),
  ceasedOn: Type.Optional(nullable(LocalDate)),
})
export type SetEnterprise = Static<typeof SetEnterprise>
export const RemoveEnterprise = closed('RemoveEnterprise', { reason: Reason })
export const SetOutcome = closed('SetOutcome', {
  situations: Type.Array(Type.Enum([...outcomeSituations]), { minItems: 1, maxItems: 4, uniqueItems: true }),
})

const writers = { access: { roles: who.coaches }, programme: 'interlab' } as const
const venture = '/v1/incubations/:incubationId/venture'
const params = idParam('incubationId')
const answersVenture = { success: { status: 200, body: Venture } } as const
const coded = <C extends string>(codes: readonly C[]) =>
  Type.Object({ incubationId: Uuid, code: Type.Enum([...codes]) }, { additionalProperties: false })

export const ventureRoutes = defineRoutes({
  getVenture: {
    ...answersVenture,
    access: { roles: who.aroundIncubatees },
    programme: 'interlab',
    method: 'GET',
    path: venture,
    summary: 'Milestones, formalities, enterprise and what became of it',
    description:
      'Experts and mentors do not read whether the CPAS was informed, where the professional card stands, nor why an enterprise was taken out.',
    params,
    errors: [],
  },
  setMilestone: {
    ...writers,
    ...answersVenture,
    method: 'PUT',
    path: `${venture}/milestones/:code`,
    summary: 'Plan a milestone, or note that it is reached and what shows it',
    description: 'What is noted later holds; what it replaces is kept.',
    params: coded(milestoneCodes),
    body: SetMilestone,
    ifMatch: true,
    errors: ['rule-broken'],
  },
  setCard: {
    ...writers,
    ...answersVenture,
    method: 'PUT',
    path: `${venture}/professional-card`,
    summary: 'Where the professional card stands',
    params,
    body: SetCard,
    ifMatch: true,
    errors: ['rule-broken'],
  },
  setFormality: {
    ...writers,
    ...answersVenture,
    method: 'PUT',
    path: `${venture}/formalities/:code`,
    summary: 'Tick a formality, with its day',
    params: coded(formalityCodes),
    body: SetFormality,
    ifMatch: true,
    errors: ['rule-broken'],
  },
  setEnterprise: {
    ...writers,
    ...answersVenture,
    method: 'PUT',
    path: `${venture}/enterprise`,
    summary: 'The enterprise of one’s own: number, kind, first day, last look at the register',
    params,
    body: SetEnterprise,
    ifMatch: true,
    errors: ['enterprise-number-wrong', 'rule-broken'],
  },
  removeEnterprise: {
    ...writers,
    ...answersVenture,
    method: 'POST',
    path: `${venture}/enterprise/removal`,
    summary: 'Take out an enterprise that was noted by mistake, and say why',
    description: 'It is no longer shown or counted; coaches and the team read why. What stood there is kept.',
    params,
    body: RemoveEnterprise,
    ifMatch: true,
    errors: ['act-not-possible', 'reason-required'],
  },
  setOutcome: {
    ...writers,
    ...answersVenture,
    method: 'PUT',
    path: `${venture}/outcomes/:moment`,
    summary: 'What somebody does at the exit, and 6, 12, 24 and 36 months later',
    params: Type.Object(
      { incubationId: Uuid, moment: Type.Enum([...outcomeMoments]) },
      { additionalProperties: false },
    ),
    body: SetOutcome,
    ifMatch: true,
    errors: ['act-not-possible', 'rule-broken'],
  },
})
