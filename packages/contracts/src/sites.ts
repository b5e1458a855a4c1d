import Type, { type Static } from 'typebox'
import { policyKeys, policySchemas, PolicyValue, type PolicyKey } from './policies.ts'
import { closed, idParam, Instant, Labels, line, LocalDate, nullable, Reason, Uuid, Version } from './primitives.ts'
import { who } from './rights.ts'
import { defineRoutes } from './route.ts'

const SiteCode = Type.String({ pattern: '^[a-z][a-z0-9-]{1,30}$', description: 'short name, never changes: `liege`' })
const TimeZone = Type.String({ minLength: 1, maxLength: 60, pattern: '^[A-Za-z0-9_+/-]+$', description: 'IANA name' })

/** A place where the association works, with its own lists and rules. */
export const Site = closed('Site', {
  id: Uuid,
  code: SiteCode,
  name: line(),
  timeZone: TimeZone,
  opensOn: LocalDate,
  closesOn: nullable(LocalDate),
  version: Version,
})
export type Site = Static<typeof Site>
/** Whole, by name: an association has tens of sites at most. */
export const SiteList = closed('SiteList', { items: Type.Array(Site) })
export const AddSite = closed('AddSite', { code: SiteCode, name: line(), timeZone: TimeZone, opensOn: LocalDate })
export const ChangeSite = closed('ChangeSite', { name: line() })
export const CloseSite = closed('CloseSite', { closesOn: LocalDate })

/** Lists that the team of a site edits. */
export const taxonomies = ['workshop_category', 'channel', 'area', 'duo_goal', 'life_situation'] as const
export type Taxonomy = (typeof taxonomies)[number]

/** About where an area is, in degrees: travel between two areas is estimated from it. */
export const Place = closed('Place', {
  latitude: Type.Number({ minimum: -90, maximum: 90 }),
  longitude: Type.Number({ minimum: -180, maximum: 180 }),
})
export type Place = Static<typeof Place>

/** A word of a list. It may be chosen from `startsOn` to `endsOn`; what carries it keeps it, so it is never deleted. */
export const Term = closed('Term', {
  id: Uuid,
  taxonomy: Type.Enum([...taxonomies]),
  code: Type.String({ description: 'stable name for machines: `social_network`' }),
  labels: Labels,
  place: { ...nullable(Place), description: 'of areas only' },
  position: Type.Integer({ minimum: 1, description: 'place in the list, from 1' }),
  startsOn: LocalDate,
  endsOn: nullable(LocalDate),
  version: Version,
})
export type Term = Static<typeof Term>
/** Whole, in their order. */
export const TermList = closed('TermList', { items: Type.Array(Term) })
export const AddTerm = closed('AddTerm', {
  taxonomy: Type.Enum([...taxonomies]),
  code: Type.Optional(
    Type.String({ pattern: '^[a-z][a-z0-9_]{0,40}$', description: 'made from the French label when absent' }),
  ),
  labels: Labels,
  place: Type.Optional(nullable(Place)),
})
export const ChangeTerm = closed('ChangeTerm', {
  labels: Type.Optional(Labels),
  place: Type.Optional(nullable(Place)),
  position: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000, description: 'the others make room' })),
  endsOn: Type.Optional(nullable(LocalDate)),
})
export type ChangeTerm = Static<typeof ChangeTerm>

/** A decision about a rule, in force from `startsOn` until the next one begins. */
export const PolicyDecision = closed('PolicyDecision', {
  id: Uuid,
  key: Type.Enum([...policyKeys]),
  value: PolicyValue,
  startsOn: LocalDate,
  reason: nullable(Reason),
  decidedAt: Instant,
  decidedBy: nullable(line()),
})
export type PolicyDecision = Static<typeof PolicyDecision>
/** Whole, by key, the latest `startsOn` first. */
export const PolicyDecisionList = closed('PolicyDecisionList', { items: Type.Array(PolicyDecision) })

function decisionOn<K extends PolicyKey>(key: K) {
  return Type.Object(
    { key: Type.Literal(key), value: policySchemas[key], startsOn: LocalDate, reason: Reason },
    { additionalProperties: false },
  )
}
/** The key says which values there are. */
export const SetPolicy = Type.Union([
  decisionOn('newcomer_threshold_months'),
  decisionOn('local_language_level'),
  decisionOn('mixity'),
  decisionOn('first_sessions_with_staff'),
  decisionOn('offer_hours'),
  decisionOn('small_cell_k'),
  decisionOn('duo_language'),
  decisionOn('duo_in_between_side'),
  decisionOn('duo_rhythm_days'),
  decisionOn('duo_weeks'),
  decisionOn('duo_silence_days'),
  decisionOn('duo_proposal_days'),
  decisionOn('duo_waiting_limit_days'),
  decisionOn('duo_training_required'),
  decisionOn('host_training_required'),
  decisionOn('referral_reminder_days'),
  decisionOn('referral_expiry_days'),
  decisionOn('link_threshold'),
  decisionOn('legal_newcomer_months'),
])
export type SetPolicy = Static<typeof SetPolicy>

