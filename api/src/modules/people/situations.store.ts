import { broken, problem, type RecordSituation, type SituationRecord } from '@interra/contracts'
import { and, eq } from 'drizzle-orm'
import type { Db } from '../../platform/db/database.ts'
import { onConstraint } from '../../platform/db/failures.ts'
import { newId } from '../../platform/ids.ts'
import type { OpenFile } from './facts.store.ts'
import { situationJson } from './people.sql.ts'
import { person, situationRecord } from './people.tables.ts'
import { requirePast } from './person.ts'

const refusals = { situation_basis: () => problem('consent-missing') }

/**
 * Adds what was told, beside what was told before. Throws `consent-missing` for whoever was not told what it is for, and
 * `rule-broken` when nothing is said, for a day to come, and for the nationality of somebody noted as Belgian.
 */
export async function saveSituation(db: Db, file: OpenFile, said: RecordSituation): Promise<string> {
  const { statedOn = file.today, ...answers } = said
  if (Object.values(answers).every((answer) => answer === null))
    throw broken('rule-broken', '/nationality', { rule: 'nothing-said' })
  requirePast(statedOn, file.today, '/statedOn')
  requirePast(answers.legalStaySince ?? undefined, file.today, '/legalStaySince')
  if (answers.nationality) {
    const [known] = await db.select({ isBelgian: person.isBelgian }).from(person).where(eq(person.id, file.id))
    if (known?.isBelgian) throw broken('rule-broken', '/nationality', { rule: 'is-belgian' })
  }
  const id = newId()
  await db
    .insert(situationRecord)
    .values({
      id,
      siteId: file.siteId,
      personId: file.id,
      statedOn,
      ...answers,
      createdAt: file.now,
      createdBy: file.by,
    })
    .catch((error: unknown) => onConstraint(error, refusals))
  return id
}

/** False when it is not theirs. */
export async function removeSituation(db: Db, file: OpenFile, situationId: string): Promise<boolean> {
  const removed = await db
    .delete(situationRecord)
    .where(and(eq(situationRecord.id, situationId), eq(situationRecord.personId, file.id)))
    .returning({ id: situationRecord.id })
  return removed.length > 0
}

const findSql = {
  name: 'situation-find',
  text: `select ${situationJson('s')} as item from situation_record s where s.id = $1`,
}
export async function readSituation(db: Db, id: string): Promise<SituationRecord> {
  const [row] = await db.hot<{ item: SituationRecord }>(findSql, [id])
  if (!row) throw problem('not-found')
  return row.item
}
