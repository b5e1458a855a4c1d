import Type, { type Static } from 'typebox'
import { accountStates } from './accounts.ts'
import { StaffLocale } from './auth.ts'
import { reviewMachine } from './jury.ts'
import { personal } from './personal-data.ts'
import { closed, Email, idParam, line, LocalDate, nullable, Uuid } from './primitives.ts'
import { PersonRef } from './references.ts'
import { who } from './rights.ts'
import { defineRoutes } from './route.ts'

/** Who is invited to InterLab from other organisations. */
export const interlabGuestRoles = ['coach', 'expert', 'mentor', 'juror'] as const
export type InterlabGuestRole = (typeof interlabGuestRoles)[number]
/** A guest’s access is given for a year at most; given again, it goes on. */
export const guestAccessDays = 366

const role = Type.Enum([...interlabGuestRoles])
export const InviteGuest = closed('InviteGuest', {
  role,
  expiresOn: { ...LocalDate, description: 'last day' },
  email: Type.Optional({ ...Email, description: 'that of their file when absent' }),
  locale: Type.Optional(StaffLocale),
})
export type InviteGuest = Static<typeof InviteGuest>
export const Guest = closed('Guest', {
  person: PersonRef,
  role,
  startsOn: LocalDate,
  expiresOn: LocalDate,
  open: Type.Boolean({ description: 'today' }),
  state: Type.Enum([...accountStates], { description: 'invited: has not set a password yet' }),
  email: personal('C2', Type.String()),
})
export type Guest = Static<typeof Guest>
export const Guests = closed('Guests', { items: Type.Array(Guest) })

/** What a guest is here for, today. Nothing else is theirs. */
export const MyTasks = closed('MyTasks', {
  incubatees: Type.Array(
    closed('MyIncubatee', {
      incubationId: Uuid,
      project: personal('C7', line()),
      person: PersonRef,
      role: Type.Enum(['coach', 'expert', 'facilitator', 'mentor']),
      untilOn: LocalDate,
      closingMissing: Type.Boolean({ description: 'it is over, and its closing review is theirs to write' }),
    }),
  ),
  dossiers: Type.Array(
    closed('MyDossier', {
      reviewId: Uuid,
      number: Type.Integer({ description: 'what jurors call it by: no name' }),
      round: line(),
      heldOn: LocalDate,
      status: Type.Enum([...reviewMachine.states]),
    }),
  ),
})
export type MyTasks = Static<typeof MyTasks>

/** The steps of mission section 3, moonshot 16, over one person. */
export const trajectorySteps = ['participant', 'host', 'training', 'interlab', 'outcome'] as const
export type TrajectoryStep = (typeof trajectorySteps)[number]
/** What a life led to: a business, or work found through an introduction. */
export const trajectoryOutcomes = ['venture', 'job'] as const
export const Trajectory = closed('Trajectory', {
  steps: personal(
    'C3',
    Type.Array(
      closed('ReachedStep', {
        step: Type.Enum([...trajectorySteps]),
        on: nullable({ ...LocalDate, description: 'the first day; null: not reached' }),
        daysSinceFirst: nullable(Type.Integer()),
      }),
    ),
  ),
  outcome: personal('C3', nullable(Type.Enum([...trajectoryOutcomes]))),
  hosted: personal(
    'C3',
    nullable(
      closed(
        'HostedWorkshop',
        { workshopId: Uuid, title: line() },
        {
          description: 'what they host and have not applied to InterLab with: `draftFromWorkshop` is the next step',
        },
      ),
    ),
  ),
})
export type Trajectory = Static<typeof Trajectory>

/** By whom: everybody, by gender, or by the group on the day of the first step. */
export const trajectoryDimensions = ['all', 'gender', 'group'] as const
const people = nullable(Type.Integer())
/** A cell is null with `suppressed` when it is small, or would tell one that is. */
const Cell = closed('TrajectoryCell', {
  step: Type.Enum([...trajectorySteps]),
  people,
  goneOn: nullable(
    Type.Integer({ description: 'of them, those who took a later step too; the others dropped off here' }),
  ),
  medianDays: nullable(
    Type.Number({ description: 'from the first presence to this step, of those who took it on that day or later' }),
  ),
  before: nullable(Type.Integer({ description: 'of them, those who took it before their first presence' })),
  suppressed: Type.Boolean(),
})
export const Trajectories = closed('Trajectories', {
  siteId: Uuid,
  year: nullable(Type.Integer()),
  level: Type.Enum(['internal_case', 'internal_report']),
  /** Persons are told by years that are over, to readers who do not know them. */
  periodClosed: Type.Boolean(),
  lines: Type.Array(
    closed('TrajectoryLine', {
      dimension: Type.Enum([...trajectoryDimensions]),
      code: Type.String({ description: 'of the gender or group; `all`' }),
      cells: Type.Array(Cell),
    }),
  ),
  outcomes: Type.Array(
    closed('TrajectoryOutcome', { outcome: Type.Enum([...trajectoryOutcomes]), people, suppressed: Type.Boolean() }),
  ),
})
export type Trajectories = Static<typeof Trajectories>

