import { problem, type Today } from '@interra/contracts'
import type { Db } from '../../platform/db/database.ts'
import { todaySql } from './today.sql.ts'

export interface TodayFor {
  /** Sites asked for: their calendar tells the day. */
  readonly sites: readonly string[]
  readonly now: Date
  /** Of the sites, those where the caller has a part; there, everybody's sessions or only those they host. */
  readonly ours: readonly string[]
  readonly allSessionsOf: readonly string[]
  readonly hostId: string | null
  /** Of the sites, those whose office the caller is in. */
  readonly office: readonly string[]
  /** The same for Duo2Change. */
  readonly duoOffice: readonly string[]
  /** Of those, where the caller may read how people of duos are. */
  readonly duoAlertsOf: readonly string[]
  /** The same as `office` for InterLab. */
  readonly labOffice: readonly string[]
  readonly accountId: string | null
}

/** The day without its proposals: sessions, sheets to close, rooms not answered for, drafts, staff to find, the week. */
export async function readToday(db: Db, asked: TodayFor): Promise<Omit<Today, 'waitingCount'>> {
  const { sites, now, allSessionsOf, hostId, office, ours, accountId, duoOffice, duoAlertsOf, labOffice } = asked
  const values = [sites, now, allSessionsOf, hostId, office, ours, accountId, duoOffice, duoAlertsOf, labOffice]
  const [row] = await db.hot<{ today: Omit<Today, 'waitingCount'> }>({ name: 'today', text: todaySql }, values)
  if (!row) throw new Error('the statement of the day gives one row')
  return row.today
}

/**
 * The site of a message that was told by hand just now; null when it had been told before. `ofDuos`: sites where the
 * caller is of the team of Duo2Change, whose messages those about duos are; `ofLab`: of InterLab, those about applications. Throws `not-found`.
 */
export async function markTold(
  db: Db,
  { ofDuos, ofLab, ofOthers }: Readonly<Record<'ofDuos' | 'ofLab' | 'ofOthers', readonly string[]>>,
  messageId: string,
  now: Date,
): Promise<string | null> {
  const text = `update outbox_message m set sent_at = coalesce(m.sent_at, $3)
    from (select id, site_id, sent_at from outbox_message
      where id = $1 and site_id = any (case when kind like 'duo-%' then $4::uuid[] when kind like 'application-%' then $5::uuid[]
          else $2::uuid[] end)
        and status = 'not_reachable' for no key update) before
    where m.id = before.id returning before.site_id as "siteId", before.sent_at is null as now`
  const [row] = await db.hot<{ siteId: string; now: boolean }>({ name: 'message-told', text }, [
    messageId,
    ofOthers,
    now,
    ofDuos,
    ofLab,
  ])
  if (!row) throw problem('not-found')
  // a decision of a jury is told from now on
  const decided = `update jury_decision d set communicated_at = greatest($2, d.decided_at) from outbox_message m
    where m.id = $1 and m.dedupe_key = 'application-decision:' || d.id and d.communicated_at is null`
  await db.hot({ name: 'message-told-decision', text: decided }, [messageId, now])
  return row.now ? row.siteId : null
}
