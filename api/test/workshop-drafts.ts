import type { PublishCondition } from '@interra/contracts'
import { newId } from '../src/platform/ids.ts'
import type { Api } from './harness.ts'

/** A draft workshop at Liège of which every condition for publishing is met, less those named; answers its id. */
export async function givenDraft(t: Api, without: readonly PublishCondition[] = []): Promise<string> {
  const has = (condition: PublishCondition) => !without.includes(condition)
  const site_id = t.sites.liege
  const room = await t.given.room({ venue_id: (await t.given.venue({ own: true })).id })
  const [category] = await t.sql(`select id from taxonomy_term where code = 'art' and site_id = $1`, [site_id])
  const owner = await t.signIn('coordinator')
  const { id } = await t.given.workshop({
    status: 'draft',
    published_at: null,
    category_term_id: has('category_chosen') ? category?.['id'] : null,
    room_id: has('room_confirmed') ? room.id : null,
    owner_account_id: has('first_sessions_staffed') ? owner.accountId : null,
  })
  if (!has('host_named')) return id
  const person = await t.given.person()
  const trained = has('host_trained') ? { trained_on: '2026-10-01' } : {}
  const signed = has('commitment_signed')
    ? { commitment_signed_on: '2026-10-02', commitment_text_version: '1', commitment_language: 'fr' }
    : {}
  const host = { id: newId(), site_id, workshop_id: id, person_id: person.id, part: 'lead' }
  await t.insert('workshop_host', { ...host, ...trained, ...signed })
  return id
}
