import {
  broken,
  problem,
  type AddEmployer,
  type AddEmployerNeed,
  type ChangeEmployer,
  type ChangeEmployerNeed,
  type Employer,
  type EmployerNeed,
  type EmployerNeedKind,
  type EmployerRow,
} from '@interra/contracts'
import { and, eq, sql } from 'drizzle-orm'
import type { Db } from '../../platform/db/database.ts'
import type { Scope } from '../../platform/http/context.ts'
import type { Window } from '../../platform/http/paging.ts'
import { newId } from '../../platform/ids.ts'
import { partner } from '../people/people.tables.ts'
import { findEmployerSql, findNeedSql, listEmployersSql, listNeedsSql } from './employers.sql.ts'
import { employerNeed } from './employers.tables.ts'

interface Listed<Item> extends Record<string, unknown> {
  readonly id: string
  readonly name: string
  readonly since: string
  readonly item: Item
}

export function listEmployers(
  db: Db,
  scope: Scope,
  { siteId }: { readonly siteId?: string },
  { take, after }: Window,
  now: Date,
): Promise<Listed<EmployerRow>[]> {
  const values = [scope.filterSites, siteId ?? null, now, after?.[0] ?? null, after?.[1] ?? null, take]
  return db.hot<Listed<EmployerRow>>(listEmployersSql, values)
}

/** An employer with all its needs, the open ones first. Throws `not-found`, for other partners too. */
export async function findEmployer(db: Db, scope: Scope, employerId: string, now: Date): Promise<Employer> {
  const [found] = await db.hot<{ employer: Employer }>(findEmployerSql, [employerId, scope.filterSites, now])
  if (!found) throw problem('not-found')
  return found.employer
}

/** Writes a new partner, or makes an employer of one that is known, and answers the id. Throws `rule-broken`. */
export async function saveEmployer(db: Db, { siteId, name, partnerId, ...contact }: AddEmployer): Promise<string> {
  if ((name === undefined) === (partnerId === undefined))
    throw broken('rule-broken', '/name', { rule: 'missing-for-this-kind' })
  if (name !== undefined) {
    if (name.trim() === '') throw broken('rule-broken', '/name', { rule: 'blank' })
    const id = newId()
    await db.insert(partner).values({ id, siteId, name, types: ['employer'], ...contact })
    return id
  }
  const types = sql`case when 'employer' = any (${partner.types}) then ${partner.types} else ${partner.types} || 'employer'::text end`
  const [known] = await db
    .update(partner)
    .set({ types, active: true, ...contact })
    .where(and(eq(partner.id, partnerId ?? ''), eq(partner.siteId, siteId)))
    .returning({ id: partner.id })
  if (!known) throw broken('rule-broken', '/partnerId', { rule: 'unknown' })
  return known.id
}

export async function changeEmployer(db: Db, employerId: string, change: ChangeEmployer): Promise<void> {
  if (change.name?.trim() === '') throw broken('rule-broken', '/name', { rule: 'blank' })
  if (Object.keys(change).length > 0) await db.update(partner).set(change).where(eq(partner.id, employerId))
}

export interface NeedFilters {
  readonly siteId?: string
  readonly kind?: EmployerNeedKind
  readonly open?: boolean
}

export function listNeeds(
  db: Db,
  scope: Scope,
  { siteId, kind, open }: NeedFilters,
  { take, after }: Window,
  now: Date,
): Promise<Listed<EmployerNeed>[]> {
  const values = [scope.filterSites, siteId ?? null, now, kind ?? null, open ?? null]
  return db.hot<Listed<EmployerNeed>>(listNeedsSql, [...values, after?.[0] ?? null, after?.[1] ?? null, take])
}

/** Throws `not-found`. */
export async function findNeed(db: Db, scope: Scope, needId: string, now: Date): Promise<EmployerNeed> {
  const [found] = await db.hot<{ need: EmployerNeed }>(findNeedSql, [needId, scope.filterSites, now])
  if (!found) throw problem('not-found')
  return found.need
}

