import Type, { type Static } from 'typebox'
import { indicatorIds } from './indicator-ids.ts'
import { closed, idParam, line, LocalDate, nullable, pageOf, paging, Uuid, Version } from './primitives.ts'
import { programmes, who } from './rights.ts'
import { defineRoutes } from './route.ts'

export const funderKinds = [
  'region',
  'community',
  'city',
  'welfare_centre',
  'federal',
  'european',
  'foundation',
  'company',
  'own',
  'other',
] as const
export type FunderKind = (typeof funderKinds)[number]
/** The frames whose words reports use (domain reference 2). */
export const fundingFrames = ['ili', 'city', 'fwb', 'social_economy', 'esf', 'amif'] as const
export const grantStatuses = ['asked', 'granted', 'refused', 'closed'] as const
export type GrantStatus = (typeof grantStatuses)[number]
export const activityKinds = ['workshop', 'course', 'cohort', 'duos'] as const
export type ActivityKind = (typeof activityKinds)[number]
/** Shares are whole numbers of this many. */
export const wholeShare = 10_000

const details = {
  name: line(),
  kind: Type.Enum([...funderKinds]),
  frame: nullable(Type.Enum([...fundingFrames])),
  eeaChAs: Type.Enum(['eu', 'third_country'], {
    description: 'where it counts citizens of Iceland, Liechtenstein, Norway and Switzerland',
  }),
}
export const Funder = closed('Funder', {
  id: Uuid,
  siteId: Uuid,
  ...details,
  active: Type.Boolean(),
  version: Version,
})
export type Funder = Static<typeof Funder>

const Target = Type.Number({ minimum: 0.01, maximum: 10_000_000 })
export const GrantTarget = closed('GrantTarget', {
  id: Uuid,
  indicatorId: Type.String(),
  target: Target,
  dueOn: { ...LocalDate, description: 'counted from the first day of the grant up to and with this day' },
})
export type GrantTarget = Static<typeof GrantTarget>
const grant = {
  reference: line(),
  startsOn: LocalDate,
  endsOn: { ...LocalDate, description: 'last day' },
  amountCents: Type.Integer({ minimum: 0, maximum: 100_000_000_000 }),
  programmes: Type.Array(Type.Enum([...programmes]), { minItems: 1, maxItems: 4, uniqueItems: true }),
  status: Type.Enum([...grantStatuses]),
}
export const FunderGrant = closed('FunderGrant', {
  id: Uuid,
  siteId: Uuid,
  funderId: Uuid,
  ...grant,
  targets: Type.Array(GrantTarget),
  version: Version,
})
export type FunderGrant = Static<typeof FunderGrant>
export const FunderDetail = closed('FunderDetail', { ...Funder.properties, grants: Type.Array(FunderGrant) })
export type FunderDetail = Static<typeof FunderDetail>
export const FunderPage = pageOf('FunderPage', FunderDetail)

export const AddFunder = closed('AddFunder', {
  siteId: Uuid,
  name: details.name,
  kind: details.kind,
  frame: Type.Optional(details.frame),
  eeaChAs: Type.Optional(details.eeaChAs),
})
export type AddFunder = Static<typeof AddFunder>
export const ChangeFunder = closed('ChangeFunder', {
  name: Type.Optional(details.name),
  kind: Type.Optional(details.kind),
  frame: Type.Optional(details.frame),
  eeaChAs: Type.Optional(details.eeaChAs),
  active: Type.Optional(Type.Boolean()),
})
export type ChangeFunder = Static<typeof ChangeFunder>
const Targets = Type.Array(
  closed('NewGrantTarget', {
    indicatorId: Type.Enum([...indicatorIds]),
    target: Target,
    dueOn: LocalDate,
  }),
  { maxItems: 30 },
)
export const AddGrant = closed('AddGrant', {
  ...grant,
  status: Type.Optional(grant.status),
  targets: Type.Optional(Targets),
})
export type AddGrant = Static<typeof AddGrant>
export const ChangeGrant = closed('ChangeGrant', {
  reference: Type.Optional(grant.reference),
  startsOn: Type.Optional(grant.startsOn),
  endsOn: Type.Optional(grant.endsOn),
  amountCents: Type.Optional(grant.amountCents),
  programmes: Type.Optional(grant.programmes),
  status: Type.Optional(grant.status),
  targets: Type.Optional({ ...Targets, description: 'replace those there were' }),
})
export type ChangeGrant = Static<typeof ChangeGrant>

