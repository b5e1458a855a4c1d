import type { Duo, DuoState } from '@interra/contracts'
import { newId } from '../src/platform/ids.ts'
import type { ApiClient } from './client.ts'
import type { Candidate } from './factories.ts'
import type { Api } from './harness.ts'

export interface Pair {
  readonly newcomer: Candidate
  readonly local: Candidate
}

/** Two of the pool who fit each other. */
export async function givenPair(t: Api, site: 'liege' | 'pilot' = 'liege', more: Of = {}): Promise<Pair> {
  const named = (given_name: string, person: Row = {}) => ({
    given_name,
    email: `${newId()}@demo.interra.test`,
    ...person,
  })
  const newcomer = await t.given.candidate({ site, side: 'newcomer', person: named('Amina', more.newcomer) })
  const local = await t.given.candidate({ site, side: 'local', person: named('Jeanne', more.local) })
  return { newcomer, local }
}
type Row = Readonly<Record<string, unknown>>
/** Columns of the persons. */
interface Of {
  readonly newcomer?: Row
  readonly local?: Row
}

/** The acts of the team that bring a duo from one state to the next, as the service knows them. */
export function duoSteps(client: ApiClient) {
  const at = ({ id, version }: Duo) => ({ params: { duoId: id }, ifMatch: version })
  const propose = ({ newcomer, local }: Pair) =>
    client.proposeDuo({ body: { newcomerId: newcomer.id, localId: local.id, origin: 'suggestion' } })
  const accept = (duo: Duo, side: 'newcomer' | 'local') => client.acceptDuo({ ...at(duo), body: { side } })
  const accepted = async (pair: Pair) => accept(await accept(await propose(pair), 'newcomer'), 'local')
  const meet = async (duo: Duo, on = '2026-11-22') => {
    const { account } = await client.whoAmI({})
    return client.planFirstMeeting({ ...at(duo), body: { on, hostId: account.id } })
  }
  const sign = (duo: Duo, side: 'newcomer' | 'local', signedOn = '2026-11-22') =>
    client.signCharter({ ...at(duo), body: { side, signedOn, language: 'fr', channel: 'read' } })
  const signed = async (pair: Pair) => sign(await sign(await meet(await accepted(pair)), 'newcomer'), 'local')
  const start = (duo: Duo, body: Parameters<ApiClient['startDuo']>[0]['body'] = {}) =>
    client.startDuo({ ...at(duo), body })
  const active = async (pair: Pair, body = {}) => start(await signed(pair), body)
  return { at, propose, accept, accepted, meet, sign, signed, start, active }
}

interface GivenDuo extends Pair {
  readonly status?: DuoState
  readonly [column: string]: unknown
}

/** A duo as it stands in the database, in any state, without going through the service. */
export async function givenDuo(t: Api, { newcomer, local, status = 'proposed', ...more }: GivenDuo) {
  const yes = '2026-11-10T10:00:00Z'
  const closed = ['proposed', 'declined', 'expired', 'superseded'].includes(status)
  const over = ['completed', 'ended_early', 'not_started'].includes(status)
  const met = ['first_meeting', 'active', 'paused', 'completed', 'ended_early'].includes(status)
  const started = ['active', 'paused', 'completed', 'ended_early'].includes(status)
  const row = {
    id: newId(),
    site_id: newcomer.site_id,
    newcomer_id: newcomer.person_id,
    local_id: local.person_id,
    newcomer_candidacy_id: newcomer.id,
    local_candidacy_id: local.id,
    matched_on: '2026-11-08',
    newcomer_group: 'newcomer',
    local_group: 'local',
    origin: 'suggestion',
    proposed_at: '2026-11-08T10:00:00Z',
    expires_at: '2026-12-08T10:00:00Z',
    ...(!closed && { newcomer_accepted_at: yes, newcomer_accepted_through: 'link' }),
    ...(!closed && status !== 'accepted_by_one' && { local_accepted_at: yes, local_accepted_through: 'link' }),
    ...(status === 'declined' && { declined_side: 'local' }),
    ...(status === 'superseded' && { superseded_because: 'paired_elsewhere' }),
    ...(met && { first_meeting_on: '2026-11-12' }),
    ...(started && { starts_on: '2026-11-14', planned_end_on: '2027-02-13' }),
    ...(status === 'paused' && { paused_until: '2026-12-20', paused_on: '2026-11-18' }),
    ...(over && { ended_on: '2026-11-20' }),
    ...(status === 'ended_early' && { end_reason: 'no_time' }),
    ...more,
  }
  // nothing is active before a first meeting with its host and both signatures, in the database either
  const made = await t.insert<{ id: string; site_id: string; version: number }>('duo', {
    ...row,
    ...(status === 'active' && {
      first_meeting_host_id: await someHost(t),
      ...more,
      status: 'first_meeting',
      starts_on: null,
      planned_end_on: null,
    }),
    ...(status !== 'active' && { status }),
  })
  if (!met) return made
  for (const side of ['newcomer', 'local'])
    await t.insert('charter_signature', {
      id: newId(),
      site_id: made.site_id,
      duo_id: made.id,
      side,
      signed_on: '2026-11-12',
      language: 'fr',
      text_version: '2026-11',
      channel: 'read',
    })
  if (status !== 'active') return made
  const [active] = await t.sql<typeof made>(
    `update duo set status = 'active', starts_on = $2, planned_end_on = $3 where id = $1 returning *`,
    [made.id, row.starts_on ?? '2026-11-14', row.planned_end_on ?? '2027-02-13'],
  )
  return active ?? made
}

/** Somebody of the team. */
async function someHost(t: Api): Promise<string> {
  const [known] = await t.sql<{ id: string }>('select id from account order by id limit 1')
  return known?.id ?? (await t.signIn('coordinator')).accountId
}

/** The token of the latest link that somebody was mailed. */
export async function mailedToken(t: Api, personId: string, kind: string): Promise<string> {
  const [mail] = await t.sql<{ link: string | null }>(
    `select payload ->> 'link' as link from outbox_message where person_id = $1 and kind = $2 order by created_at desc, id desc`,
    [personId, kind],
  )
  return mail?.link?.split('#')[1] ?? ''
}
