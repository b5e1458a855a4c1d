import {
  broken,
  problem,
  type AddInterest,
  type ArrivalFact,
  type Consent,
  type Interest,
  type LanguageRecord,
  type RecordArrival,
  type RecordConsent,
  type RecordLanguage,
} from '@interra/contracts'
import { and, eq, isNull } from 'drizzle-orm'
import type { Db } from '../../platform/db/database.ts'
import type { Scope } from '../../platform/http/context.ts'
import { newId } from '../../platform/ids.ts'
import { arrivalColumns, requirePast } from './person.ts'
import { arrivalJson, consentJson, interestJson, languageJson } from './people.sql.ts'
import { arrivalFact, consent, languageRecord, personInterest } from './people.tables.ts'
import { requireTerm } from './references.store.ts'

/** Whose file is open, on which day at their site, and who writes. */
export interface OpenFile {
  readonly id: string
  readonly siteId: string
  /** Local date. */
  readonly today: string
  readonly now: Date
  readonly by: string | null
}

const lockPerson = {
  name: 'person-lock',
  text: `select p.site_id as "siteId", p.status, ($3::timestamptz at time zone site.time_zone)::date as today
    from person p join site on site.id = p.site_id where p.id = $1 and p.site_id = any($2) for no key update of p`,
}
interface Locked {
  readonly [column: string]: unknown
  readonly siteId: string
  readonly status: string
  readonly today: string
}

/**
 * Opens the file of a member for writing, one at a time. Throws `not-found`, and `act-not-possible` for somebody who was
 * merged or made anonymous.
 */
export async function openFile(
  db: Db,
  scope: Scope,
  id: string,
  { now, by }: { now: Date; by: string | null },
): Promise<OpenFile> {
  const [found] = await db.hot<Locked>(lockPerson, [id, scope.filterSites, now])
  if (!found) throw problem('not-found')
  const { siteId, status, today } = found
  if (status !== 'active') throw problem('act-not-possible', { params: { state: status } })
  return { id, siteId, today, now, by }
}

const madeBy = ({ id, siteId, now, by }: OpenFile) => ({ siteId, personId: id, createdAt: now, createdBy: by })

/** Replaces the arrival in force, which is kept. */
export async function saveArrival(db: Db, file: OpenFile, said: RecordArrival, pointer = ''): Promise<string> {
  const columns = arrivalColumns(said, file.today, pointer)
  await db
    .update(arrivalFact)
    .set({ supersededAt: file.now })
    .where(and(eq(arrivalFact.personId, file.id), isNull(arrivalFact.supersededAt)))
  const id = newId()
  await db.insert(arrivalFact).values({ id, ...madeBy(file), ...columns })
  return id
}

export async function saveLanguages(
  db: Db,
  file: OpenFile,
  said: readonly RecordLanguage[],
  pointer = (index: number) => `/languages/${index}`,
): Promise<string[]> {
  said.forEach(({ assessedOn }, index) => requirePast(assessedOn, file.today, `${pointer(index)}/assessedOn`))
  const rows = said.map((one) => ({ assessedOn: file.today, ...one, id: newId(), ...madeBy(file) }))
  if (rows.length > 0) await db.insert(languageRecord).values(rows)
  return rows.map(({ id }) => id)
}

export async function saveInterests(
  db: Db,
  file: OpenFile,
  said: readonly AddInterest[],
  pointer = (index: number) => `/interests/${index}`,
): Promise<string[]> {
  for (const [index, { categoryId }] of said.entries())
    await requireTerm(db, file.siteId, file.today, 'workshop_category', categoryId, `${pointer(index)}/categoryId`)
  const rows = said.map(({ kind, label, categoryId = null }) => {
    const tidy = label.trim()
    if (tidy === '') throw broken('rule-broken', `${pointer(0)}/label`, { rule: 'blank' })
    return { id: newId(), ...madeBy(file), kind, label: tidy, categoryTermId: categoryId }
  })
  if (rows.length > 0) await db.insert(personInterest).values(rows)
  return rows.map(({ id }) => id)
}

export async function saveConsents(
  db: Db,
  file: OpenFile,
  said: readonly RecordConsent[],
  pointer = (index: number) => `/consents/${index}`,
): Promise<string[]> {
  said.forEach(({ collectedOn }, index) => requirePast(collectedOn, file.today, `${pointer(index)}/collectedOn`))
  const rows = said.map((one) => ({
    collectedOn: file.today,
    ...one,
    id: newId(),
    siteId: file.siteId,
    personId: file.id,
    createdAt: file.now,
    collectedBy: file.by,
  }))
  if (rows.length > 0) await db.insert(consent).values(rows)
  return rows.map(({ id }) => id)
}

/** False when it is not theirs, or taken back already. */
export async function endInterest(db: Db, file: OpenFile, interestId: string): Promise<boolean> {
  const ended = await db
    .update(personInterest)
    .set({ removedAt: file.now })
    .where(
      and(eq(personInterest.id, interestId), eq(personInterest.personId, file.id), isNull(personInterest.removedAt)),
    )
    .returning({ id: personInterest.id })
  return ended.length > 0
}

/** Throws `not-found` when it is not theirs, `act-not-possible` when there is nothing to withdraw (any more). */
export async function endConsent(db: Db, file: OpenFile, consentId: string): Promise<void> {
  const [found] = await db
    .select({ given: consent.given, withdrawnAt: consent.withdrawnAt })
    .from(consent)
    .where(and(eq(consent.id, consentId), eq(consent.personId, file.id)))
  if (!found) throw problem('not-found')
  if (!found.given || found.withdrawnAt) throw problem('act-not-possible')
  await db.update(consent).set({ withdrawnAt: file.now }).where(eq(consent.id, consentId))
}

/** Consents that stand, as far as a guardian's matters. */
export function standingConsents(db: Db, personId: string) {
  return db
    .select({ given: consent.given, guardianName: consent.guardianName })
    .from(consent)
    .where(and(eq(consent.personId, personId), isNull(consent.withdrawnAt)))
}

const one = (table: string, json: (alias: string) => string) => ({
  name: `${table}-find`,
  text: `select ${json('x')} as item from ${table} x where x.id = $1`,
})
async function read<T>(db: Db, statement: { name: string; text: string }, id: string): Promise<T> {
  const [row] = await db.hot<{ item: T }>(statement, [id])
  if (!row) throw problem('not-found')
  return row.item
}
const arrivalSql = one('arrival_fact', arrivalJson)
const languageSql = one('language_record', languageJson)
const interestSql = one('person_interest', interestJson)
const consentSql = one('consent', consentJson)
export const readArrival = (db: Db, id: string) => read<ArrivalFact>(db, arrivalSql, id)
export const readLanguage = (db: Db, id: string) => read<LanguageRecord>(db, languageSql, id)
export const readInterest = (db: Db, id: string) => read<Interest>(db, interestSql, id)
export const readConsent = (db: Db, id: string) => read<Consent>(db, consentSql, id)
