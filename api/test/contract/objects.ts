import { apiRoutes, problems, usualJuryWeights, usualWeights, type Route } from '@interra/contracts'
import { newId } from '../../src/platform/ids.ts'
import { bodyHashOf } from '../../src/modules/referrals/referral-steps.store.ts'
import type { Sites } from '../base-data.ts'
import { oneIncubation } from '../incubations.ts'
import { givenDuo, givenPair } from '../duos.ts'
import type { Api } from '../harness.ts'
import { givenSituation } from '../situations.ts'
import { referralBody } from '../referrals.ts'
import { oneFunder } from './funders.ts'
import { oneOpportunity } from './opportunities.ts'
import { oneWebhook } from '../webhooks.ts'
import { onePartner } from './partners.ts'
import { oneSurvey } from './surveys.ts'
import { oneReport } from './reports.ts'
import { oneCondition } from './conditions.ts'
import type { Known } from './values.ts'

type Site = keyof Sites

/**
 * One of everything that a path can name, at one site. A path with a new kind of id needs a line here; the tests over
 * the contract say so.
 */
export async function oneOfEach(t: Api, site: Site): Promise<Known> {
  const { given, insert } = t
  const site_id = t.sites[site]
  const account = await t.signIn('reader', { site })
  const person = await given.person({ site, member_since: '2025-01-01' })
  const venue = await given.venue({ site })
  const room = await given.room({ site, venue_id: venue.id })
  const workshop = await given.workshop({ site, room_id: room.id })
  const session = await given.session({ site, workshop_id: workshop.id, room_id: room.id })
  const registration = await given.registration({ site, session_id: session.id, person_id: person.id })
  const at = (table: string, row: Record<string, unknown>) =>
    insert<{ id: string }>(table, { id: newId(), site_id, ...row })
  const proposal = await at('proposal', { title: 'Cuisine du monde', received_on: '2026-10-01' })
  const need = await at('proposal_need', { proposal_id: proposal.id, kind: 'room', description: 'Une cuisine' })
  await at('proposal_step', { proposal_id: proposal.id, step: 'receive' })
  const host = await at('workshop_host', { workshop_id: workshop.id, person_id: person.id, part: 'lead' })
  await at('session_host', { session_id: session.id, person_id: person.id, part: 'lead' })
  const asked = { room_id: room.id, workshop_id: workshop.id, status: 'asked', wished: 'le jeudi' }
  const request = await at('venue_request', asked)
  const interest = await at('person_interest', { person_id: person.id, kind: 'passion', label: 'Broderie' })
  const text = { purpose: 'activity_membership_info', text_version: '1', language: 'fr', channel: 'paper' }
  const consent = await at('consent', { person_id: person.id, given: true, collected_on: '2026-10-01', ...text })
  const waiver = { condition: 'category_chosen', reason: 'Bientôt' }
  await at('condition_waiver', { workshop_id: workshop.id, ...waiver })
  const notice = { channel: 'none', kind: 'session-moved', locale: 'fr', status: 'not_reachable' }
  const message = await at('outbox_message', { person_id: person.id, payload: { title: 'Cuisine' }, ...notice })
  // asked for again at the same site, it is another one
  const code = `quarter_${newId().slice(-12)}`
  const quarter = { taxonomy: 'area', code, labels: '{"fr": "Outremeuse", "en": "Outremeuse"}' }
  const area = await at('taxonomy_term', { ...quarter, position: 1, starts_on: '2020-01-01' })
  const plan = { aim: 'most_duos', weights: JSON.stringify(usualWeights), threshold: 300, scoring_version: '1' }
  const matchRun = await at('match_run', { ...plan, status: 'ready' })
  const terms = await t.sql<{ id: string; taxonomy: string }>(
    'select id, taxonomy from taxonomy_term where site_id = $1 order by taxonomy, position',
    [site_id],
  )
  const termOf = (taxonomy: string) => terms.find((term) => term.taxonomy === taxonomy)?.id ?? ''
  const candidate = await t.given.candidate({ site, side: 'newcomer' })
  const [one, other] = [person.id, candidate.person_id].sort()
  const exclusion = await at('exclusion', { person_id: one, other_person_id: other, reason: 'family' })
  const course = await at('course', { kind: 'host', title: 'Formation des porteurs', status: 'open' })
  const hours = { starts_on: '2026-11-10', starts_time: '18:00', ends_time: '20:00', minutes: 120 }
  const instants = { starts_at: '2026-11-10T17:00:00Z', ends_at: '2026-11-10T19:00:00Z' }
  const lesson = await at('course_session', { course_id: course.id, ...hours, ...instants })
  const enrolment = await at('enrolment', { course_id: course.id, person_id: person.id })
  const attestation = await at('attestation', {
    course_id: course.id,
    enrolment_id: enrolment.id,
    person_id: person.id,
    kind: 'host',
    title: 'Formation des porteurs',
    holder: 'Amina Essai',
    minutes: 120,
    planned_minutes: 120,
    starts_on: '2026-11-10',
    completed_on: '2026-11-10',
    issued_on: '2026-11-12',
    number: '',
  })
  const action = await at('awareness_action', { kind: 'stand', title: 'Marché de Noël', held_on: '2026-11-15' })
  await insert('awareness_heads', { awareness_action_id: action.id, site_id, audience: 'public', heads: 40 })
  const pair = await givenPair(t, site)
  const duo = await givenDuo(t, { ...pair, status: 'paused' })
  const met = { duo_id: duo.id, met_on: '2026-11-15', mode: 'in_person', logged_by: 'staff' }
  const meeting = await at('duo_meeting', { ...met, logged_at: '2026-11-15T18:00:00Z' })
  await at('check_in', { duo_id: duo.id, kind: 'day_7', side: 'newcomer', due_on: '2026-11-21' })
  const accompanied = await oneIncubation(t, site, person.id)
  const cohort = await at('interlab_cohort', { name: `Promotion ${newId()}`, starts_on: '2027-01-11' })
  const judged = (await given.person({ site })).id
  const applying = { project: 'Cantine', form_version: 1, submitted_at: '2026-11-01T10:00:00Z' }
  const applied = { ...applying, cohort_id: cohort.id, person_id: judged, status: 'in_jury' }
  const application = await at('application', applied)
  const round = await at('jury_round', { name: 'Jury', held_on: '2026-11-24', status: 'scoring' })
  const sheet = { round_id: round.id, number: 1, weights: JSON.stringify(usualJuryWeights) }
  const weights = await at('jury_sheet', { ...sheet, created_at: '2026-11-01T10:00:00Z' })
  const member = await at('jury_member', { round_id: round.id, person_id: person.id })
  const dossier = { round_id: round.id, application_id: application.id }
  await insert('jury_dossier', { ...dossier, site_id, number: 1 })
  const assigned = { ...dossier, member_id: member.id, status_since: '2026-11-02T10:00:00Z' }
  const review = await at('jury_review', assigned)
  const conditionId = await oneCondition(t, { ...dossier, site_id, sheet_id: weights.id })
  const sender = await t.partnerKey({ site, partner: { contact_name: 'Ines Roy', note: 'Le mardi' } })
  const received = referralBody()
  const referral = await at('referral', {
    partner_id: sender.partnerId,
    channel: 'api',
    partner_reference: received.partnerReference,
    body_hash: bodyHashOf(received),
    received: JSON.stringify(received),
    status_since: '2026-11-22T10:00:00Z',
    seq: 1,
    feedback: true,
    referred_at: received.referredAt,
    received_at: '2026-11-22T10:00:00Z',
  })
  await at('referral_event', {
    partner_id: sender.partnerId,
    is_test: false,
    referral_id: referral.id,
    seq: 1,
    to_status: 'received',
    partner_status: 'received',
    at: '2026-11-22T10:00:00Z',
    actor_kind: 'partner',
  })
  const opportunity = await oneOpportunity(t, site, person.id)
  const webhook = await oneWebhook(t, site, sender.partnerId)
  const [policy] = await t.sql<{ id: string }>('select id from policy where site_id = $1 limit 1', [site_id])
  return {
    ...(await oneFunder(t, site)),
    ...accompanied,
    ...opportunity,
    ...webhook,
    ...(await oneSurvey(t, site, person.id)),
    ...(await oneReport(t, site, person.id)),
    ...(await onePartner(t, sender, person.id)),
    site: site_id,
    siteId: site_id,
    referralId: referral.id,
    partnerKey: sender.key,
    ownerId: account.accountId,
    categoryId: termOf('workshop_category'),
    channelId: termOf('channel'),
    accountId: account.accountId,
    personId: person.id,
    otherId: (await given.person({ site })).id,
    candidacyId: candidate.id,
    exclusionId: exclusion.id,
    newcomerId: pair.newcomer.id,
    localId: pair.local.id,
    duoId: duo.id,
    meetingId: meeting.id,
    cohortId: cohort.id,
    applicationId: application.id,
    roundId: round.id,
    memberId: member.id,
    conditionId,
    reviewId: review.id,
    courseId: course.id,
    courseSessionId: lesson.id,
    enrolmentId: enrolment.id,
    attestationId: attestation.id,
    awarenessActionId: action.id,
    areaId: area.id,
    matchRunId: matchRun.id,
    interestId: interest.id,
    situationId: (await givenSituation(t, person, { employment: 'employed' })).id,
    consentId: consent.id,
    venueId: venue.id,
    roomId: room.id,
    workshopId: workshop.id,
    hostId: host.id,
    sessionId: session.id,
    registrationId: registration.id,
    proposalId: proposal.id,
    needId: need.id,
    requestId: request.id,
    termId: termOf('workshop_category'),
    policyId: policy?.id ?? '',
    messageId: message.id,
  }
}

