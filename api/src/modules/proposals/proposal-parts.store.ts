import { problem, type NeedKind, type ProposalNeed, type ProposalState, type Step } from '@interra/contracts'
import { and, eq, inArray } from 'drizzle-orm'
import type { Db } from '../../platform/db/database.ts'
import { guardVersion } from '../../platform/db/guard-version.ts'
import type { Scope } from '../../platform/http/context.ts'
import { newId } from '../../platform/ids.ts'
import type { Anchors, StepChange, StoredStep } from './proposal.ts'
import { findNeedSql, findStepSql } from './proposals.sql.ts'
import { proposal, proposalNeed, proposalStep } from './proposals.tables.ts'

/** A step with what its due day is counted from. */
export interface FoundStep extends Anchors {
  readonly id: string
  readonly siteId: string
  /** Of the proposal. */
  readonly status: ProposalState
  readonly step: StoredStep
}

/** Throws `not-found`. */
export async function findStep(
  db: Db,
  scope: Scope,
  { proposalId, step }: { proposalId: string; step: Step },
  now: Date,
): Promise<FoundStep> {
  const values = [proposalId, step, scope.filterSites, now]
  const [found] = await db.hot<FoundStep & Record<string, unknown>>(findStepSql, values)
  if (!found) throw problem('not-found')
  return found
}

/** The proposal keeps its state until the end of the transaction. Throws `not-found`. */
export async function holdProposal(db: Db, scope: Scope, proposalId: string): Promise<void> {
  const [held] = await db
    .select({ id: proposal.id })
    .from(proposal)
    .where(and(eq(proposal.id, proposalId), inArray(proposal.siteId, [...scope.filterSites])))
    .for('share')
  if (!held) throw problem('not-found')
}

/** As `findStep`, locked until the end of the transaction; throws `version-outdated` when somebody changed it. */
export async function lockStep(
  db: Db,
  scope: Scope,
  which: { proposalId: string; step: Step },
  ifMatch: number,
  now: Date,
): Promise<FoundStep> {
  await holdProposal(db, scope, which.proposalId)
  const { id } = await findStep(db, scope, which, now)
  await guardVersion(db, scope, proposalStep, id, ifMatch)
  return findStep(db, scope, which, now)
}

export async function saveStep(
  db: Db,
  stepId: string,
  change: StepChange & { ownerAccountId?: string | null; note?: string | null },
): Promise<void> {
  await db.update(proposalStep).set(change).where(eq(proposalStep.id, stepId))
}

export interface FoundNeed {
  readonly siteId: string
  /** Of the proposal. */
  readonly status: ProposalState
  readonly need: ProposalNeed
}

/** Throws `not-found`. */
export async function findNeed(
  db: Db,
  scope: Scope,
  { proposalId, needId }: { proposalId: string; needId: string },
): Promise<FoundNeed> {
  const values = [proposalId, needId, scope.filterSites]
  const [found] = await db.hot<FoundNeed & Record<string, unknown>>(findNeedSql, values)
  if (!found) throw problem('not-found')
  return found
}

/** As `findNeed`, locked until the end of the transaction; throws `version-outdated` when somebody changed it. */
export async function lockNeed(
  db: Db,
  scope: Scope,
  which: { proposalId: string; needId: string },
  ifMatch: number,
): Promise<FoundNeed> {
  await holdProposal(db, scope, which.proposalId)
  await guardVersion(db, scope, proposalNeed, which.needId, ifMatch)
  return findNeed(db, scope, which)
}

export async function insertNeed(
  db: Db,
  { id: proposalId, siteId }: { readonly id: string; readonly siteId: string },
  need: { kind: NeedKind; description: string },
): Promise<string> {
  const id = newId()
  await db.insert(proposalNeed).values({ id, siteId, proposalId, ...need })
  return id
}

export async function saveNeed(
  db: Db,
  needId: string,
  change: { coveredAt: Date | null; coveredNote: string | null },
): Promise<void> {
  await db.update(proposalNeed).set(change).where(eq(proposalNeed.id, needId))
}
