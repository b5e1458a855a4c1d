import Type, { type Static } from 'typebox'
import { defineMachine } from './machine.ts'
import { personal } from './personal-data.ts'
import { closed, idParam, line, LocalDate, nullable, text, Uuid, Version } from './primitives.ts'
import { PersonRef, HistoryEntry } from './references.ts'
import { who } from './rights.ts'
import { defineRoutes } from './route.ts'

/** Strengths first, then what is needed, what blocks it, what one wants and does about it. */
export const pathKinds = ['strength', 'need', 'blocker', 'objective', 'action'] as const
export type PathKind = (typeof pathKinds)[number]

/** What a need or a blocker is about (domain reference 7.3). */
export const dimensions = [
  'language',
  'digital',
  'admin',
  'legal',
  'recognition',
  'finance',
  'market',
  'offer',
  'network',
  'communication',
  'premises',
  'housing',
  'mobility',
  'family',
  'health',
  'confidence',
  'business_codes',
] as const
export type Dimension = (typeof dimensions)[number]

/** 0 none, 1 managed, 2 important, 3 blocking. */
export const severities = [0, 1, 2, 3] as const
/** From this severity on a need hinders. */
export const hindering = 2

export const pathItemMachine = defineMachine({
  entity: 'pathItem',
  states: ['open', 'in_progress', 'done', 'abandoned'],
  initial: 'open',
  acts: {
    begin: { from: ['open'], to: 'in_progress' },
    finish: { from: ['open', 'in_progress'], to: 'done' },
    abandon: { from: ['open', 'in_progress'], to: 'abandoned', reason: true },
  },
})
/** What blocks is taken away, or was none after all. */
export const blockerMachine = defineMachine({
  entity: 'blocker',
  states: ['open', 'unlocked', 'abandoned'],
  initial: 'open',
  acts: {
    unlock: { from: ['open'], to: 'unlocked' },
    abandon: { from: ['open'], to: 'abandoned', reason: true },
  },
})
/** A strength is there, or was written down by mistake. */
export const strengthMachine = defineMachine({
  entity: 'strength',
  states: ['open', 'abandoned'],
  initial: 'open',
  acts: { abandon: { from: ['open'], to: 'abandoned', reason: true } },
})
export const pathStates = ['open', 'in_progress', 'done', 'unlocked', 'abandoned'] as const
export type PathState = (typeof pathStates)[number]
export const pathActs = ['begin', 'finish', 'unlock', 'abandon'] as const
export type PathAct = (typeof pathActs)[number]

/** The machine that an item of a kind follows. */
export const machineOf = (kind: PathKind) =>
  kind === 'blocker' ? blockerMachine : kind === 'strength' ? strengthMachine : pathItemMachine

const Severity = Type.Integer({ minimum: 0, maximum: 3, description: '0 none, 1 managed, 2 important, 3 blocking' })

export const PathReview = closed('PathReview', { reviewedOn: LocalDate, severity: Severity, by: nullable(line()) })
export const PathItem = closed('PathItem', {
  id: Uuid,
  kind: Type.Enum([...pathKinds]),
  parentId: nullable({ ...Uuid, description: 'the need that it blocks, the blocker that it unlocks' }),
  dimension: nullable(Type.Enum([...dimensions])),
  title: personal('C7', line(300)),
  details: personal('C7', nullable(text(2000))),
  owner: nullable(PersonRef),
  dueOn: nullable(LocalDate),
  status: Type.Enum([...pathStates]),
  statusReason: personal('C7', nullable(line(300))),
  openedOn: LocalDate,
  closedOn: nullable(LocalDate),
  by: nullable({ ...line(), description: 'who wrote it' }),
  reviews: Type.Array(PathReview, { description: 'of a need or a blocker: the first one is T0' }),
  shared: Type.Boolean({ description: 'experts and mentors of the circle read it' }),
  version: Version,
})
export type PathItem = Static<typeof PathItem>
/** A course that the cohort follows together (D4), as one of its people was there. */
export const PathCourse = closed('PathCourse', {
  id: Uuid,
  title: line(),
  enrolled: Type.Boolean(),
  held: Type.Integer({ description: 'sessions whose day is over, or where presence was noted already' }),
  attended: Type.Integer({ description: 'of those held' }),
  unknown: Type.Integer({ description: 'of those held, without a word on whether they came' }),
})
/** Everything on one page, what was abandoned too. */
export const Path = closed('Path', {
  siteId: Uuid,
  items: Type.Array(PathItem, { description: 'the first one first' }),
  history: Type.Array(HistoryEntry),
  courses: personal('C7', Type.Array(PathCourse, { description: 'of the cohort, the first one first' })),
  today: LocalDate,
})
export type Path = Static<typeof Path>