/** Ids in paths that belong to no site: admins see them everywhere. */
export const siteless: readonly string[] = ['accountId', 'ownerId']

export interface Operation {
  readonly name: string
  readonly route: Route
}
/** Every operation of the contract: the tests that loop over it grow with it. */
export const operations: readonly Operation[] = Object.entries<Route>(apiRoutes).map(([name, route]) => ({
  name,
  route,
}))

export interface Sent {
  readonly status: number
  readonly headers: Readonly<Record<string, unknown>>
  readonly text: string
  /** Code of the refusal, if it is one. */
  readonly code: string | undefined
  readonly json: unknown
}

export interface Request {
  readonly params?: unknown
  readonly query?: unknown
  readonly body?: unknown
  readonly cookie?: string
  readonly headers?: Readonly<Record<string, string>>
}

interface Message {
  readonly method: Route['method']
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly payload?: string
}
type Answered = Pick<Sent, 'status' | 'headers' | 'text'>
type Way = (t: Pick<Api, 'app' | 'url'>, message: Message) => Promise<Answered>

/** Through the whole service but the network: for thousands of requests of which none is malformed as such. */
const inside: Way = async ({ app }, message) => {
  const { statusCode, headers, payload } = await app.inject(message)
  return { status: statusCode, headers, text: payload }
}

