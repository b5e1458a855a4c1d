import { broken, problem, type AddPathItem, type Path, type PathItem } from '@interra/contracts'
import { eq } from 'drizzle-orm'
import type { Db } from '../../platform/db/database.ts'
import { onConstraint } from '../../platform/db/failures.ts'
import { newId } from '../../platform/ids.ts'
import { historyJson, personJson } from '../workshops/shapes.sql.ts'
import { accountName } from './incubations.sql.ts'
import type { FoundIncubation } from './incubations.store.ts'
import { pathItem } from './incubations.tables.ts'

/** Courses of the cohort of an incubation `i`; nobody noted anything of a session whose row is missing. $2 today. */
const coursesJson = `(select coalesce(json_agg(json_build_object('id', c.id, 'title', c.title,
    'enrolled', exists (select from enrolment e
      where e.course_id = c.id and e.person_id = i.person_id and e.withdrawn_at is null),
    'held', met.held, 'attended', met.attended, 'unknown', met.held - met.noted) order by c.created_at, c.id), '[]')
  from course c
  cross join lateral (
    select count(*)::int as held, count(own.minutes)::int as noted,
      count(*) filter (where own.minutes > 0)::int as attended
    from course_session s
    left join lateral (select max(p.minutes) as minutes from course_presence p join enrolment e on e.id = p.enrolment_id
      where p.course_session_id = s.id and e.person_id = i.person_id) own on true
    where s.course_id = c.id and s.status <> 'cancelled'
      and (s.starts_on < $2::date or exists (select from course_presence p where p.course_session_id = s.id))) met
  where c.cohort_id = i.cohort_id and c.status <> 'draft')`

/** $1 incubation. */
const pathSql = {
  name: 'path',
  text: `select coalesce((select json_agg(json_build_object('id', p.id, 'kind', p.kind, 'parentId', p.parent_id,
        'dimension', p.dimension, 'title', p.title, 'details', p.details, 'owner', ${personJson('p.owner_id')},
        'dueOn', p.due_on, 'status', p.status, 'statusReason', p.status_reason, 'openedOn', p.opened_on,
        'closedOn', p.closed_on, 'by', ${accountName('p.created_by')},
        'reviews', (select coalesce(json_agg(json_build_object('reviewedOn', r.reviewed_on, 'severity', r.severity,
            'by', ${accountName('r.created_by')}) order by r.reviewed_on), '[]')
          from path_review r where r.path_item_id = p.id),
        'shared', coalesce(p.shared, p.kind in ('objective', 'action')),
        'version', p.version) order by p.opened_on, p.created_at, p.id)
      from path_item p where p.incubation_id = i.id), '[]') as items,
    ${historyJson('path', 'i.id')} as history, ${coursesJson} as courses
    from incubation i where i.id = $1`,
}

/** As PostgreSQL reads it, with all members. */
export type WholePath = Omit<Required<Path>, 'items'> & { readonly items: Required<PathItem>[] }

interface ReadPath extends Record<string, unknown> {
  readonly items: Required<PathItem>[]
  readonly history: Path['history']
  readonly courses: WholePath['courses']
}
export async function findPath(
  db: Db,
  { id, siteId, today }: Pick<FoundIncubation, 'id' | 'siteId' | 'today'>,
): Promise<WholePath> {
  const [found] = await db.hot<ReadPath>(pathSql, [id, today])
  if (!found) throw problem('not-found')
  return { siteId, ...found, today }
}

/** Throws `not-found`. */
export function itemIn({ items }: Pick<WholePath, 'items'>, pathItemId: string): Required<PathItem> {
  const found = items.find(({ id }) => id === pathItemId)
  if (!found) throw problem('not-found')
  return found
}

const refusals = {
  path_item_strength_first: () => problem('strength-first'),
  path_item_owner: () => broken('rule-broken', '/ownerId', { rule: 'unknown' }),
  path_item_parent: () => broken('rule-broken', '/parentId', { rule: 'unknown' }),
  path_item_days: () => broken('rule-broken', '/on', { rule: 'before-start' }),
  path_item_title_check: () => broken('rule-broken', '/title', { rule: 'blank' }),
}

interface Written {
  readonly on: string
  readonly by: string | null
  readonly now: Date
}
/** Throws `strength-first`, and `rule-broken` for who or what is unknown. */
export async function insertItem(
  db: Db,
  { id: incubationId, siteId }: Pick<FoundIncubation, 'id' | 'siteId'>,
  { severity, ...wanted }: AddPathItem,
  { on, by, now }: Written,
): Promise<string> {
  const id = newId()
  await db
    .insert(pathItem)
    .values({ id, siteId, incubationId, ...wanted, openedOn: on, createdBy: by, createdAt: now })
    .catch((error: unknown) => onConstraint(error, refusals))
  if (severity !== undefined && severity !== null)
    await saveReview(db, { id, siteId }, { reviewedOn: on, severity }, by)
  return id
}

/** Throws as `insertItem`. */
export async function saveItem(db: Db, id: string, change: Partial<typeof pathItem.$inferInsert>): Promise<void> {
  if (Object.keys(change).length === 0) return
  await db
    .update(pathItem)
    .set(change)
    .where(eq(pathItem.id, id))
    .catch((error: unknown) => onConstraint(error, refusals))
}

/** What is noted again for a day holds; what it replaces is kept in the history. */
export async function saveReview(
  db: Db,
  { id, siteId }: { readonly id: string; readonly siteId: string },
  { reviewedOn, severity }: { readonly reviewedOn: string; readonly severity: number },
  by: string | null,
): Promise<void> {
  const text = `insert into path_review as r (id, site_id, path_item_id, reviewed_on, severity, created_by)
    values ($1, $2, $3, $4, $5, $6) on conflict on constraint path_review_day do update
    set severity = excluded.severity, created_by = excluded.created_by where r.severity <> excluded.severity`
  await db.hot({ name: 'path-review-save', text }, [newId(), siteId, id, reviewedOn, severity, by])
}
