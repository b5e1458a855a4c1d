/** An answer told up to four weeks after the entry: the last one before it, not older than so many days, or the first one after. */
export const atEntry = (answer: string, days: number | null) => `(select s.${answer} from situation_record s
    where s.person_id = p.id and s.${answer} is not null and s.stated_on <= w.day + 28
      ${days === null ? '' : `and s.stated_on >= w.day - ${days}`}
    order by s.stated_on > w.day, abs(s.stated_on - w.day), s.created_at desc, s.id desc limit 1)`

/** `entries`: whoever entered InterLab in a period, once, on the first day; parameters as in `Facts`. */
export const entriesSql = `entries as (
    select coalesce(p.merged_into_id, p.id) as person_id, min(i.site_id::text)::uuid as site_id, min(i.starts_on) as day,
      (array_agg(i.id order by i.starts_on desc, i.id desc))[1] as last_id
    from incubation i join person p on p.id = i.person_id
    where i.site_id = any ($1::uuid[]) and i.starts_on >= $2::date and i.starts_on < least($3::date, $4::date + 1)
    group by coalesce(p.merged_into_id, p.id))`

/** Whether all is known of an entry `w` of `p` that point 1.1 asks (ESF+ regulation, annex I). */
export const pointOneOne = `p.gender is not null and p.gender <> 'undisclosed' and p.birth_day is not null
    and ${atEntry('employment', 56)} is not null and ${atEntry('schooling', null)} is not null`