/** Over the network, as it is. */
export const overHttp: Way = async ({ url: base }, { url, payload, ...message }) => {
  const answer = await fetch(base + url, { ...message, redirect: 'manual', ...(payload && { body: payload }) })
  return { status: answer.status, headers: Object.fromEntries(answer.headers), text: await answer.text() }
}

/** Sends a request as it is, right or wrong. */
export async function send(
  t: Pick<Api, 'app' | 'url'>,
  route: Route,
  request: Request = {},
  way: Way = inside,
): Promise<Sent> {
  const hasBody = request.body !== undefined && route.method !== 'GET'
  const { status, headers, text } = await way(t, {
    method: route.method,
    url: addressOf(route, request),
    headers: {
      accept: 'application/json',
      'x-interra-client': 'test',
      ...(route.ifMatch ? { 'if-match': '"1"' } : {}),
      ...(route.idempotency === 'required' ? { 'idempotency-key': newId() } : {}),
      ...(hasBody ? { 'content-type': 'application/json' } : {}),
      ...(request.cookie === undefined ? {} : { cookie: request.cookie }),
      ...request.headers,
    },
    ...(hasBody ? { payload: JSON.stringify(request.body) } : {}),
  })
  const json: unknown = String(headers['content-type']).includes('json') ? JSON.parse(text) : undefined
  const code: unknown = Reflect.get(Object(json), 'code')
  const isProblem = typeof code === 'string' && code in problems && status >= 400
  return { status, headers, text, json, code: isProblem ? code : undefined }
}

function addressOf({ path }: Route, { params, query }: Request): string {
  const filled = path.replace(/:(\w+)/g, (_, name: string) =>
    encodeURIComponent(textOf(Reflect.get(Object(params), name))),
  )
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(Object(query)))
    for (const one of Array.isArray(value) ? value : [value]) search.append(name, textOf(one))
  return search.size > 0 ? `${filled}?${search.toString()}` : filled
}

function textOf(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '')
  // half of a surrogate pair cannot be written in an address
  return Buffer.from(text).toString()
}

/** The members of a path, with what is known; an id that nobody can make is told. */
export function paramsOf(route: Route, known: Known): Record<string, unknown> {
  const params: Record<string, unknown> = {}
  for (const [name, schema] of Object.entries(route.params?.properties ?? {})) {
    const choices: unknown = Reflect.get(schema, 'enum')
    if (Array.isArray(choices)) params[name] = choices[0]
    else if (known[name]) params[name] = known[name]
    else throw new Error(`api/test/contract/objects.ts does not know how to make a ${name}`)
  }
  return params
}