/** INC-05: everybody around InterLab, by what they are in it. */
export const interlabRoles = [
  'applicant',
  'admitted',
  'incubated',
  'coach',
  'expert',
  'facilitator',
  'mentor',
  'juror',
  'partner',
] as const
export type InterlabRole = (typeof interlabRoles)[number]
export const InterlabWomen = closed('InterlabWomen', {
  siteId: Uuid,
  year: nullable(Type.Integer()),
  level: Type.Enum(['internal_case', 'internal_report']),
  periodClosed: Type.Boolean(),
  roles: Type.Array(
    closed('WomenInRole', {
      role: Type.Enum([...interlabRoles]),
      women: people,
      known: nullable(Type.Integer({ description: 'the denominator: whose gender is known' })),
      unknown: nullable(Type.Integer({ description: 'not known, or not told' })),
      share: nullable(Type.Number({ description: 'women among those known, 0 to 1' })),
      suppressed: Type.Boolean(),
    }),
  ),
})
export type InterlabWomen = Static<typeof InterlabWomen>

const programme = 'interlab'
const ofYear = closed('YearQuery', {
  siteId: Uuid,
  year: Type.Optional(
    Type.Integer({ minimum: 1900, maximum: 2199, description: 'of the calendar; from the beginning on when absent' }),
  ),
})

export const guestRoutes = defineRoutes({
  inviteGuest: {
    method: 'POST',
    path: '/v1/people/:personId/guest-access',
    summary: 'Invite somebody to InterLab by e-mail, until a day',
    description:
      'Opens an account for them, or gives the role to the one they have. Given again, the day is the new one. What they read is what they are named for: the files in whose circle they stand, the dossiers of their jury.',
    access: { roles: who.team },
    programme,
    params: idParam('personId'),
    body: InviteGuest,
    success: { status: 201, body: Guest },
    errors: ['rule-broken', 'account-exists'],
    idempotency: 'accepted',
  },
  endGuestAccess: {
    method: 'POST',
    path: '/v1/people/:personId/guest-access/end',
    summary: 'End the access of a guest at once',
    access: { roles: who.team },
    programme,
    params: idParam('personId'),
    body: closed('EndGuestAccess', { role }),
    success: { status: 204 },
    errors: [],
  },
  listGuests: {
    method: 'GET',
    path: '/v1/interlab/guests',
    summary: 'Guests of InterLab, with the last day of each',
    access: { roles: who.team },
    programme,
    query: closed('GuestQuery', { siteId: Type.Optional(Uuid) }),
    success: { status: 200, body: Guests },
    errors: [],
  },
  getMyTasks: {
    method: 'GET',
    path: '/v1/interlab/my-tasks',
    summary: 'What a guest of InterLab is here for',
    access: { roles: interlabGuestRoles },
    programme,
    success: { status: 200, body: MyTasks },
    errors: [],
  },
  getTrajectory: {
    method: 'GET',
    path: '/v1/people/:personId/trajectory',
    summary: 'From taking part to a business or a job: the first day of each step',
    access: { roles: who.caseReaders },
    programme,
    params: idParam('personId'),
    success: { status: 200, body: Trajectory },
    errors: [],
    readsPerson: 'personId',
  },
  getTrajectories: {
    method: 'GET',
    path: '/v1/trajectories',
    summary: 'From passion to profession: how many took each step, and when',
    description:
      'Of everybody whose first presence was in the year. A step need not follow each of the others. Whoever does not read names is told of years that are over, without small numbers and without those that would tell them.',
    access: { roles: who.allStaff },
    programme,
    query: ofYear,
    success: { status: 200, body: Trajectories },
    errors: ['not-found'],
  },
  getInterlabWomen: {
    method: 'GET',
    path: '/v1/interlab/women',
    summary: 'Women among all those around InterLab (INC-05)',
    description:
      'A partner is somebody who sits in a jury, stands in a circle or is an expert for another organisation; the same person counts once in each role. Contacts of partners who do none of it have no file, thus no gender, and are not counted.',
    access: { roles: who.allStaff },
    programme,
    query: ofYear,
    success: { status: 200, body: InterlabWomen },
    errors: ['not-found'],
  },
})