const activity = {
  kind: Type.Enum([...activityKinds]),
  id: nullable({ ...Uuid, description: 'null for duos, which are shared as a whole' }),
}
export const Activity = closed('Activity', { ...activity, name: nullable(Type.String()) })
export type Activity = Static<typeof Activity>
export const ActivityList = closed('ActivityList', { items: Type.Array(Activity) })
const Share = Type.Integer({ minimum: 1, maximum: wholeShare, description: 'of 10,000' })
export const Allocation = closed('Allocation', {
  id: Uuid,
  siteId: Uuid,
  activity: Activity,
  startsOn: LocalDate,
  endsOn: LocalDate,
  shares: Type.Array(
    closed('AllocationShare', {
      grantId: Uuid,
      reference: Type.String(),
      funderId: Uuid,
      funderName: Type.String(),
      share: Share,
    }),
  ),
  unallocated: Type.Integer({ minimum: 0, maximum: wholeShare, description: 'of 10,000: what no funder carries' }),
  version: Version,
})
export type Allocation = Static<typeof Allocation>
export const AllocationPage = pageOf('AllocationPage', Allocation)
const Shares = Type.Array(closed('NewShare', { grantId: Uuid, share: Share }), {
  maxItems: 20,
  description: 'what they leave of 10,000 is unallocated',
})
export const AddAllocation = closed('AddAllocation', {
  siteId: Uuid,
  activity: closed('SharedActivity', activity),
  startsOn: LocalDate,
  endsOn: LocalDate,
  shares: Shares,
})
export type AddAllocation = Static<typeof AddAllocation>
export const ChangeAllocation = closed('ChangeAllocation', {
  startsOn: Type.Optional(LocalDate),
  endsOn: Type.Optional(LocalDate),
  shares: Type.Optional({ ...Shares, description: 'replace those there were' }),
})
export type ChangeAllocation = Static<typeof ChangeAllocation>

const readers = { access: { roles: who.allStaff } } as const
const leads = { access: { roles: who.leads } } as const

export const funderRoutes = defineRoutes({
  listFunders: {
    ...readers,
    method: 'GET',
    path: '/v1/funders',
    summary: 'List funders with their grants, by name',
    query: closed('FunderQuery', { ...paging, siteId: Type.Optional(Uuid) }),
    success: { status: 200, body: FunderPage },
    errors: [],
  },
  addFunder: {
    ...leads,
    method: 'POST',
    path: '/v1/funders',
    summary: 'Add a funder',
    body: AddFunder,
    success: { status: 201, body: FunderDetail },
    errors: ['not-found', 'rule-broken'],
    idempotency: 'accepted',
  },
  getFunder: {
    ...readers,
    method: 'GET',
    path: '/v1/funders/:funderId',
    summary: 'A funder with its grants and their targets',
    params: idParam('funderId'),
    success: { status: 200, body: FunderDetail },
    errors: [],
  },
  changeFunder: {
    ...leads,
    method: 'PATCH',
    path: '/v1/funders/:funderId',
    summary: 'Change a funder',
    params: idParam('funderId'),
    body: ChangeFunder,
    ifMatch: true,
    success: { status: 200, body: FunderDetail },
    errors: ['rule-broken'],
  },
  addGrant: {
    ...leads,
    method: 'POST',
    path: '/v1/funders/:funderId/grants',
    summary: 'Note what a funder grants, and what is aimed at',
    params: idParam('funderId'),
    body: AddGrant,
    success: { status: 201, body: FunderGrant },
    errors: ['rule-broken'],
    idempotency: 'accepted',
  },
  changeGrant: {
    ...leads,
    method: 'PATCH',
    path: '/v1/grants/:grantId',
    summary: 'Change a grant or its targets',
    description: 'Targets that are sent replace those there were. A grant cannot leave the activities that it carries.',
    params: idParam('grantId'),
    body: ChangeGrant,
    ifMatch: true,
    success: { status: 200, body: FunderGrant },
    errors: ['rule-broken'],
  },
  listActivities: {
    ...leads,
    method: 'GET',
    path: '/v1/activities',
    summary: 'Find activities that grants can carry',
    description: 'Workshops, courses, cohorts and duos of a site by name, at most 50.',
    query: closed('ActivityQuery', { siteId: Uuid, text: Type.Optional(line()) }),
    success: { status: 200, body: ActivityList },
    errors: ['not-found'],
  },
  listAllocations: {
    ...readers,
    method: 'GET',
    path: '/v1/allocations',
    summary: 'Which activities grants carry, in which shares, the latest first',
    query: closed('AllocationQuery', { ...paging, siteId: Type.Optional(Uuid), funderId: Type.Optional(Uuid) }),
    success: { status: 200, body: AllocationPage },
    errors: [],
  },
  addAllocation: {
    ...leads,
    method: 'POST',
    path: '/v1/allocations',
    summary: 'Share an activity between grants for some time',
    body: AddAllocation,
    success: { status: 201, body: Allocation },
    errors: ['not-found', 'rule-broken'],
    idempotency: 'accepted',
  },
  changeAllocation: {
    ...leads,
    method: 'PATCH',
    path: '/v1/allocations/:allocationId',
    summary: 'Share an activity otherwise',
    params: idParam('allocationId'),
    body: ChangeAllocation,
    ifMatch: true,
    success: { status: 200, body: Allocation },
    errors: ['rule-broken'],
  },
})
