import { broken, who, type Taxonomy } from '@interra/contracts'
import type { Db } from '../../platform/db/database.ts'
import { isOpenWord } from '../sites/terms.sql.ts'

/** What a body refers to; members left out or null refer to nothing. */
export interface References {
  readonly categoryId?: string | null | undefined
  readonly channelId?: string | null | undefined
  readonly ownerId?: string | null | undefined
  readonly roomId?: string | null | undefined
}

const openWord = (id: string, list: Taxonomy) => isOpenWord({ id, siteId: '$1', taxonomy: `'${list}'`, day: '$2' })
const check = {
  name: 'references-check',
  text: `select
    $3::uuid is null or ${openWord('$3', 'workshop_category')} as "categoryId",
    $4::uuid is null or ${openWord('$4', 'channel')} as "channelId",
    $5::uuid is null or exists (select from account a join role_grant g on g.account_id = a.id
      where a.id = $5 and a.status = 'active' and g.role = any($7)
        and g.starts_on <= $2 and (g.expires_on is null or g.expires_on >= $2)
        and (g.on_site_id is null or g.on_site_id = $1)) as "ownerId",
    $6::uuid is null or exists (select from room where id = $6 and site_id = $1 and active) as "roomId"`,
}

/**
 * Surface: what a record of a site newly refers to must be there for it on that day (local date): an open word of the
 * right list, somebody of the team, a room in use. Throws `rule-broken` at the member that is not.
 */
export async function requireReferences(db: Db, siteId: string, on: string, references: References): Promise<void> {
  const { categoryId = null, channelId = null, ownerId = null, roomId = null } = references
  if (categoryId === null && channelId === null && ownerId === null && roomId === null) return
  const values = [siteId, on, categoryId, channelId, ownerId, roomId, who.team]
  const [found] = await db.hot<Record<keyof References, boolean>>(check, values)
  for (const [member, exists] of Object.entries(found ?? {}))
    if (!exists) throw broken('rule-broken', `/${member}`, { rule: 'unknown' })
}

/** The references of `wanted` that `present` does not have: only those are checked again. */
export function changedReferences(wanted: References, present: References): References {
  const changed = (member: keyof References) => (wanted[member] === present[member] ? undefined : wanted[member])
  return {
    categoryId: changed('categoryId'),
    channelId: changed('channelId'),
    ownerId: changed('ownerId'),
    roomId: changed('roomId'),
  }
}
