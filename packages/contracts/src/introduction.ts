import Type, { type Static } from 'typebox'
import { languageLevels } from './group.ts'
import { defineMachine } from './machine.ts'
import { personal } from './personal-data.ts'
import { closed, Instant, LanguageTag, line, LocalDate, nullable, pageOf, Uuid, Version } from './primitives.ts'
import { PersonRef, TermRef } from './references.ts'

/** What an employer looks for (seed): all four are ways into work. */
export const employerNeedKinds = ['job', 'internship', 'paid_workshop', 'order'] as const
export type EmployerNeedKind = (typeof employerNeedKinds)[number]

/**
 * Somebody is put in touch with an employer (mission 4.2). `consent`: they said yes to this very employer; before it
 * nothing of them leaves the house. Declined says by whom; lapsed: nobody answered any more.
 */
export const introductionMachine = defineMachine({
  entity: 'introduction',
  states: ['proposed', 'consented', 'sent', 'meeting', 'started', 'followed_up', 'declined', 'lapsed'],
  initial: 'proposed',
  acts: {
    consent: { from: ['proposed'], to: 'consented' },
    send: { from: ['consented'], to: 'sent' },
    meet: { from: ['sent'], to: 'meeting' },
    start: { from: ['meeting'], to: 'started' },
    followUp: { from: ['started', 'followed_up'], to: 'followed_up' },
    decline: { from: ['proposed', 'consented', 'sent', 'meeting', 'started'], to: 'declined', reason: true },
    lapse: { from: ['proposed', 'consented', 'sent', 'meeting', 'started'], to: 'lapsed' },
  },
})
export type IntroductionState = (typeof introductionMachine.states)[number]
export type IntroductionAct = keyof typeof introductionMachine.acts

export const decliners = ['person', 'employer', 'staff'] as const
export type Decliner = (typeof decliners)[number]
/** Months after the start at which one asks how it goes. */
export const introductionMonths = [3, 6, 12] as const
export const followUpOutcomes = ['still_there', 'moved_on', 'stopped', 'no_answer'] as const
export type FollowUpOutcome = (typeof followUpOutcomes)[number]

/** Levels that a need may ask for: `unknown` is none. */
export const neededLevels = languageLevels.filter((level) => level !== 'unknown')
export const NeededLanguage = closed('NeededLanguage', {
  language: LanguageTag,
  level: Type.Enum([...neededLevels], { description: 'the least that is needed' }),
})
export type NeededLanguage = Static<typeof NeededLanguage>

export const needMembers = {
  kind: Type.Enum([...employerNeedKinds]),
  title: line(),
  about: nullable(line(1000)),
  place: nullable(line(300)),
  places: Type.Integer({ minimum: 1, maximum: 500 }),
  untilOn: nullable({ ...LocalDate, description: 'last day on which somebody may be introduced' }),
}
export const EmployerNeed = closed('EmployerNeed', {
  id: Uuid,
  siteId: Uuid,
  employer: closed('EmployerRef', { id: Uuid, name: line() }),
  ...needMembers,
  skills: Type.Array(TermRef, { description: 'words of the list by which members say what they can do' }),
  languages: Type.Array(NeededLanguage),
  open: Type.Boolean({ description: 'somebody may be introduced today' }),
  closedAt: nullable(Instant),
  closedReason: personal('C3', nullable(Type.String())),
  introduced: personal('C3', Type.Integer({ description: 'introductions that were not declined and did not lapse' })),
  started: personal('C3', Type.Integer()),
  version: Version,
})
export type EmployerNeed = Static<typeof EmployerNeed>
export const EmployerNeedPage = pageOf('EmployerNeedPage', EmployerNeed)

/** `yes`: they agreed to be introduced; `unknown`: nobody asked them. Whoever refused is in no list. */
export const wishes = ['yes', 'unknown'] as const
export const languageVerdicts = ['enough', 'unknown'] as const
/** Why somebody fits a need, word by word. Nothing about gender, origin or age is read, and there is no score. */
export const Match = closed('Match', {
  person: PersonRef,
  fits: Type.Boolean({ description: 'all is known and enough; false: something is not known yet' }),
  wish: personal('C3', Type.Enum([...wishes])),
  skills: personal('C3', Type.Array(TermRef, { description: 'what they can do of what is asked' })),
  languages: personal(
    'C3',
    Type.Array(
      closed('LanguageReason', {
        language: LanguageTag,
        needed: Type.Enum([...neededLevels]),
        known: nullable(Type.Enum([...neededLevels])),
        verdict: Type.Enum([...languageVerdicts]),
      }),
    ),
  ),
})
export type Match = Static<typeof Match>
export const Matches = closed('Matches', {
  items: Type.Array(Match, { description: 'those who fit first, then by number of skills and name; 50 at most' }),
})

export const FollowUp = closed('IntroductionFollowUp', {
  month: Type.Enum([...introductionMonths]),
  dueOn: LocalDate,
  outcome: nullable(Type.Enum([...followUpOutcomes])),
  answeredOn: nullable(LocalDate),
})
export type FollowUp = Static<typeof FollowUp>

const rowMembers = {
  id: Uuid,
  siteId: Uuid,
  person: PersonRef,
  need: closed('EmployerNeedRef', { id: Uuid, title: line(), kind: Type.Enum([...employerNeedKinds]) }),
  employer: closed('EmployerOfIntroduction', { id: Uuid, name: line() }),
  status: Type.Enum([...introductionMachine.states]),
  statusSince: Instant,
  next: Type.Union([Type.Enum(Object.keys(introductionMachine.acts) as IntroductionAct[]), Type.Null()], {
    description: 'what is to be done next; null when nothing is',
  }),
  nextOn: nullable({ ...LocalDate, description: 'when, for a follow-up' }),
  version: Version,
}
export const IntroductionRow = closed('IntroductionRow', rowMembers)
export type IntroductionRow = Static<typeof IntroductionRow>
export const IntroductionPage = pageOf('IntroductionPage', IntroductionRow)

export const Introduction = closed('Introduction', {
  ...rowMembers,
  statusReason: personal('C3', nullable(Type.String())),
  declinedBy: nullable(Type.Enum([...decliners])),
  agreed: personal('C9', nullable(Type.Boolean({ description: 'to be introduced to employers; null: not asked' }))),
  consentedOn: nullable(LocalDate),
  sentAt: nullable(Instant),
  meetingOn: nullable(LocalDate),
  startedOn: nullable(LocalDate),
  followUps: Type.Array(FollowUp),
  /** What the employer reads, now: without a name until the person said yes. */
  toEmployer: closed('ToEmployer', {
    name: personal('C1', nullable(Type.String())),
    need: line(),
    skills: personal('C3', Type.Array(TermRef)),
    languages: personal('C3', Type.Array(NeededLanguage)),
  }),
})
export type Introduction = Static<typeof Introduction>

/** How introductions went. Those who did not answer are counted beside those who did. */
export const IntroductionFigures = closed('IntroductionFigures', {
  states: Type.Array(
    closed('IntroductionsInState', {
      status: Type.Enum([...introductionMachine.states]),
      introductions: Type.Integer(),
    }),
  ),
  followUps: Type.Array(
    closed('FollowUpFigures', {
      month: Type.Enum([...introductionMonths]),
      due: Type.Integer({ description: 'whose day has come' }),
      answered: Type.Integer(),
      stillThere: Type.Integer(),
      noAnswer: Type.Integer({ description: 'asked, and did not answer' }),
      waiting: Type.Integer({ description: 'not asked yet' }),
    }),
  ),
})
export type IntroductionFigures = Static<typeof IntroductionFigures>
