import { problem, type AskedFeedback, type SessionFeedback, type TellFeedback } from '@interra/contracts'
import type { Config } from '../../config.ts'
import type { Db } from '../../platform/db/database.ts'
import type { Scope } from '../../platform/http/context.ts'
import { hostingValues, isReadBy, type Hosting } from '../../platform/http/hosted-by.ts'
import { newId } from '../../platform/ids.ts'
import { newToken, tokenHash } from '../auth/tokens.ts'

/** Days after a session during which people may say how it was. */
const openDays = 7

export interface AskedSession extends Record<string, unknown> {
  readonly id: string
  readonly siteId: string
  readonly title: string
  readonly heldOn: string
  readonly status: string
  readonly expiresAt: string
  /** Fewer than so many are not told. */
  readonly smallest: number
}
const sessionSql = (where: string) => `
  select s.id, s.site_id as "siteId", w.title, s.starts_on::text as "heldOn", s.status,
    to_char((s.ends_at + interval '${openDays} days') at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "expiresAt",
    greatest(3, coalesce((interra.policy(s.site_id, 'small_cell_k', s.starts_on) #>> '{}')::int, 5)) as smallest
  from session s join workshop w on w.id = s.workshop_id where ${where}`

/** A session that the reader may read. Throws `not-found`. */
export async function findSession(
  db: Db,
  scope: Scope,
  sessionId: string,
  hosting: Hosting | null,
): Promise<AskedSession> {
  const text = sessionSql(`s.id = $1 and s.site_id = any($2) and ${isReadBy('$3', '$4')}`)
  const values = [sessionId, scope.filterSites, ...hostingValues(hosting)]
  const [found] = await db.hot<AskedSession>({ name: 'feedback-session', text }, values)
  if (!found) throw problem('not-found')
  return found
}

/** Throws `session-closed` for one that was cancelled, or is too long ago. */
export function requireOpen({ status, expiresAt }: AskedSession, now: Date): void {
  if (status === 'cancelled' || Date.parse(expiresAt) <= now.getTime()) throw problem('session-closed')
}

/** Makes the link of a session; the one before stops working. */
export async function makeFeedbackLink(
  db: Db,
  config: Config,
  { id, siteId, expiresAt }: AskedSession,
  { by, now }: { readonly by: string | null; readonly now: Date },
): Promise<string> {
  const revoke = 'update feedback_link set revoked_at = $2 where session_id = $1 and revoked_at is null'
  await db.hot({ name: 'feedback-link-revoke', text: revoke }, [id, now])
  const token = newToken()
  const insert = `insert into feedback_link (id, site_id, session_id, token_hash, created_at, created_by, expires_at)
    values ($1, $2, $3, $4, $5, $6, $7)`
  const values = [newId(), siteId, id, tokenHash(token), now, by, expiresAt]
  await db.hot({ name: 'feedback-link-insert', text: insert }, values)
  return new URL(`/feedback#${token}`, config.publicUrl).href
}

/** The session that a token opens. Unknown, replaced, over or cancelled: `link-expired`, the same for all. */
export async function openFeedback(db: Db, token: string, now: Date): Promise<AskedSession> {
  const text = sessionSql(`s.status <> 'cancelled' and s.id = (select l.session_id from feedback_link l
    where l.token_hash = $1 and l.revoked_at is null and l.expires_at > $2)`)
  const [found] = await db.hot<AskedSession>({ name: 'feedback-open', text }, [tokenHash(token), now])
  if (!found) throw problem('link-expired')
  return found
}
export const shownToHolder = ({ title, heldOn, expiresAt }: AskedSession): AskedFeedback => ({
  title,
  heldOn,
  expiresAt,
})

/** Keeps what somebody said; the same one again changes nothing. */
export async function keepFeedback(
  db: Db,
  { id: sessionId, siteId }: AskedSession,
  { id, feeling = null, welcome = null, metSomeone = null }: TellFeedback,
  { mode, now }: { readonly mode: 'phone' | 'oral'; readonly now: Date },
): Promise<void> {
  const text = `insert into session_feedback (id, site_id, session_id, mode, feeling, welcome, met_someone, answered_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (id) do nothing`
  await db.hot({ name: 'feedback-keep', text }, [id, siteId, sessionId, mode, feeling, welcome, metSomeone, now])
}

interface Counted extends Record<string, unknown> {
  readonly answers: number
  readonly feeling: number[]
  readonly welcome: number[]
  readonly metSomeone: number[]
}
const nobody: Counted = { answers: 0, feeling: [0, 0, 0], welcome: [0, 0, 0], metSomeone: [0, 0] }

/**
 * How often each answer was given, once nobody can answer any more: before and after an answer would tell it. Few answers are not
 * told, nor a question in which one answer is of few, by phone or said aloud: whoever writes those down knows them.
 */
export async function countFeedback(db: Db, session: AskedSession, now: Date): Promise<SessionFeedback> {
  const { id: sessionId, expiresAt: toldFrom } = session
  const nothing = { answers: null, feeling: null, welcome: null, metSomeone: null, suppressed: true }
  if (Date.parse(toldFrom) > now.getTime()) return { sessionId, toldFrom, ...nothing }
  const steps = (column: string) =>
    `array[${[1, 2, 3].map((step) => `count(*) filter (where ${column} = ${step})`).join()}]::int[]`
  const text = `select count(*)::int as answers, ${steps('feeling')} as feeling, ${steps('welcome')} as welcome,
      array[count(*) filter (where not met_someone), count(*) filter (where met_someone)]::int[] as "metSomeone"
    from session_feedback where session_id = $1 group by mode`
  const modes = await db.hot<Counted>({ name: 'feedback-count', text }, [sessionId])
  return { sessionId, toldFrom, ...told(modes, session.smallest) }
}

function told(modes: readonly Counted[], smallest: number): Omit<SessionFeedback, 'sessionId' | 'toldFrom'> {
  const isFew = (count: number) => count > 0 && count < smallest
  const areFew = modes.some(({ answers }) => isFew(answers))
  const shown = (question: 'feeling' | 'welcome' | 'metSomeone') => {
    const hides = ({ answers, [question]: counts }: Counted) =>
      // who gave no answer to it is a cell as well
      [...counts, answers - sumOf(counts)].some(isFew)
    if (areFew || modes.some(hides)) return null
    return nobody[question].map((_, step) => sumOf(modes.map(({ [question]: counts }) => counts[step] ?? 0)))
  }
  const counts = { feeling: shown('feeling'), welcome: shown('welcome'), metSomeone: shown('metSomeone') }
  const answers = areFew ? null : sumOf(modes.map((mode) => mode.answers))
  return { answers, ...counts, suppressed: areFew || Object.values(counts).includes(null) }
}

const sumOf = (counts: readonly number[]) => counts.reduce((sum, count) => sum + count, 0)
