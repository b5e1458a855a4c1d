import {
  broken,
  problem,
  usualJuryWeights,
  type AddJuryRound,
  type JuryConflict,
  type JuryDecision,
  type JuryRound,
  type JuryScore,
  type JuryWeights,
  type ReviewState,
} from '@interra/contracts'
import { eq } from 'drizzle-orm'
import type { Db } from '../../platform/db/database.ts'
import { onConstraint } from '../../platform/db/failures.ts'
import { guardVersion } from '../../platform/db/guard-version.ts'
import type { Scope } from '../../platform/http/context.ts'
import { newId } from '../../platform/ids.ts'
import { juryRound } from './applications.tables.ts'
import { findRoundSql, listRoundsSql } from './juries.sql.ts'

export type RoundRow = Omit<JuryRound, 'members' | 'women' | 'organisations' | 'dossiers' | 'reviews' | 'sheets'> & {
  members: number
  dossiers: number
  decided: number
}
export async function listRounds(db: Db, scope: Scope, siteId?: string): Promise<RoundRow[]> {
  const found = await db.hot<{ item: RoundRow }>(listRoundsSql, [scope.filterSites, siteId ?? null])
  return found.map(({ item }) => item)
}

export interface StoredReview {
  readonly id: string
  readonly memberId: string
  readonly personId: string
  readonly organisationId: string | null
  readonly applicationId: string
  readonly status: ReviewState
  readonly conflict: JuryConflict | null
  readonly counts: boolean
  readonly removed: boolean
  readonly scores: JuryScore[] | null
}
export interface StoredDossier {
  readonly applicationId: string
  readonly number: number
  readonly person: { personId: string; name: string }
  readonly project: string
  readonly names: readonly string[] | null
  readonly status: string
  readonly decision: (Omit<JuryDecision, 'feedbackDueOn'> & { decidedOn: string }) | null
}
export interface StoredSheet {
  readonly id: string
  readonly number: number
  readonly weights: JuryWeights
  readonly createdAt: string
  readonly kept: { applicationId: string; total: number; spread: number | null; reviews: number }[] | null
}
export interface StoredRound extends Omit<
  JuryRound,
  'members' | 'women' | 'organisations' | 'dossiers' | 'reviews' | 'sheets'
> {
  readonly members: readonly {
    readonly id: string
    readonly person: { personId: string; name: string }
    readonly organisation: { id: string; name: string } | null
    readonly hasAccount: boolean
    readonly gender: string | null
  }[]
  readonly dossiers: readonly StoredDossier[]
  readonly reviews: readonly StoredReview[]
  readonly sheets: readonly StoredSheet[]
}

/** Everything of a round, scores too: whoever judges in it is shown less of it. Throws `not-found`. */
export async function findRound(db: Db, scope: Scope, roundId: string): Promise<StoredRound> {
  const [found] = await db.hot<{ round: StoredRound }>(findRoundSql, [roundId, scope.filterSites])
  if (!found) throw problem('not-found')
  return found.round
}

/** As `findRound`, held until the transaction ends. */
export async function lockRound(db: Db, scope: Scope, roundId: string, ifMatch?: number): Promise<StoredRound> {
  if (ifMatch === undefined)
    await db.select({ id: juryRound.id }).from(juryRound).where(eq(juryRound.id, roundId)).for('no key update')
  else await guardVersion(db, scope, juryRound, roundId, ifMatch)
  return findRound(db, scope, roundId)
}

/** The weights that hold. */
export function sheetOf({ sheets }: StoredRound): StoredSheet {
  const last = sheets.at(-1)
  if (!last) throw new Error('a round without weights')
  return last
}

type NewRound = typeof juryRound.$inferInsert
const refusals = {
  jury_round_name_check: () => broken('rule-broken', '/name', { rule: 'blank' }),
  jury_round_cohort_id_site_id_fkey: () => broken('rule-broken', '/cohortId', { rule: 'unknown' }),
}
/** A round with the usual weights. Throws `rule-broken`. */
export async function insertRound(db: Db, wanted: AddJuryRound, by: string | null, now: Date): Promise<string> {
  const id = newId()
  await db
    .insert(juryRound)
    .values({ id, ...wanted, createdBy: by, createdAt: now, statusSince: now })
    .catch((error: unknown) => onConstraint(error, refusals))
  await insertSheet(db, { siteId: wanted.siteId, roundId: id, number: 1, weights: usualJuryWeights }, by, now)
  return id
}

export async function saveRound(db: Db, roundId: string, change: Partial<NewRound>): Promise<void> {
  if (Object.keys(change).length === 0) return
  await db
    .update(juryRound)
    .set(change)
    .where(eq(juryRound.id, roundId))
    .catch((error: unknown) => onConstraint(error, refusals))
}

interface NewSheet {
  readonly siteId: string
  readonly roundId: string
  readonly number: number
  readonly weights: JuryWeights
}
export async function insertSheet(
  db: Db,
  { siteId, roundId, number, weights }: NewSheet,
  by: string | null,
  now: Date,
): Promise<void> {
  const text = `insert into jury_sheet (id, site_id, round_id, number, weights, created_at, created_by)
    values ($1, $2, $3, $4, $5, $6, $7)`
  await db.hot({ name: 'jury-sheet-insert', text }, [
    newId(),
    siteId,
    roundId,
    number,
    JSON.stringify(weights),
    now,
    by,
  ])
}

/** Keeps what a sheet gave. */
export async function keepResults(db: Db, sheetId: string, kept: StoredSheet['kept']): Promise<void> {
  const text = 'update jury_sheet set kept = $2 where id = $1'
  await db.hot({ name: 'jury-sheet-keep', text }, [sheetId, JSON.stringify(kept)])
}

