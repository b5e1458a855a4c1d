import {
  broken,
  introductionMachine,
  introductionMonths,
  problem,
  type FollowUpOutcome,
  type Introduction,
  type IntroductionFigures,
  type IntroductionRow,
  type IntroductionState,
} from '@interra/contracts'
import { eq } from 'drizzle-orm'
import type { Db } from '../../platform/db/database.ts'
import { onConstraint } from '../../platform/db/failures.ts'
import { guardVersion } from '../../platform/db/guard-version.ts'
import type { Scope } from '../../platform/http/context.ts'
import type { Window } from '../../platform/http/paging.ts'
import { newId } from '../../platform/ids.ts'
import {
  candidatesSql,
  findIntroductionSql,
  followUpFiguresSql,
  introductionStatesSql,
  listIntroductionsSql,
} from './employers.sql.ts'
import { introduction } from './employers.tables.ts'
import { followUpsFrom, nextOf, type Candidate } from './introduction.ts'

export const listCandidates = (db: Db, scope: Scope, needId: string): Promise<Candidate[]> =>
  db.hot<Candidate & Record<string, unknown>>(candidatesSql, [needId, scope.filterSites])

export interface IntroductionFilters {
  readonly siteId?: string
  readonly status?: IntroductionState
  readonly need?: string
  readonly live?: boolean
}
type ReadRow = Omit<IntroductionRow, 'next' | 'nextOn'> & Pick<Introduction, 'followUps'>
interface Listed extends Record<string, unknown> {
  readonly id: string
  readonly since: string
  readonly item: ReadRow
}

/** The latest change first. */
export async function listIntroductions(
  db: Db,
  scope: Scope,
  { siteId, status, need, live }: IntroductionFilters,
  { take, after }: Window,
): Promise<{ readonly id: string; readonly since: string; readonly item: IntroductionRow }[]> {
  const chosen = [scope.filterSites, siteId ?? null, status ?? null, need ?? null, live ?? null]
  const rows = await db.hot<Listed>(listIntroductionsSql, [...chosen, after?.[0] ?? null, after?.[1] ?? null, take])
  return rows.map(({ id, since, item: { followUps, ...row } }) => ({
    id,
    since,
    item: { ...row, ...nextOf(row.status, followUps) },
  }))
}

type WholeIntroduction = Introduction & { readonly agreed: boolean | null }
export interface FoundIntroduction {
  readonly introduction: WholeIntroduction
  readonly today: string
  readonly contact: string | null
  readonly email: string | null
  readonly contactLanguage: string
}

/** Throws `not-found`. */
export async function findIntroduction(
  db: Db,
  scope: Scope,
  introductionId: string,
  now: Date,
): Promise<FoundIntroduction> {
  const values = [introductionId, scope.filterSites, now]
  const [found] = await db.hot<FoundIntroduction & Record<string, unknown>>(findIntroductionSql, values)
  if (!found) throw problem('not-found')
  const { introduction: read, ...more } = found
  return { ...more, introduction: { ...read, ...nextOf(read.status, read.followUps) } }
}

/** As `findIntroduction`, held until the transaction ends. Throws `version-outdated`. */
export async function lockIntroduction(
  db: Db,
  scope: Scope,
  introductionId: string,
  now: Date,
  ifMatch: number,
): Promise<FoundIntroduction> {
  await guardVersion(db, scope, introduction, introductionId, ifMatch)
  return findIntroduction(db, scope, introductionId, now)
}

const refusals = {
  introduction_open: () => problem('already-introduced'),
  introduction_consent: () => problem('consent-missing'),
  introduction_person_id_site_id_fkey: () => broken('rule-broken', '/personId', { rule: 'unknown' }),
  introduction_started_after_meeting: () => broken('rule-broken', '/on', { rule: 'before-start' }),
}

/** Throws `already-introduced`, `consent-missing` for whoever refused, `rule-broken`. */
export async function insertIntroduction(
  db: Db,
  need: { readonly id: string; readonly siteId: string },
  personId: string,
  at: { readonly now: Date; readonly by: string | null },
): Promise<string> {
  const active = 'select from person where id = $1 and site_id = $2 and status = $3'
  const known = await db.hot({ name: 'introduction-person', text: active }, [personId, need.siteId, 'active'])
  if (known.length === 0) throw broken('rule-broken', '/personId', { rule: 'unknown' })
  const id = newId()
  await db
    .insert(introduction)
    .values({ id, siteId: need.siteId, needId: need.id, personId, statusSince: at.now, createdBy: at.by })
    .catch((error: unknown) => onConstraint(error, refusals))
  return id
}

type Change = Partial<typeof introduction.$inferInsert>

/** Throws `consent-missing`, `rule-broken`. */
export async function saveIntroduction(db: Db, introductionId: string, change: Change): Promise<void> {
  await db
    .update(introduction)
    .set(change)
    .where(eq(introduction.id, introductionId))
    .catch((error: unknown) => onConstraint(error, refusals))
}

const planned = {
  name: 'introduction-follow-ups',
  text: `insert into introduction_follow_up (introduction_id, month, site_id, due_on)
    select $1, asked.month, $2, asked.due_on from unnest($3::int[], $4::date[]) asked (month, due_on)`,
}
export async function planFollowUps(
  db: Db,
  { id, siteId }: { readonly id: string; readonly siteId: string },
  startedOn: string,
): Promise<void> {
  const days = followUpsFrom(startedOn)
  await db.hot(planned, [id, siteId, days.map(({ month }) => month), days.map(({ dueOn }) => dueOn)])
}

const noted = {
  name: 'introduction-follow-up-noted',
  text: `update introduction_follow_up set outcome = $3, answered_on = $4, recorded_by = $5
    where introduction_id = $1 and month = $2`,
}
export async function saveFollowUp(
  db: Db,
  introductionId: string,
  { month, outcome, answeredOn }: { month: number; outcome: FollowUpOutcome; answeredOn: string },
  by: string | null,
): Promise<void> {
  await db.hot(noted, [introductionId, month, outcome, answeredOn, by])
}

/** Every state and every month, those with nothing too. */
export async function introductionFigures(
  db: Db,
  scope: Scope,
  siteId: string | undefined,
  now: Date,
): Promise<IntroductionFigures> {
  const values = [scope.filterSites, siteId ?? null]
  type State = IntroductionFigures['states'][number]
  type Month = IntroductionFigures['followUps'][number]
  const states = await db.hot<State & Record<string, unknown>>(introductionStatesSql, values)
  const months = await db.hot<Month & Record<string, unknown>>(followUpFiguresSql, [...values, now])
  const none = { due: 0, answered: 0, stillThere: 0, noAnswer: 0, waiting: 0 }
  return {
    states: introductionMachine.states.map(
      (status) => states.find((one) => one.status === status) ?? { status, introductions: 0 },
    ),
    followUps: introductionMonths.map((month) => months.find((one) => one.month === month) ?? { month, ...none }),
  }
}