export const siteRoutes = defineRoutes({
  listSites: {
    method: 'GET',
    path: '/v1/sites',
    summary: 'List the sites you reach',
    access: { roles: who.allStaff },
    success: { status: 200, body: SiteList },
    errors: [],
  },
  getSite: {
    method: 'GET',
    path: '/v1/sites/:siteId',
    summary: 'Read a site',
    access: { roles: who.allStaff },
    params: idParam('siteId'),
    success: { status: 200, body: Site },
    errors: [],
  },
  addSite: {
    method: 'POST',
    path: '/v1/sites',
    summary: 'Add a site, with the usual lists and rules',
    description: 'For an admin of all sites. Its lists and rules are then its own.',
    access: { roles: who.admins },
    body: AddSite,
    success: { status: 201, body: Site },
    errors: ['code-taken', 'rule-broken'],
    idempotency: 'accepted',
  },
  changeSite: {
    method: 'PATCH',
    path: '/v1/sites/:siteId',
    summary: 'Rename a site',
    access: { roles: who.admins },
    params: idParam('siteId'),
    body: ChangeSite,
    ifMatch: true,
    success: { status: 200, body: Site },
    errors: [],
  },
  closeSite: {
    method: 'POST',
    path: '/v1/sites/:siteId/closure',
    summary: 'Say which day is the last one of a site',
    description: 'Its records stay. For an admin of all sites.',
    access: { roles: who.admins },
    params: idParam('siteId'),
    body: CloseSite,
    ifMatch: true,
    success: { status: 200, body: Site },
    errors: ['rule-broken'],
  },
  reopenSite: {
    method: 'DELETE',
    path: '/v1/sites/:siteId/closure',
    summary: 'Take back the closure of a site',
    access: { roles: who.admins },
    params: idParam('siteId'),
    ifMatch: true,
    success: { status: 200, body: Site },
    errors: [],
  },
  listTerms: {
    method: 'GET',
    path: '/v1/sites/:siteId/terms',
    summary: 'Read the lists of a site',
    access: { roles: who.doorAndStaff },
    params: idParam('siteId'),
    query: closed('TermQuery', {
      taxonomy: Type.Optional(Type.Enum([...taxonomies])),
      on: Type.Optional({ ...LocalDate, description: 'only words that may be chosen on that day' }),
    }),
    success: { status: 200, body: TermList },
    errors: [],
  },
  addTerm: {
    method: 'POST',
    path: '/v1/sites/:siteId/terms',
    summary: 'Add a word at the end of a list',
    access: { roles: who.leads },
    params: idParam('siteId'),
    body: AddTerm,
    success: { status: 201, body: Term },
    errors: ['code-taken', 'rule-broken'],
  },
  changeTerm: {
    method: 'PATCH',
    path: '/v1/sites/:siteId/terms/:termId',
    summary: 'Change the labels, the place or the last day of a word',
    access: { roles: who.leads },
    params: idParam('siteId', 'termId'),
    body: ChangeTerm,
    ifMatch: true,
    success: { status: 200, body: Term },
    errors: ['rule-broken'],
  },
  listPolicies: {
    method: 'GET',
    path: '/v1/sites/:siteId/policies',
    summary: 'Read the rules of a site, with every value they had',
    access: { roles: who.allStaff },
    params: idParam('siteId'),
    success: { status: 200, body: PolicyDecisionList },
    errors: [],
  },
  setPolicy: {
    method: 'POST',
    path: '/v1/sites/:siteId/policies',
    summary: 'Give a rule another value from a day on',
    description:
      'A second decision for the same day replaces the first, which stays in the history. A day in the past is allowed: every figure, group and mixity of the days from it on is then computed by the new value the next time it is asked for, and those of earlier days do not move. What was done by the old value stays: offers made, sessions that have begun.',
    access: { roles: who.leads },
    params: idParam('siteId'),
    body: SetPolicy,
    success: { status: 201, body: PolicyDecision },
    errors: [],
  },
  withdrawPolicy: {
    method: 'DELETE',
    path: '/v1/sites/:siteId/policies/:policyId',
    summary: 'Take back a decision that is not in force yet',
    access: { roles: who.leads },
    params: idParam('siteId', 'policyId'),
    success: { status: 204 },
    errors: ['act-not-possible'],
  },
})