interface OfNeed {
  readonly id: string
  readonly siteId: string
}

/** Writes a need and answers its id. Throws `rule-broken`. */
export async function insertNeed(
  db: Db,
  employer: OfNeed,
  { skillIds = [], languages = [], ...wanted }: AddEmployerNeed,
  by: string | null,
): Promise<string> {
  const need = { id: newId(), siteId: employer.siteId }
  await db.insert(employerNeed).values({ ...need, partnerId: employer.id, createdBy: by, ...titled(wanted) })
  await saveSkills(db, need, skillIds)
  await saveLanguages(db, need, languages)
  return need.id
}

/** Skills and languages that are given replace those there were. Throws `rule-broken`. */
export async function saveNeed(
  db: Db,
  need: OfNeed,
  { skillIds, languages, ...change }: ChangeEmployerNeed,
): Promise<void> {
  // a change of what is asked is a change of the need: it gets another version in any case
  await db
    .update(employerNeed)
    .set({ siteId: need.siteId, ...titled(change) })
    .where(eq(employerNeed.id, need.id))
  if (skillIds) await saveSkills(db, need, skillIds)
  if (languages) await saveLanguages(db, need, languages)
}

export async function endNeed(db: Db, needId: string, reason: string, at: Date, by: string | null): Promise<void> {
  if (reason.trim() === '') throw broken('rule-broken', '/reason', { rule: 'blank' })
  const closed = { closedAt: at, closedBy: by, closedReason: reason }
  await db.update(employerNeed).set(closed).where(eq(employerNeed.id, needId))
}

function titled<T extends { readonly title?: string }>(wanted: T): T {
  if (wanted.title?.trim() === '') throw broken('rule-broken', '/title', { rule: 'blank' })
  return wanted
}

const skillWords = {
  name: 'employer-need-skill-words',
  text: `select id from taxonomy_term
  where id = any($1) and site_id = $2 and taxonomy = 'workshop_category'`,
}
const removeSkills = {
  name: 'employer-need-skills-go',
  text: `delete from employer_need_skill
  where need_id = $1 and term_id <> all($2)`,
}
const addSkills = {
  name: 'employer-need-skills-come',
  text: `insert into employer_need_skill (need_id, term_id, site_id)
  select $1, term, $3 from unnest($2::uuid[]) term on conflict do nothing`,
}

async function saveSkills(db: Db, { id, siteId }: OfNeed, skillIds: readonly string[]): Promise<void> {
  const known = await db.hot<{ id: string }>(skillWords, [skillIds, siteId])
  if (known.length < skillIds.length) throw broken('rule-broken', '/skillIds', { rule: 'unknown' })
  await db.hot(removeSkills, [id, skillIds])
  await db.hot(addSkills, [id, skillIds, siteId])
}

const removeLanguages = {
  name: 'employer-need-languages-go',
  text: `delete from employer_need_language
  where need_id = $1 and language <> all($2)`,
}
const addLanguages = {
  name: 'employer-need-languages-come',
  text: `insert into employer_need_language as l
    (need_id, language, level, site_id) select $1, asked.language, asked.level, $4
  from unnest($2::text[], $3::text[]) asked (language, level)
  on conflict (need_id, language) do update set level = excluded.level where l.level <> excluded.level`,
}

async function saveLanguages(
  db: Db,
  { id, siteId }: OfNeed,
  languages: NonNullable<AddEmployerNeed['languages']>,
): Promise<void> {
  const tags = languages.map(({ language }) => language)
  if (new Set(tags).size < tags.length) throw broken('rule-broken', '/languages', { rule: 'named-twice' })
  await db.hot(removeLanguages, [id, tags])
  await db.hot(addLanguages, [id, tags, languages.map(({ level }) => level), siteId])
}
