import { checkInKinds } from '@interra/contracts'

const kinds = checkInKinds.map((kind, at) => `('${kind}', ${at})`).join(', ')

/**
 * Check-ins by kind, over those that were asked: $1 sites, $2 from and $3 to, days on which they fell due. Of a duo two
 * are asked: somebody who says "no" outweighs a "yes", and both is told apart (indicator DUO-04).
 */
export const followUpSql = {
  name: 'duo-follow-up',
  text: `with asked as (
      select c.kind, c.duo_id, c.answered_at is not null as answered, c.met
      from check_in c where c.site_id = any($1) and c.due_on >= $2 and c.due_on < $3
        and (c.asked_at is not null or c.answered_at is not null)
    ), of_duo as (
      select kind, duo_id, count(*) as asked, count(*) filter (where answered) as answered,
        coalesce(bool_or(met), false) as yes, coalesce(bool_or(not met), false) as no
      from asked group by kind, duo_id
    )
    select k.kind, coalesce(sum(d.asked), 0)::int as asked, coalesce(sum(d.answered), 0)::int as answered,
      coalesce(sum(d.asked - d.answered), 0)::int as unanswered, count(d.duo_id)::int as duos,
      count(*) filter (where d.yes and not d.no)::int as met, count(*) filter (where d.no)::int as "notMet",
      count(*) filter (where d.yes and d.no)::int as conflicting,
      count(*) filter (where not d.yes and not d.no)::int as unknown
    from (values ${kinds}) as k (kind, place) left join of_duo d on d.kind = k.kind
    group by k.kind, k.place order by k.place`,
}
