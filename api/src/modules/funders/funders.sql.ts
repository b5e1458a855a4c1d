/** SQL expressions; `f` is a row of `funder`, `g` of `funder_grant`, `a` of `allocation`. */
const funderMembers = `'id', f.id, 'siteId', f.site_id, 'name', f.name, 'kind', f.kind, 'frame', f.frame,
  'eeaChAs', f.eea_ch_as, 'active', f.active, 'version', f.version`
const grantJson = `json_build_object('id', g.id, 'siteId', g.site_id, 'funderId', g.funder_id, 'reference', g.reference,
  'startsOn', g.starts_on, 'endsOn', g.ends_on, 'amountCents', g.amount_cents, 'programmes', g.programmes,
  'status', g.status, 'targets', (select coalesce(json_agg(json_build_object('id', t.id, 'indicatorId', t.indicator_id,
      'target', t.target, 'dueOn', t.due_on) order by t.due_on, t.indicator_id), '[]')
    from grant_target t where t.grant_id = g.id), 'version', g.version)`
const name = 'f.name collate "fr-x-icu"'

const detail = `json_build_object(${funderMembers}, 'grants', (select coalesce(json_agg(${grantJson}
    order by g.starts_on desc, g.id), '[]') from funder_grant g where g.funder_id = f.id))`

/** $1 sites, $2 site, $3 name and $4 id before, $5 rows. */
export const listFundersSql = {
  name: 'funders-list',
  text: `select f.name, f.id, ${detail} as item from funder f
    where f.site_id = any($1) and ($2::uuid is null or f.site_id = $2)
      and ($3::text is null or (${name}, f.id) > ($3 collate "fr-x-icu", $4::uuid))
    order by ${name}, f.id limit $5`,
}

/** $1 id, $2 sites. */
export const findFunderSql = {
  name: 'funder-find',
  text: `select ${detail} as funder from funder f where f.id = $1 and f.site_id = any($2)`,
}

/** $1 id, $2 sites. */
export const findGrantSql = {
  name: 'grant-find',
  text: `select ${grantJson} as "found" from funder_grant g where g.id = $1 and g.site_id = any($2)`,
}

const activityJson = `json_build_object('kind', case when a.workshop_id is not null then 'workshop'
    when a.course_id is not null then 'course' when a.cohort_id is not null then 'cohort' else 'duos' end,
  'id', coalesce(a.workshop_id, a.course_id, a.cohort_id),
  'name', coalesce((select w.title from workshop w where w.id = a.workshop_id),
    (select c.title from course c where c.id = a.course_id), (select h.name from interlab_cohort h where h.id = a.cohort_id)))`
const allocationJson = `json_build_object('id', a.id, 'siteId', a.site_id, 'activity', ${activityJson},
  'startsOn', a.starts_on, 'endsOn', a.ends_on,
  'shares', (select coalesce(json_agg(json_build_object('grantId', g.id, 'reference', g.reference, 'funderId', f.id,
      'funderName', f.name, 'share', s.share) order by s.share desc, f.name, g.id), '[]')
    from allocation_share s join funder_grant g on g.id = s.grant_id join funder f on f.id = g.funder_id
    where s.allocation_id = a.id), 'unallocated', a.unallocated, 'version', a.version)`

/** $1 sites, $2 site, $3 funder, $4 day and $5 id before, $6 rows. */
export const listAllocationsSql = {
  name: 'allocations-list',
  text: `select a.id, a.starts_on::text as since, ${allocationJson} as item from allocation a
    where a.site_id = any($1) and ($2::uuid is null or a.site_id = $2)
      and ($3::uuid is null or exists (select from allocation_share s join funder_grant g on g.id = s.grant_id
        where s.allocation_id = a.id and g.funder_id = $3))
      and ($4::date is null or (a.starts_on, a.id) < ($4, $5::uuid))
    order by a.starts_on desc, a.id desc limit $6`,
}

/** $1 id, $2 sites. */
export const findAllocationSql = {
  name: 'allocation-find',
  text: `select ${allocationJson} as allocation from allocation a where a.id = $1 and a.site_id = any($2)`,
}

/** $1 site, $2 text. */
export const listActivitiesSql = {
  name: 'activities-list',
  text: `select kind, id, name from (
      select 'duos' as kind, null::uuid as id, null::text as name, 0 as place
      union all select 'workshop', id, title, 1 from workshop where site_id = $1
      union all select 'course', id, title, 1 from course where site_id = $1
      union all select 'cohort', id, name, 1 from interlab_cohort where site_id = $1) a
    where $2::text is null or strpos(lower(unaccent(coalesce(name, 'duos'))), lower(unaccent($2))) > 0
    order by place, name collate "fr-x-icu", id limit 50`,
}
