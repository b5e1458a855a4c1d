import {
  advance,
  broken,
  problem,
  publishConditions,
  workshopMachine,
  type ChangeHost,
  type Condition,
  type PublishCondition,
  type Waiver,
  type Workshop,
  type WorkshopState,
} from '@interra/contracts'

export type PublishFacts = Pick<Workshop, 'category' | 'hosts' | 'room' | 'venueRequests' | 'firstSessions' | 'owner'>
export type Waivers = Readonly<Partial<Record<PublishCondition, Waiver>>>

/** When each condition for publishing is met (mission A3). What nobody was named for is not met either. */
const met: Readonly<Record<PublishCondition, (facts: PublishFacts) => boolean>> = {
  category_chosen: ({ category }) => category !== null,
  host_named: ({ hosts }) => hosts.length > 0,
  host_trained: ({ hosts }) => hosts.length > 0 && hosts.every(({ trained }) => trained),
  commitment_signed: ({ hosts }) => hosts.length > 0 && hosts.every(({ commitment }) => commitment !== null),
  room_confirmed: ({ room, venueRequests }) =>
    room !== null &&
    (room.own || venueRequests.some((request) => request.room.id === room.id && request.status === 'confirmed')),
  first_sessions_staffed: ({ firstSessions: { withStaff, planned, staffed }, owner }) =>
    withStaff === 0 || (planned === 0 ? owner !== null : staffed === planned),
}

/** Every condition with its state, in the order in which a screen tells them. A waiver of a met condition is not needed. */
export function conditionsOf(facts: PublishFacts, waivers: Waivers): Condition[] {
  return publishConditions.map((condition) => {
    const waiver = waivers[condition] ?? null
    const state = met[condition](facts) ? 'met' : waiver ? 'waived' : 'missing'
    return { condition, state, waiver }
  })
}

/** The state after publishing. Throws `conditions-unmet` with each missing condition in `params.missing`. */
export function publish({ status, conditions }: Pick<Workshop, 'status' | 'conditions'>): WorkshopState {
  const next = advance(workshopMachine, status, 'publish')
  const missing = conditions.filter(({ state }) => state === 'missing').map(({ condition }) => condition)
  if (missing.length > 0) throw problem('conditions-unmet', { params: { missing } })
  return next
}

/** A workshop that ended stays as it was. Throws `act-not-possible`. */
export function requireOpen(status: WorkshopState, act: string): void {
  if (status === 'ended')
    throw problem('act-not-possible', { params: { entity: 'workshop', state: status, act, possible: [] } })
}

/** Training and signature are facts: of today or before. Days are local, `today` that of the site. */
export function requirePast(change: ChangeHost, today: string): void {
  if (change.trainedOn && change.trainedOn > today) throw broken('rule-broken', '/trainedOn', { rule: 'in-the-future' })
  if (change.commitment && change.commitment.signedOn > today)
    throw broken('rule-broken', '/commitment/signedOn', { rule: 'in-the-future' })
}
