import Type, { type Static } from 'typebox'
import { sides } from './candidacy.ts'
import { defineMachine } from './machine.ts'
import { personal } from './personal-data.ts'
import { closed, Instant, line, nullable, pageOf, Uuid, Version } from './primitives.ts'
import { PersonRef } from './references.ts'

/** What a score is made of, with its usual weight (domain reference 6.3). */
export const usualWeights = {
  interests: 30,
  availability: 20,
  language: 15,
  distance: 15,
  goals: 10,
  age: 5,
  life_situation: 5,
} as const
export type MatchFeature = keyof typeof usualWeights
export const matchFeatures = Object.keys(usualWeights) as MatchFeature[]
/** Changes whenever the same two people would get other points. */
export const scoringVersion = '2026-11'
/** Least score of a pair, in tenths of a point, until somebody chooses another. */
export const usualThreshold = 450
/** A full score, in tenths of a point. */
export const fullScore = 1000

/** Why two people cannot be a pair (domain reference 6.2). The one with itself is `poolBlockers`. */
export const pairBlockers = [
  'apart',
  'paired_before',
  'language',
  'availability',
  'gender_wish',
  'gender_not_told',
  'distance',
] as const
export type PairBlocker = (typeof pairBlockers)[number]

const Tenths = Type.Integer({ minimum: 0, maximum: fullScore, description: 'tenths of a point' })
const Weight = Type.Integer({ minimum: 0, maximum: 100 })
export const Weights = closed(
  'Weights',
  Object.fromEntries(matchFeatures.map((feature) => [feature, Weight])) as Record<MatchFeature, typeof Weight>,
  { description: 'only their proportions matter; at least one is above zero' },
)
export type Weights = Static<typeof Weights>

/** What a pair has of one feature. The points of all parts add up to the score. */
export const MatchPart = closed('MatchPart', {
  feature: Type.Enum(matchFeatures),
  points: Tenths,
  most: { ...Tenths, description: 'what it could have given, in tenths; 0 when too little is known' },
  known: Type.Boolean(),
  words: personal(
    'C3',
    Type.Array(Type.String(), { description: 'interests, parts of the week or a language in common' }),
  ),
  amount: personal(
    'C3',
    nullable(Type.Integer({ description: 'minutes of travel, years between them, how many in common' })),
  ),
})
export type MatchPart = Static<typeof MatchPart>

export const CandidateRef = closed('CandidateRef', { candidacyId: Uuid, person: PersonRef })
export type CandidateRef = Static<typeof CandidateRef>

/** Somebody whom a candidate fits, with the reasons. */
export const Suggestion = closed('Suggestion', {
  other: CandidateRef,
  score: Tenths,
  coverage: Type.Integer({
    minimum: 0,
    maximum: 100,
    description: 'percent of the weights about which enough is known',
  }),
  parts: Type.Array(MatchPart),
})
export type Suggestion = Static<typeof Suggestion>
export const BlockedCount = closed('BlockedCount', { blocker: Type.Enum([...pairBlockers]), people: Type.Integer() })
export const Suggestions = closed('Suggestions', {
  items: Type.Array(Suggestion),
  /** People of the other side who are left out, by what stands in the way first. */
  blocked: Type.Array(BlockedCount),
  belowThreshold: Type.Integer(),
})
export type Suggestions = Static<typeof Suggestions>

export const matchAims = ['most_duos', 'best_fit'] as const
export type MatchAim = (typeof matchAims)[number]

export const matchRunMachine = defineMachine({
  entity: 'match_run',
  states: ['queued', 'running', 'ready', 'failed', 'cancelled', 'published'],
  initial: 'queued',
  acts: {
    begin: { from: ['queued'], to: 'running' },
    finish: { from: ['running'], to: 'ready' },
    fail: { from: ['queued', 'running'], to: 'failed' },
    cancel: { from: ['queued', 'running', 'ready'], to: 'cancelled' },
    publish: { from: ['ready'], to: 'published' },
  },
})
export type MatchRunState = (typeof matchRunMachine.states)[number]

/** Why not somebody's own best candidate: they fit somebody else better for everybody together. */
export const BetterElsewhere = closed('BetterElsewhere', {
  other: CandidateRef,
  score: Tenths,
  /** With whom the plan puts them; null when their place was pinned elsewhere. */
  takenBy: nullable(CandidateRef),
  because: Type.Enum(['pinned', 'waiting', 'duos', 'fit'], {
    description: 'what the whole plan would lose: the turn of somebody past the limit, a duo, or points',
  }),
  loss: nullable({ ...Tenths, description: 'points that the plan would lose at least, in tenths' }),
})

