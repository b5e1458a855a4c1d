import {
  broken,
  problem,
  type AddAgreement,
  type AddPartner,
  type AddPartnerAgent,
  type Agreement,
  type ChangeAgreement,
  type ChangePartner,
  type ChangePartnerAgent,
  type Partner,
  type PartnerAgent,
  type PartnerRow,
  type PartnerType,
} from '@interra/contracts'
import { eq } from 'drizzle-orm'
import type { Db } from '../../platform/db/database.ts'
import { onConstraint } from '../../platform/db/failures.ts'
import type { Scope } from '../../platform/http/context.ts'
import type { Window } from '../../platform/http/paging.ts'
import { newId } from '../../platform/ids.ts'
import { partner } from '../people/people.tables.ts'
import { findAgentSql, findAgreementSql, findPartnerSql, listPartnersSql } from './partners.sql.ts'
import { agreement, partnerAgent } from './partners.tables.ts'

interface Listed extends Record<string, unknown> {
  readonly id: string
  readonly name: string
  readonly item: PartnerRow
}
export interface PartnerFilters {
  readonly siteId?: string
  readonly type?: PartnerType
  readonly active?: boolean
  readonly text?: string
}

export function listPartners(
  db: Db,
  scope: Scope,
  { siteId, type, active, text }: PartnerFilters,
  { take, after }: Window,
  now: Date,
): Promise<Listed[]> {
  const asked = [scope.filterSites, siteId ?? null, now, type ?? null, active ?? null, text ?? null]
  return db.hot<Listed>(listPartnersSql, [...asked, after?.[0] ?? null, after?.[1] ?? null, take])
}

/** Throws `not-found`. */
export async function findPartner(db: Db, scope: Scope, partnerId: string, now: Date): Promise<Partner> {
  const [row] = await db.hot<{ found: Partner }>(findPartnerSql, [partnerId, scope.filterSites, now])
  if (!row) throw problem('not-found')
  return row.found
}

export async function insertPartner(db: Db, { siteId, ...wanted }: AddPartner): Promise<string> {
  const id = newId()
  await db.insert(partner).values({ id, siteId, ...named(wanted), types: [...wanted.types] })
  return id
}

export async function savePartner(db: Db, partnerId: string, { types, ...change }: ChangePartner): Promise<void> {
  const wanted = { ...named(change), ...(types && { types: [...types] }) }
  if (Object.keys(wanted).length > 0) await db.update(partner).set(wanted).where(eq(partner.id, partnerId))
}

interface OfSite {
  readonly id: string
  readonly siteId: string
}

/** Throws `not-found`. */
export async function findAgent(
  db: Db,
  scope: Scope,
  agentId: string,
): Promise<{ siteId: string; agent: PartnerAgent }> {
  const [row] = await db.hot<{ siteId: string; found: PartnerAgent }>(findAgentSql, [agentId, scope.filterSites])
  if (!row) throw problem('not-found')
  return { siteId: row.siteId, agent: row.found }
}

export async function insertAgent(db: Db, of: OfSite, wanted: AddPartnerAgent): Promise<string> {
  const id = newId()
  await db.insert(partnerAgent).values({ id, siteId: of.siteId, partnerId: of.id, ...named(wanted) })
  return id
}

export async function saveAgent(db: Db, agentId: string, change: ChangePartnerAgent): Promise<void> {
  if (Object.keys(change).length > 0)
    await db.update(partnerAgent).set(named(change)).where(eq(partnerAgent.id, agentId))
}

/** With the day it is at its site. Throws `not-found`. */
export async function findAgreement(
  db: Db,
  scope: Scope,
  agreementId: string,
  now: Date,
): Promise<{ present: Agreement; today: string }> {
  const values = [agreementId, scope.filterSites, now]
  const [row] = await db.hot<{ found: Agreement; today: string }>(findAgreementSql, values)
  if (!row) throw problem('not-found')
  return { present: row.found, today: row.today }
}

export async function insertAgreement(db: Db, of: OfSite, wanted: AddAgreement, by: string | null): Promise<string> {
  const id = newId()
  const row = { id, siteId: of.siteId, partnerId: of.id, createdBy: by }
  await db.insert(agreement).values({ ...row, ...wanted, purposes: [...wanted.purposes] })
  return id
}

type AgreementChange = ChangeAgreement &
  Partial<Pick<typeof agreement.$inferInsert, 'status' | 'signedOn' | 'signedBy'>> &
  Partial<Pick<typeof agreement.$inferInsert, 'dataSharingVersion' | 'endedOn' | 'endReason'>>

/** Throws `agreement-overlaps` when a signed one holds on some of its days already. */
export async function saveAgreement(
  db: Db,
  agreementId: string,
  { purposes, ...change }: AgreementChange,
): Promise<void> {
  const wanted = { ...change, ...(purposes && { purposes: [...purposes] }) }
  if (Object.keys(wanted).length === 0) return
  await db
    .update(agreement)
    .set(wanted)
    .where(eq(agreement.id, agreementId))
    .catch((error: unknown) => onConstraint(error, { agreement_one: () => problem('agreement-overlaps') }))
}

function named<T extends { readonly name?: string }>(wanted: T): T {
  if (wanted.name?.trim() === '') throw broken('rule-broken', '/name', { rule: 'blank' })
  return wanted
}
