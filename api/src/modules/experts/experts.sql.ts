import { personJson, todayAt } from '../workshops/shapes.sql.ts'

/** SQL expressions; `x` is a row of `expert`, `m` of `method`, `e` of `networking_event`. */
const offering = (now: string) =>
  `(${todayAt('x.site_id', now)} >= x.starts_on and (x.ends_on is null or x.ends_on >= ${todayAt('x.site_id', now)}))`
const expertJson = (now: string) => `json_build_object('id', x.id, 'siteId', x.site_id,
  'person', ${personJson('x.person_id')}, 'partnerId', x.partner_id,
  'partnerName', (select p.name from partner p where p.id = x.partner_id), 'fields', x.fields,
  'languages', x.languages, 'hoursAMonth', x.hours_a_month, 'startsOn', x.starts_on, 'endsOn', x.ends_on,
  'offering', ${offering(now)}, 'note', x.note, 'version', x.version)`

/** $1 sites, $2 site, $3 now, $4 field, $5 language, $6 hours, $7 offering, $8 name and $9 id before, $10 rows. */
export const listExpertsSql = {
  name: 'experts-list',
  text: `select p.sort_name as name, x.id, ${expertJson('$3')} as item
    from expert x join person p on p.id = x.person_id
    where x.site_id = any($1) and x.removed_at is null and ($2::uuid is null or x.site_id = $2)
      and ($4::text is null or $4 = any (x.fields)) and ($5::text is null or $5 = any (x.languages))
      and ($6::int is null or x.hours_a_month >= $6) and ($7::boolean is null or ${offering('$3')} = $7)
      and ($8::text is null or (p.sort_name, x.id) > ($8, $9::uuid))
    order by p.sort_name, x.id limit $10`,
}

/** $1 id, $2 sites, $3 now. */
export const findExpertSql = {
  name: 'expert-find',
  text: `select ${expertJson('$3')} as expert from expert x
    where x.id = $1 and x.site_id = any($2) and x.removed_at is null`,
}

const methodJson = `json_build_object('id', m.id, 'siteId', m.site_id, 'name', m.name, 'borrowedFrom', m.borrowed_from,
  'about', m.about, 'versions', (select coalesce(json_agg(json_build_object('id', v.id, 'number', v.number,
      'changed', v.changed, 'why', v.why, 'usedFrom', v.used_from, 'verdict', v.verdict, 'verdictOn', v.verdict_on,
      'finding', v.verdict_note, 'version', v.version) order by v.number desc), '[]')
    from method_version v where v.method_id = m.id), 'version', m.version)`
const methodName = 'm.name collate "fr-x-icu"'

/** $1 sites, $2 site, $3 name and $4 id before, $5 rows. */
export const listMethodsSql = {
  name: 'methods-list',
  text: `select m.name, m.id, ${methodJson} as item from method m
    where m.site_id = any($1) and ($2::uuid is null or m.site_id = $2)
      and ($3::text is null or (${methodName}, m.id) > ($3 collate "fr-x-icu", $4::uuid))
    order by ${methodName}, m.id limit $5`,
}

/** $1 id, $2 sites. */
export const findMethodSql = {
  name: 'method-find',
  text: `select ${methodJson} as method from method m where m.id = $1 and m.site_id = any($2)`,
}

const present = `(select count(*)::int from networking_presence w where w.event_id = e.id)`
const eventJson = `json_build_object('id', e.id, 'siteId', e.site_id, 'kind', e.kind, 'title', e.title,
  'heldOn', e.held_on, 'place', e.place, 'heads', e.heads,
  'people', (select coalesce(json_agg(${personJson('p.id')} order by p.sort_name, p.id), '[]')
    from networking_presence w join person p on p.id = w.person_id where w.event_id = e.id),
  'present', ${present} + e.heads, 'encounters', ${present} * (${present} - 1) / 2, 'version', e.version)`

/** $1 sites, $2 site, $3 day and $4 id before, $5 rows. */
export const listEventsSql = {
  name: 'networking-events-list',
  text: `select e.id, e.held_on::text as since, ${eventJson} as item from networking_event e
    where e.site_id = any($1) and e.removed_at is null and ($2::uuid is null or e.site_id = $2)
      and ($3::date is null or (e.held_on, e.id) < ($3, $4::uuid))
    order by e.held_on desc, e.id desc limit $5`,
}

/** $1 id, $2 sites, $3 now. */
export const findEventSql = {
  name: 'networking-event-find',
  text: `select ${eventJson} as event, ${todayAt('e.site_id', '$3')}::text as today from networking_event e
    where e.id = $1 and e.site_id = any($2) and e.removed_at is null`,
}
