import Type, { type Static } from 'typebox'
import { defineMachine } from './machine.ts'
import { genders } from './person.ts'
import { personal } from './personal-data.ts'
import { closed, Instant, LanguageTag, line, LocalDate, nullable, pageOf, text, Uuid, Version } from './primitives.ts'
import { HistoryEntry, PersonRef } from './references.ts'

/** From the draft to the decision (mission reference 4.2). A jury or its waiting list admits. A jury gives back before it scores. */
export const applicationMachine = defineMachine({
  entity: 'application',
  states: [
    'draft',
    'submitted',
    'eligible',
    'not_eligible',
    'in_jury',
    'admitted',
    'waitlisted',
    'refused',
    'withdrawn',
  ],
  initial: 'draft',
  acts: {
    submit: { from: ['draft'], to: 'submitted' },
    find_eligible: { from: ['submitted'], to: 'eligible' },
    find_not_eligible: { from: ['submitted'], to: 'not_eligible', reason: true },
    send_to_jury: { from: ['eligible'], to: 'in_jury' },
    take_back: { from: ['in_jury'], to: 'eligible' },
    admit: { from: ['in_jury', 'waitlisted'], to: 'admitted' },
    waitlist: { from: ['in_jury'], to: 'waitlisted' },
    refuse: { from: ['in_jury'], to: 'refused', reason: true },
    withdraw: { from: ['draft', 'submitted', 'eligible', 'in_jury', 'waitlisted'], to: 'withdrawn' },
  },
})
export type ApplicationState = (typeof applicationMachine.states)[number]
export type ApplicationAct = keyof typeof applicationMachine.acts

export const applicationHelpers = ['staff', 'partner', 'family_or_friend', 'interpreter', 'other'] as const
export type ApplicationHelper = (typeof applicationHelpers)[number]
export const applicationSectors = [
  'food',
  'crafts',
  'trade',
  'care',
  'culture',
  'digital',
  'building',
  'services',
  'other',
] as const

export const Cohort = closed('Cohort', {
  id: Uuid,
  siteId: Uuid,
  name: line(),
  startsOn: LocalDate,
  endsOn: nullable(LocalDate),
  capacity: nullable(Type.Integer({ description: 'places; null: one enters at any time' })),
  admitted: Type.Integer(),
  open: Type.Integer({ description: 'applications without a decision yet, drafts too' }),
  version: Version,
})
export type Cohort = Static<typeof Cohort>
export const CohortRef = closed('CohortRef', { id: Uuid, name: line() })

const question = Type.String({ pattern: '^[a-zA-Z]{1,40}$', description: 'an id of the form' })
/** Answers in the order of the form; the version of the form says what was asked. */
export const WrittenAnswers = Type.Array(closed('WrittenAnswer', { question, value: text(4000) }), { maxItems: 20 })

export const applicationMembers = {
  project: line(160),
  sector: nullable(Type.Enum([...applicationSectors])),
  language: LanguageTag,
  helpedBy: nullable(Type.Enum([...applicationHelpers], { description: 'who helped to write it' })),
  answers: WrittenAnswers,
}

const rowMembers = {
  id: Uuid,
  siteId: Uuid,
  /** null for whoever still has to judge it: they read it without identity */
  person: nullable(PersonRef),
  founders: Type.Integer({ description: 'people who found it, the applicant too' }),
  cohort: nullable(CohortRef),
  project: personal('C7', applicationMembers.project),
  sector: applicationMembers.sector,
  language: LanguageTag,
  status: Type.Enum([...applicationMachine.states]),
  statusSince: Instant,
  submittedAt: nullable(Instant),
  juryRoundId: nullable({ ...Uuid, description: 'the jury it was presented to, the last one' }),
  version: Version,
}
export const ApplicationRow = closed('ApplicationRow', rowMembers)
export type ApplicationRow = Static<typeof ApplicationRow>
export const ApplicationPage = pageOf('ApplicationPage', ApplicationRow)

