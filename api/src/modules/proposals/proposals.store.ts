import {
  broken,
  problem,
  steps,
  type HostPart,
  type Proposal,
  type ProposalRow,
  type ProposalState,
} from '@interra/contracts'
import { eq } from 'drizzle-orm'
import type { Db } from '../../platform/db/database.ts'
import { onConstraint } from '../../platform/db/failures.ts'
import { guardVersion } from '../../platform/db/guard-version.ts'
import type { Scope } from '../../platform/http/context.ts'
import type { Window } from '../../platform/http/paging.ts'
import { newId } from '../../platform/ids.ts'
import { asStep, inOrder, whatIsLeft, type Anchors, type StoredStep } from './proposal.ts'
import { findProposalSql, followProposalsSql, listProposalsSql } from './proposals.sql.ts'
import { proposalHost, proposal, proposalStep } from './proposals.tables.ts'

export interface ProposalFilters {
  readonly siteId?: string
  readonly status?: readonly string[]
  readonly ownerId?: string
  readonly categoryId?: string
  readonly text?: string
}
interface ListedProposal extends Anchors, Record<string, unknown> {
  readonly id: string
  readonly item: Omit<ProposalRow, 'nextStep' | 'stepsLeft'>
  readonly steps: Pick<StoredStep, 'step' | 'state' | 'dueOn'>[]
}

/** Proposals, the latest received first. The text is looked for in the names of hosts too when `readsNames`. */
export async function listProposals(
  db: Db,
  scope: Scope,
  filters: ProposalFilters,
  { take, after }: Window,
  { now, readsNames }: { now: Date; readsNames: boolean },
): Promise<ProposalRow[]> {
  const rows = await db.hot<ListedProposal>(listProposalsSql, [
    scope.filterSites,
    now,
    filters.siteId ?? null,
    filters.status ?? null,
    filters.ownerId ?? null,
    filters.categoryId ?? null,
    filters.text ?? null,
    readsNames,
    after?.[0] ?? null,
    after?.[1] ?? null,
    take,
  ])
  return rows.map((row) => ({ ...row.item, ...whatIsLeft(row.steps, row) }))
}

/** What tells who has to move a proposal on, and since when. */
export interface FollowedProposal extends Pick<ProposalRow, 'id' | 'title' | 'status' | 'receivedOn' | 'nextStep'> {
  readonly ownerId: string | null
  /** Local date at its site. */
  readonly today: string
}
type FollowedRow = Omit<FollowedProposal, 'nextStep'> & Pick<ListedProposal, 'steps' | keyof Anchors>

/** Surface: the proposals of these sites that wait for somebody of the team, in no order. */
export async function proposalsToFollow(db: Db, sites: readonly string[], now: Date): Promise<FollowedProposal[]> {
  const rows = await db.hot<FollowedRow & Record<string, unknown>>(followProposalsSql, [sites, now])
  return rows.map(({ steps, ...row }) => ({ ...row, nextStep: whatIsLeft(steps, row).nextStep }))
}

/** A proposal and the day it is at its site. */
export interface FoundProposal {
  readonly proposal: Proposal
  /** Local date. */
  readonly today: string
}
type StoredProposal = Omit<Proposal, 'steps'> & { readonly steps: StoredStep[] }

/** Throws `not-found`. */
export async function findProposal(db: Db, scope: Scope, proposalId: string, now: Date): Promise<FoundProposal> {
  const [found] = await db.hot<{ proposal: StoredProposal; firstSessionOn: string | null; today: string }>(
    findProposalSql,
    [proposalId, scope.filterSites, now],
  )
  if (!found) throw problem('not-found')
  const { proposal, firstSessionOn, today } = found
  const anchors = { receivedOn: proposal.receivedOn, firstSessionOn, today }
  return { proposal: { ...proposal, steps: inOrder(proposal.steps).map((step) => asStep(step, anchors)) }, today }
}

/** As `findProposal`, locked until the end of the transaction; throws `version-outdated` when somebody changed it. */
export async function lockProposal(
  db: Db,
  scope: Scope,
  proposalId: string,
  ifMatch: number,
  now: Date,
): Promise<FoundProposal> {
  await guardVersion(db, scope, proposal, proposalId, ifMatch)
  return findProposal(db, scope, proposalId, now)
}

export type ProposalChange = Partial<
  Pick<
    typeof proposal.$inferInsert,
    | 'title'
    | 'about'
    | 'categoryTermId'
    | 'languages'
    | 'wishedRhythm'
    | 'channelTermId'
    | 'ownerAccountId'
    | 'receivedOn'
    | 'statusReason'
    | 'statusSince'
    | 'submittedAt'
  > & { status: ProposalState }
>
export interface ProposalHostChoice {
  readonly personId: string
  readonly part: HostPart
}

export interface NewProposal extends ProposalChange {
  readonly siteId: string
  readonly title: string
  readonly receivedOn: string
  readonly createdBy: string | null
  readonly hosts: readonly ProposalHostChoice[]
}

/** Records a draft with its hosts and every step to do, and answers its id. */
export async function insertProposal(db: Db, { hosts, ...wanted }: NewProposal): Promise<string> {
  const id = newId()
  const { siteId } = wanted
  await db.insert(proposal).values({ id, ...wanted })
  await insertHosts(db, { id, siteId }, hosts)
  await db.insert(proposalStep).values(steps.map((step) => ({ id: newId(), siteId, proposalId: id, step })))
  return id
}

export async function saveProposal(db: Db, proposalId: string, change: ProposalChange): Promise<void> {
  if (Object.keys(change).length > 0) await db.update(proposal).set(change).where(eq(proposal.id, proposalId))
}

/** The hosts become these and no other. */
export async function replaceHosts(
  db: Db,
  proposal: { readonly id: string; readonly siteId: string },
  hosts: readonly ProposalHostChoice[],
): Promise<void> {
  await db.delete(proposalHost).where(eq(proposalHost.proposalId, proposal.id))
  await insertHosts(db, proposal, hosts)
}

async function insertHosts(
  db: Db,
  proposal: { readonly id: string; readonly siteId: string },
  hosts: readonly ProposalHostChoice[],
): Promise<void> {
  await db
    .insert(proposalHost)
    .values(hosts.map((host) => ({ id: newId(), siteId: proposal.siteId, proposalId: proposal.id, ...host })))
    .catch((error: unknown) =>
      onConstraint(error, {
        proposal_host_person_id_site_id_fkey: () => broken('rule-broken', '/hosts', { rule: 'unknown' }),
      }),
    )
}
