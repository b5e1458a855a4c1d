import {
  broken,
  formOf,
  problem,
  unanswered,
  unmetGates,
  type Application,
  type ApplicationRow,
  type ApplicationState,
  type GivenAnswer,
} from '@interra/contracts'
import { eq } from 'drizzle-orm'
import { recordReads } from '../../platform/audit.ts'
import type { Db } from '../../platform/db/database.ts'
import { onConstraint } from '../../platform/db/failures.ts'
import { guardVersion } from '../../platform/db/guard-version.ts'
import type { Scope } from '../../platform/http/context.ts'
import type { Window } from '../../platform/http/paging.ts'
import { newId } from '../../platform/ids.ts'
import { findApplicationSql, listApplicationsSql } from './applications.sql.ts'
import { application } from './applications.tables.ts'
import { withoutNames } from './masking.ts'

export interface ApplicationFilters {
  readonly siteId?: string
  readonly cohortId?: string
  readonly status?: ApplicationState
}
interface ListedApplication extends Record<string, unknown> {
  readonly id: string
  readonly since: string
  readonly item: ApplicationRow
  readonly names: readonly string[] | null
}

/** Applications, those that moved last first; without identity those that the reader has still to judge. */
export async function listApplications(
  db: Db,
  scope: Scope,
  { siteId, cohortId, status }: ApplicationFilters,
  { take, after }: Window,
  readerId: string | null,
): Promise<ListedApplication[]> {
  const values = [scope.filterSites, siteId ?? null, cohortId ?? null, status ?? null]
  const page = [after?.[0] ?? null, after?.[1] ?? null, take, readerId]
  const found = await db.hot<ListedApplication>(listApplicationsSql, [...values, ...page])
  return found.map((row) => (row.names === null ? row : { ...row, item: withoutIdentity(row.item, row.names) }))
}

/** As the table keeps answers: by question. Empty ones are not kept. */
export const storedAnswers = (answers: readonly GivenAnswer[]): Record<string, string> =>
  Object.fromEntries(answers.flatMap(({ question, value }) => (value.trim() === '' ? [] : [[question, value]])))

/** In the order of the form that asked. */
export const answersOf = (version: number, stored: Readonly<Record<string, string>>): GivenAnswer[] =>
  formOf(version).questions.flatMap(({ id }) => {
    const value = stored[id]
    return value === undefined ? [] : [{ question: id, value }]
  })

/** With all members: whoever may not read some gets them left out later. */
export type WholeApplication = Application & { readonly answers: GivenAnswer[]; readonly project: string }
type Read = Omit<WholeApplication, 'answers' | 'unanswered' | 'unmetGates'> & {
  readonly answers: Readonly<Record<string, string>>
}

/** As the team reads it; without identity when the reader has still to judge it. Throws `not-found`. */
export async function findApplication(
  db: Db,
  scope: Scope,
  id: string,
  now: Date,
  readerId: string | null,
): Promise<WholeApplication> {
  const [found] = await db.hot<{ application: Read; names: readonly string[] | null }>(findApplicationSql, [
    id,
    scope.filterSites,
    now,
    readerId,
  ])
  if (!found) throw problem('not-found')
  const { application: read, names } = found
  const answers = answersOf(read.formVersion, read.answers)
  const whole = { ...read, answers, unanswered: unanswered(read.formVersion, answers), unmetGates: unmetGates(answers) }
  return names === null ? whole : blindly(whole, names)
}

const withoutIdentity = <Row extends Pick<ApplicationRow, 'person' | 'project'>>(
  row: Row,
  names: readonly string[],
): Row => ({
  ...row,
  person: null,
  project: withoutNames(row.project ?? '', names),
})

/** What a juror may know before they have said what they think: nobody’s name, and no decision of another round. */
const blindly = (whole: WholeApplication, names: readonly string[]): WholeApplication => ({
  ...withoutIdentity(whole, names),
  answers: whole.answers.map(({ question, value }) => ({ question, value: withoutNames(value, names) })),
  coFounders: [],
  statusReason: null,
  decisions: [],
  history: [],
})

/** As `findApplication`, held until the transaction ends, if it still is what the caller read. */
export async function lockApplication(
  db: Db,
  scope: Scope,
  id: string,
  now: Date,
  ifMatch?: number,
): Promise<WholeApplication> {
  if (ifMatch === undefined)
    await db.select({ id: application.id }).from(application).where(eq(application.id, id)).for('no key update')
  else await guardVersion(db, scope, application, id, ifMatch)
  return findApplication(db, scope, id, now, null)
}

export type NewApplication = typeof application.$inferInsert
const refusals = (change: Partial<NewApplication>) => ({
  application_open: () => problem('already-applied'),
  application_person_id_site_id_fkey: () => broken('rule-broken', '/personId', { rule: 'unknown' }),
  application_cohort_id_site_id_fkey: () => broken('rule-broken', '/cohortId', { rule: 'unknown' }),
  application_project_check: () => broken('rule-broken', '/project', { rule: 'blank' }),
  interlab_cohort_full: () => broken('cohort-full', 'cohortId' in change ? '/cohortId' : '/outcome'),
})

/** Throws `already-applied`, `rule-broken`. */
export async function insertApplication(db: Db, wanted: Omit<NewApplication, 'id'>): Promise<string> {
  const id = newId()
  await db
    .insert(application)
    .values({ id, ...wanted })
    .catch((error: unknown) => onConstraint(error, refusals({})))
  return id
}

/** Throws as `insertApplication`, and `cohort-full` for one admitted too many. */
export async function saveApplication(db: Db, id: string, change: Partial<NewApplication>): Promise<void> {
  if (Object.keys(change).length === 0) return
  await db
    .update(application)
    .set(change)
    .where(eq(application.id, id))
    .catch((error: unknown) => onConstraint(error, refusals(change)))
}

/** The language in which we write to somebody; null when nobody knows. */
export async function languageOf(db: Db, scope: Scope, personId: string): Promise<string | null> {
  const text = 'select contact_language as language from person where id = $1 and site_id = any($2)'
  const [found] = await db.hot<{ language: string | null }>({ name: 'applicant-language', text }, [
    personId,
    scope.filterSites,
  ])
  return found?.language ?? null
}

/** Replaces who founds it with the applicant. Throws `rule-broken`. */
export async function saveFounders(
  db: Db,
  { id, siteId }: { readonly id: string; readonly siteId: string },
  personIds: readonly string[],
): Promise<void> {
  const remove = 'delete from application_founder where application_id = $1 and not person_id = any($2)'
  await db.hot({ name: 'founders-remove', text: remove }, [id, personIds])
  const add = `insert into application_founder (application_id, person_id, site_id)
    select $1, unnest($3::uuid[]), $2 on conflict do nothing`
  await db.hot({ name: 'founders-add', text: add }, [id, siteId, personIds]).catch((error: unknown) =>
    onConstraint(error, {
      application_founder_person_id_site_id_fkey: () => broken('rule-broken', '/coFounderIds', { rule: 'unknown' }),
    }),
  )
}

/** Notes that the files of everybody who founds these was read, also where their names were not shown. */
export async function recordApplicationsRead(db: Db, applicationIds: readonly string[], operation: string) {
  const text = `select a.person_id as id from application a where a.id = any($1)
    union select f.person_id from application_founder f where f.application_id = any($1)`
  const found = await db.hot<{ id: string }>({ name: 'applications-founders', text }, [applicationIds])
  await recordReads(
    db,
    found.map(({ id }) => id),
    operation,
  )
}