export const decisionOutcomes = ['admitted', 'admitted_with_conditions', 'waitlisted', 'redirected', 'refused'] as const
export type DecisionOutcome = (typeof decisionOutcomes)[number]
/** One of the conditions of an admission; met on a day, or still open. */
export const AdmissionCondition = closed('AdmissionCondition', {
  id: Uuid,
  text: text(500),
  dueOn: LocalDate,
  metOn: nullable(LocalDate),
  metBy: nullable(line()),
})
export type AdmissionCondition = Static<typeof AdmissionCondition>
/** What was decided, as the file of an application tells it. */
export const ApplicationDecision = closed('ApplicationDecision', {
  roundId: Uuid,
  outcome: Type.Enum([...decisionOutcomes]),
  decidedAt: Instant,
  communicatedAt: nullable(Instant),
  reason: personal('C7', nullable(Type.String())),
  feedback: personal('C7', Type.String()),
  conditions: personal('C7', Type.Array(AdmissionCondition)),
  redirectedTo: nullable(line()),
})
export const Application = closed('Application', {
  ...rowMembers,
  coFounders: Type.Array(PersonRef),
  formVersion: Type.Integer(),
  answers: personal('C7', WrittenAnswers),
  helpedBy: applicationMembers.helpedBy,
  statusReason: personal('C7', nullable(Type.String())),
  unanswered: Type.Array(Type.String(), { description: 'required questions without an answer' }),
  unmetGates: Type.Array(Type.String(), { description: 'what hinders it from going to a jury' }),
  linkExpiresAt: nullable(Instant),
  incubationId: nullable(Uuid),
  decisions: Type.Array(ApplicationDecision),
  history: Type.Array(HistoryEntry),
})
export type Application = Static<typeof Application>

/** What whoever holds the link reads: their own application and nothing of anybody else. */
export const OwnApplication = closed('OwnApplication', {
  project: applicationMembers.project,
  formVersion: Type.Integer(),
  answers: WrittenAnswers,
  language: LanguageTag,
  helpedBy: applicationMembers.helpedBy,
  status: Type.Enum([...applicationMachine.states]),
  submittedAt: nullable(Instant),
  version: Version,
  expiresAt: Instant,
})
export type OwnApplication = Static<typeof OwnApplication>

const Women = closed('WomenShare', {
  women: Type.Integer(),
  known: Type.Integer({ description: 'people whose gender is known: the denominator' }),
  unknown: Type.Integer(),
  share: nullable(
    Type.Number({ description: 'women of those known; null below the number of people that a share needs' }),
  ),
})
const stepRatio = (description: string) =>
  nullable(Type.Number({ description: `${description}; null below the number that a share needs` }))
export const funnelSteps = ['submitted', 'eligible', 'heard', 'admitted', 'started'] as const
export type FunnelStep = (typeof funnelSteps)[number]
const Delay = closed('DecisionDelay', {
  decided: Type.Integer(),
  medianDays: nullable(Type.Number()),
  p90Days: nullable(Type.Number()),
})
/** Of those of a gender about whom a jury decided in the end. */
const AdmissionRate = closed('AdmissionRate', {
  gender: Type.Enum([...genders], { description: 'undisclosed: not known either' }),
  decided: nullable(
    Type.Integer({ description: 'people admitted or not admitted: the denominator; who waits is in neither' }),
  ),
  admitted: nullable(Type.Integer()),
  rate: nullable(Type.Number({ description: 'admitted of those decided; null under ten of them' })),
  suppressed: Type.Boolean({ description: 'a number is small, or would tell one that is' }),
})
export const InterlabFunnel = closed('InterlabFunnel', {
  steps: Type.Array(
    closed('FunnelStep', {
      step: Type.Enum([...funnelSteps]),
      applications: Type.Integer(),
      ofSubmitted: stepRatio('of all that were submitted'),
      ofPrevious: stepRatio('of those that reached the step before; null for the first'),
      people: Type.Integer({ description: 'applicants and co-founders, each once' }),
      women: Women,
    }),
  ),
  admission: Type.Array(AdmissionRate, { description: 'every gender that was decided about, small numbers hidden' }),
  aside: closed('FunnelAside', {
    redirected: Type.Integer(),
    refused: Type.Integer(),
    notEligible: Type.Integer(),
    withdrawn: Type.Integer(),
    inProgress: Type.Integer({ description: 'no decision yet, the waiting list too' }),
  }),
  delay: closed('FunnelDelay', {
    all: closed(
      'DelayOfAll',
      { medianDays: nullable(Type.Number()), p90Days: nullable(Type.Number()) },
      {
        description:
          'product-limit: whoever waits, withdrew or was not eligible counts until then; null while fewer were told',
      },
    ),
    admitted: Delay,
    refused: Delay,
    pending: Type.Integer({ description: 'complete, and nothing told yet' }),
  }),
})
export type InterlabFunnel = Static<typeof InterlabFunnel>