export const changes = ['new', 'same', 'moved'] as const
export const MatchPair = closed('MatchPair', {
  id: Uuid,
  newcomer: CandidateRef,
  local: CandidateRef,
  score: Tenths,
  coverage: Type.Integer({ minimum: 0, maximum: 100 }),
  parts: Type.Array(MatchPart),
  pinned: Type.Boolean(),
  /** Beside the run before: the same pair, one of the two with somebody else, or both new. */
  change: Type.Enum([...changes]),
  newcomerBest: nullable(BetterElsewhere),
  localBest: nullable(BetterElsewhere),
  duoId: nullable(Uuid),
})
export type MatchPair = Static<typeof MatchPair>

export const unmatchedReasons = [...pairBlockers, 'below_threshold', 'nobody_left', 'nobody_there'] as const
export const Unmatched = closed('Unmatched', {
  candidate: CandidateRef,
  side: Type.Enum([...sides]),
  waitingDays: Type.Integer(),
  reason: Type.Enum([...unmatchedReasons], { description: 'what stands in the way of most' }),
  best: nullable(closed('BestUnmatched', { other: CandidateRef, score: Tenths })),
})
export type Unmatched = Static<typeof Unmatched>

export const missingTraits = ['slot', 'language', 'area', 'gender'] as const
/** Who is missing: one more person of `side` with this trait could suit so many who wait and whom nobody left suits. */
export const Missing = closed('Missing', {
  side: Type.Enum([...sides]),
  trait: Type.Enum([...missingTraits]),
  value: Type.String({ description: 'a part of the week, a language, the id of an area or a gender' }),
  people: Type.Integer(),
})
export type Missing = Static<typeof Missing>

const settings = {
  aim: Type.Enum([...matchAims]),
  weights: Weights,
  threshold: Tenths,
}
export const CandidacyPair = closed(
  'CandidacyPair',
  { newcomerId: Uuid, localId: Uuid },
  { description: 'candidacies' },
)
export type CandidacyPair = Static<typeof CandidacyPair>
const Pairs = Type.Array(CandidacyPair, { maxItems: 500 })

export const MatchRunRow = closed('MatchRunRow', {
  id: Uuid,
  siteId: Uuid,
  status: Type.Enum([...matchRunMachine.states]),
  ...settings,
  progress: Type.Integer({ minimum: 0, maximum: 100, description: 'percent' }),
  newcomers: Type.Integer(),
  locals: Type.Integer(),
  pairCount: Type.Integer(),
  startedBy: nullable(line()),
  createdAt: Instant,
  publishedAt: nullable(Instant),
  version: Version,
})
export type MatchRunRow = Static<typeof MatchRunRow>
export const MatchRunPage = pageOf('MatchRunPage', MatchRunRow)

export const MatchRun = closed('MatchRun', {
  ...MatchRunRow.properties,
  scoringVersion: Type.String(),
  inputsHash: nullable(Type.String({ description: 'SHA-256 of everything the plan was made from' })),
  pins: Type.Array(CandidacyPair),
  forbids: Type.Array(CandidacyPair),
  previousRunId: nullable(Uuid),
  pairs: Type.Array(MatchPair),
  unmatched: Type.Array(Unmatched),
  missing: Type.Array(Missing),
  /** Of those who are proposed a duo: how many no e-mail tells, and somebody of the team has still to. */
  toTell: Type.Integer(),
})
export type MatchRun = Static<typeof MatchRun>

export const StartMatchRun = closed('StartMatchRun', {
  siteId: Uuid,
  aim: Type.Enum([...matchAims]),
  weights: Type.Optional(Weights),
  threshold: Type.Optional(Tenths),
  pins: Type.Optional(Pairs),
  forbids: Type.Optional(Pairs),
  previousRunId: Type.Optional(Uuid),
})
export type StartMatchRun = Static<typeof StartMatchRun>
export const PublishMatchRun = closed('PublishMatchRun', {
  leaveOut: Type.Optional(
    Type.Array(Uuid, { maxItems: 2000, uniqueItems: true, description: 'pairs of the plan not to propose' }),
  ),
})
