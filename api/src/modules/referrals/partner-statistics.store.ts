import { problem, type PartnerStatistics, type TeamPartnerStatistics } from '@interra/contracts'
import type { Db } from '../../platform/db/database.ts'
import type { PartnerScope, Scope } from '../../platform/http/context.ts'

/** $1 partner, $2 sandbox: by what the partner reads of each, of those alone that it may be told about. */
const ownSql = {
  name: 'partner-statistics-own',
  text: `with seen as (
    select r.received_at, r.waited_seconds, r.feedback, r.feedback and r.partner_status in ('received', 'in_review',
        'need_information') as waiting,
      (select min(e.at) from referral_event e where e.referral_id = r.id
        and e.partner_status in ('accepted', 'waiting_list', 'declined')) as answered_at,
      (select array_agg(e.partner_status) from referral_event e where e.referral_id = r.id) as steps
    from referral r where r.partner_id = $1 and r.is_test = $2)
  select json_build_object('received', count(*), 'told', count(*) filter (where feedback),
    'waiting', count(*) filter (where waiting),
    'accepted', count(*) filter (where feedback and 'accepted' = any (steps)),
    'declined', count(*) filter (where feedback and 'declined' = any (steps)), 'declineReasons', json_build_array(),
    'started', count(*) filter (where feedback and 'started' = any (steps)),
    'medianAnswerHours', round((percentile_cont(0.5) within group (order by extract(epoch from answered_at - received_at)
      - waited_seconds) filter (where feedback and answered_at is not null) / 3600)::numeric, 1),
    'oldestWaitingSince', min(received_at) filter (where waiting)) as statistics from seen`,
}
/** $1 partner, $2 sites. */
const staffSql = {
  name: 'partner-statistics-staff',
  text: `with seen as (
    select r.*, r.status in ('received', 'under_review', 'needs_info') as waiting,
      (select array_agg(e.to_status) from referral_event e where e.referral_id = r.id) as steps
    from referral r where r.partner_id = $1 and r.site_id = any ($2) and not r.is_test)
  select json_build_object('received', count(*), 'told', count(*) filter (where feedback),
    'waiting', count(*) filter (where waiting), 'accepted', count(*) filter (where 'accepted' = any (steps)),
    'declined', count(*) filter (where status = 'declined'),
    'declineReasons', (select coalesce(json_agg(json_build_object('reason', reason, 'count', times)
        order by times desc, reason), '[]')
      from (select reason, count(*) as times from referral_event e join referral r on r.id = e.referral_id
        cross join unnest(e.reasons) reason
        where r.partner_id = $1 and r.site_id = any ($2) and not r.is_test and e.to_status = 'declined'
          and e.from_status <> 'declined' group by reason) given),
    'started', count(*) filter (where first_presence_on is not null or 'engaged' = any (steps)),
    'medianAnswerHours', round((percentile_cont(0.5) within group (order by extract(epoch from answered_at - received_at)
      - waited_seconds) filter (where answered_at is not null) / 3600)::numeric, 1),
    'oldestWaitingSince', min(received_at) filter (where waiting),
    'sentOn', (select json_build_object('sent', count(*),
        'accepted', count(*) filter (where status in ('accepted', 'started', 'closed')),
        'declined', count(*) filter (where status = 'declined'),
        'unanswered', count(*) filter (where status in ('sent', 'lapsed')))
      from outgoing_referral where partner_id = $1 and site_id = any ($2) and consent_on is not null)) as statistics
    from seen`,
}
type Row<S> = { readonly statistics: S }

export async function ownStatistics(db: Db, { partner }: Scope): Promise<PartnerStatistics> {
  if (!partner) throw problem('not-allowed')
  return one(await db.hot<Row<PartnerStatistics>>(ownSql, valuesOf(partner)))
}
const valuesOf = ({ id, test }: PartnerScope) => [id, test]

/** Throws `not-found` for a partner out of scope. */
export async function partnerStatistics(
  db: Db,
  { filterSites }: Scope,
  partnerId: string,
): Promise<TeamPartnerStatistics> {
  const text = 'select from partner where id = $1 and site_id = any ($2)'
  const found = await db.hot({ name: 'partner-statistics-of', text }, [partnerId, filterSites])
  if (found.length === 0) throw problem('not-found')
  return one(await db.hot<Row<TeamPartnerStatistics>>(staffSql, [partnerId, filterSites]))
}

function one<S>([row]: readonly Row<S>[]): S {
  if (!row) throw problem('not-found')
  return row.statistics
}