interface NewMember {
  readonly siteId: string
  readonly roundId: string
  readonly personId: string
  readonly partnerId: string | null
}
/** Throws `already-in-jury`, `rule-broken`. */
export async function insertMember(
  db: Db,
  { siteId, roundId, personId, partnerId }: NewMember,
  by: string | null,
  now: Date,
): Promise<void> {
  const text = `insert into jury_member (id, site_id, round_id, person_id, partner_id, created_at, created_by)
    values ($1, $2, $3, $4, $5, $6, $7)`
  const values = [newId(), siteId, roundId, personId, partnerId, now, by]
  await db.hot({ name: 'jury-member-insert', text }, values).catch((error: unknown) =>
    onConstraint(error, {
      jury_member_once: () => problem('already-in-jury'),
      jury_member_person_id_site_id_fkey: () => broken('rule-broken', '/personId', { rule: 'unknown' }),
      jury_member_partner_id_site_id_fkey: () => broken('rule-broken', '/partnerId', { rule: 'unknown' }),
    }),
  )
}

/**
 * Nobody joins who may have read what others scored: somebody who was taken out, or who reads rounds as one of the team.
 * Before the first score anybody may. Throws `rule-broken`.
 */
export async function requireUnread(
  db: Db,
  { roundId, personId }: Pick<NewMember, 'roundId' | 'personId'>,
  readers: readonly string[],
): Promise<void> {
  const text = `select exists (select from jury_score s join jury_review v on v.id = s.review_id
        join application a on a.id = v.application_id where v.round_id = $1 and a.status = 'in_jury') as scored,
      exists (select from jury_member m where m.round_id = $1 and m.person_id = $2 and m.removed_at is not null) as removed,
      exists (select from account c join role_grant g on g.account_id = c.id
        where c.person_id = $2 and g.role = any($3) and coalesce(g.programme, 'interlab') = 'interlab') as reads`
  const [found] = await db.hot<{ scored: boolean; removed: boolean; reads: boolean }>(
    { name: 'jury-member-unread', text },
    [roundId, personId, readers],
  )
  if (found?.scored && (found.removed || found.reads))
    throw broken('rule-broken', '/personId', { rule: found.removed ? 'was-removed' : 'has-read-scores' })
}

/** Takes somebody out; what they have not submitted is missed. */
export async function removeMember(db: Db, memberId: string, by: string | null, now: Date): Promise<void> {
  const missed = `update jury_review set status = 'missed', status_since = $2 where member_id = $1 and status = 'assigned'`
  await db.hot({ name: 'jury-member-missed', text: missed }, [memberId, now])
  const text = 'update jury_member set removed_at = $2, removed_by = $3 where id = $1'
  await db.hot({ name: 'jury-member-remove', text }, [memberId, now, by])
}

/** Holds a dossier until the transaction ends: nobody submits meanwhile. */
export async function lockDossier(db: Db, roundId: string, applicationId: string): Promise<void> {
  const text = 'select from jury_dossier where round_id = $1 and application_id = $2 for no key update'
  await db.hot({ name: 'jury-dossier-lock', text }, [roundId, applicationId])
}

export async function insertDossier(db: Db, round: StoredRound, applicationId: string, now: Date): Promise<void> {
  const text = `insert into jury_dossier (round_id, application_id, site_id, number, created_at)
    values ($1, $2, $3, (select coalesce(max(number), 0) + 1 from jury_dossier where round_id = $1), $4)`
  await db.hot({ name: 'jury-dossier-insert', text }, [round.id, applicationId, round.siteId, now])
}

/** Takes a dossier out that nobody was given to judge. */
export async function deleteDossier(db: Db, roundId: string, applicationId: string): Promise<void> {
  const text = 'delete from jury_dossier where round_id = $1 and application_id = $2'
  await db.hot({ name: 'jury-dossier-delete', text }, [roundId, applicationId])
}

/**
 * Gives every dossier that is not decided to every member who has not got it; who has a conflict, or
 * said so before of the same dossier, stands aside at once.
 */
export async function assignReviews(db: Db, roundId: string, now: Date): Promise<void> {
  const text = `insert into jury_review
      (id, site_id, round_id, application_id, member_id, status, status_since, conflict, created_at)
    select gen_random_uuid(), m.site_id, m.round_id, d.application_id, m.id,
      case when c.kind is null then 'assigned' else 'recused' end, $2, c.kind, $2
    from jury_member m join jury_dossier d on d.round_id = m.round_id
    cross join lateral (select coalesce(interra.jury_conflict(d.application_id, m.person_id, m.partner_id),
      (select v.conflict from jury_review v join jury_member o on o.id = v.member_id
        where o.person_id = m.person_id and v.application_id = d.application_id and v.status = 'recused'
        order by v.status_since desc limit 1)) as kind) c
    where m.round_id = $1 and m.removed_at is null and not exists (select from jury_decision x
      where x.round_id = d.round_id and x.application_id = d.application_id)
    on conflict on constraint jury_review_once do nothing`
  await db.hot({ name: 'jury-review-assign', text }, [roundId, now])
}

/** What was not submitted is missed: of one dossier, or of the whole round. */
export async function missReviews(db: Db, roundId: string, applicationId: string | null, now: Date): Promise<void> {
  const text = `update jury_review set status = 'missed', status_since = $3
    where round_id = $1 and ($2::uuid is null or application_id = $2) and status = 'assigned'`
  await db.hot({ name: 'jury-review-miss', text }, [roundId, applicationId, now])
}
