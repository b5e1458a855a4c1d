import {
  broken,
  problem,
  type AskService,
  type ServiceKind,
  type ServiceRequest,
  type ServiceState,
} from '@interra/contracts'
import { eq } from 'drizzle-orm'
import type { Db } from '../../platform/db/database.ts'
import { onConstraint } from '../../platform/db/failures.ts'
import { aroundValues, coachingCircle, isAround, onlyAround } from '../../platform/http/around.ts'
import { newId } from '../../platform/ids.ts'
import { personJson } from '../workshops/shapes.sql.ts'
import { accountName } from './incubations.sql.ts'
import type { Asking } from './incubations.store.ts'
import { serviceRequest } from './incubations.tables.ts'

const matter = (notes: string) => `json_build_object('content', s.content, 'notes', ${notes}, 'answer', s.answer)`
/**
 * What is said of a social or legal matter stands in a member of its own class, which only social officers read; they find
 * there too what they asked of another service, and what they were told. `account`: who reads.
 */
const serviceJson = (
  account: string,
) => `json_build_object('id', s.id, 'siteId', s.site_id, 'incubationId', s.incubation_id,
  'person', ${personJson('i.person_id')}, 'kind', s.kind, 'status', s.status,
  'confidential', case when s.kind in ('social', 'legal') then ${matter('s.notes')}
    when s.asked_by = ${account}::uuid then ${matter('null')} end,
  'matter', case when s.kind not in ('social', 'legal') then ${matter('s.notes')} end,
  'answer', case when s.kind in ('social', 'legal') and s.asked_by = ${account}::uuid then s.answer end,
  'mine', coalesce(s.asked_by = ${account}::uuid, false),
  'partner', (select json_build_object('id', p.id, 'name', p.name) from partner p where p.id = s.partner_id),
  'askedAt', s.asked_at, 'askedBy', ${accountName('s.asked_by')}, 'takenBy', ${accountName('s.taken_by')},
  'closedAt', s.closed_at, 'version', s.version)`
/** What experts and mentors do not read. $1 sites, $2 coach around, $3 free sites, $4 now. */
const readable = `from service_request s join incubation i on i.id = s.incubation_id
  where s.site_id = any($1) and ${isAround('$2', '$3', '$4', coachingCircle)}`

const listSql = {
  name: 'services',
  text: `select ${serviceJson('$9')} as service ${readable}
    and ($5::uuid is null or s.site_id = $5) and ($6::uuid is null or s.incubation_id = $6)
    and ($7::text is null or s.kind = $7) and ($8::text is null or s.status = $8)
    order by s.closed_at is not null, case when s.closed_at is null then s.asked_at end, s.closed_at desc, s.id limit 200`,
}
const findSql = { name: 'service', text: `select ${serviceJson('$6')} as service ${readable} and s.id = $5` }

interface ServiceFilters {
  readonly siteId?: string
  readonly incubationId?: string
  readonly kind?: ServiceKind
  readonly status?: ServiceState
}
export async function listServices(
  db: Db,
  { actor, scope }: Asking,
  { siteId, incubationId, kind, status }: ServiceFilters,
  now: Date,
): Promise<ServiceRequest[]> {
  const values = [scope.filterSites, ...aroundValues(onlyAround(actor, scope)), now, siteId ?? null]
  const asked = [...values, incubationId ?? null, kind ?? null, status ?? null, actor.accountId]
  const rows = await db.hot<{ service: ServiceRequest }>(listSql, asked)
  return rows.map(({ service }) => service)
}

/** Throws `not-found`. */
export async function findService(db: Db, { actor, scope }: Asking, id: string, now: Date): Promise<ServiceRequest> {
  const values = [scope.filterSites, ...aroundValues(onlyAround(actor, scope)), now, id, actor.accountId]
  const [found] = await db.hot<{ service: ServiceRequest }>(findSql, values)
  if (!found) throw problem('not-found')
  return found.service
}

interface Asked {
  readonly siteId: string
  readonly askedAt: Date
  readonly askedBy: string | null
}
export async function insertService(db: Db, wanted: AskService, asked: Asked): Promise<string> {
  const id = newId()
  await db.insert(serviceRequest).values({ id, ...wanted, ...asked })
  return id
}

/** Throws `rule-broken` for a partner who is unknown here. */
export async function saveService(
  db: Db,
  id: string,
  change: Partial<typeof serviceRequest.$inferInsert>,
): Promise<void> {
  await db
    .update(serviceRequest)
    .set(change)
    .where(eq(serviceRequest.id, id))
    .catch((error: unknown) =>
      onConstraint(error, { service_request_partner: () => broken('rule-broken', '/partnerId', { rule: 'unknown' }) }),
    )
}