export const AddPathItem = closed('AddPathItem', {
  kind: Type.Enum([...pathKinds]),
  title: line(300),
  details: Type.Optional(nullable(text(2000))),
  parentId: Type.Optional(nullable(Uuid)),
  dimension: Type.Optional(nullable(Type.Enum([...dimensions]))),
  severity: Type.Optional(nullable(Severity)),
  ownerId: Type.Optional(nullable(Uuid)),
  dueOn: Type.Optional(nullable(LocalDate)),
  openedOn: Type.Optional({ ...LocalDate, description: 'today when absent' }),
  shared: Type.Optional(
    Type.Boolean({ description: 'with experts and mentors; when absent objectives and actions are, the rest is not' }),
  ),
})
export type AddPathItem = Static<typeof AddPathItem>
export const ChangePathItem = closed('ChangePathItem', {
  title: Type.Optional(line(300)),
  details: Type.Optional(nullable(text(2000))),
  ownerId: Type.Optional(nullable(Uuid)),
  dueOn: Type.Optional(nullable(LocalDate)),
  shared: Type.Optional(Type.Boolean()),
})
export type ChangePathItem = Static<typeof ChangePathItem>
export const MovePathItem = closed('MovePathItem', {
  act: Type.Enum([...pathActs]),
  reason: Type.Optional(line(300)),
  on: Type.Optional({ ...LocalDate, description: 'today when absent' }),
})
export const ReviewPathItem = closed('ReviewPathItem', {
  severity: Severity,
  reviewedOn: Type.Optional({ ...LocalDate, description: 'today when absent; noted again, it holds' }),
})

const writers = { access: { roles: who.coaches }, programme: 'interlab' } as const
const path = '/v1/incubations/:incubationId/path'
const item = `${path}/:pathItemId` as const
const params = idParam('incubationId')
const itemParams = idParam('incubationId', 'pathItemId')
const answersPath = { success: { status: 200, body: Path } } as const

export const pathRoutes = defineRoutes({
  getPath: {
    ...answersPath,
    access: { roles: who.aroundIncubatees },
    programme: 'interlab',
    method: 'GET',
    path,
    summary: 'Read a path: strengths, needs, what blocks, what is done about it',
    description:
      'Leaves a trace of whose file was read. Experts and mentors read what is shared with them; coaches and the team everything.',
    params,
    errors: [],
  },
  addPathItem: {
    ...writers,
    method: 'POST',
    path,
    summary: 'Write something on the path',
    description: 'A need or a blocker has a dimension and a severity, and at least one strength before it.',
    params,
    body: AddPathItem,
    success: { status: 201, body: PathItem },
    errors: ['strength-first', 'rule-broken'],
    idempotency: 'accepted',
  },
  changePathItem: {
    ...writers,
    ...answersPath,
    method: 'PATCH',
    path: item,
    summary: 'Change its words, who looks after it, until when',
    params: itemParams,
    body: ChangePathItem,
    ifMatch: true,
    errors: ['act-not-possible', 'rule-broken'],
  },
  movePathItem: {
    ...writers,
    ...answersPath,
    method: 'POST',
    path: `${item}/status`,
    summary: 'Begin, finish, unlock or abandon something of the path',
    description: 'Nothing is deleted: what was abandoned stays, with its reason.',
    params: itemParams,
    body: MovePathItem,
    ifMatch: true,
    errors: ['act-not-possible', 'reason-required', 'rule-broken'],
  },
  reviewPathItem: {
    ...writers,
    ...answersPath,
    method: 'PUT',
    path: `${item}/reviews`,
    summary: 'Rate again how much a need or a blocker hinders',
    params: itemParams,
    body: ReviewPathItem,
    errors: ['act-not-possible', 'rule-broken'],
  },
})
