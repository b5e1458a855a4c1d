import { isAround } from '../../platform/http/around.ts'
import { nameOf, personJson, todayAt } from '../workshops/shapes.sql.ts'

/** SQL expressions; `i` is a row of `incubation`. */
export const launchedOn = `(select min(g.since_on) from incubation_stage g where g.incubation_id = i.id and g.stage = 'launched')`
/** As `exitOf`. */
export const exitOn = `coalesce(${launchedOn}, case when i.stage in ('stopped', 'employed_instead') then i.ends_on end)`
const rowMembers = `'id', i.id, 'siteId', i.site_id, 'applicationId', i.application_id,
  'person', ${personJson('i.person_id')},
  'project', (select a.project from application a where a.id = i.application_id),
  'stage', i.stage, 'stageSince', i.stage_since, 'startsOn', i.starts_on, 'endsOn', i.ends_on,
  'launchedOn', ${launchedOn},
  'noted', (select coalesce(json_agg(o.moment), '[]') from incubation_outcome o where o.incubation_id = i.id),
  'version', i.version`

export const accountName = (account: string) => `(select who.name from account who where who.id = ${account})`

const memberJson = `json_build_object('id', c.id, 'person', ${personJson('c.person_id')}, 'role', c.role,
  'partner', (select json_build_object('id', p.id, 'name', p.name) from partner p where p.id = c.partner_id),
  'startsOn', c.starts_on, 'endsOn', c.ends_on, 'version', c.version)`

/** $1 sites, $2 person around, $3 free sites, $4 now, $5 site, $6 stage, $7 day and $8 id before, $9 rows. */
export const listIncubationsSql = {
  name: 'incubations-list',
  text: `select i.id, i.starts_on::text as since, json_build_object(${rowMembers}) as item
    from incubation i
    where i.site_id = any($1) and ${isAround('$2', '$3', '$4')}
      and ($5::uuid is null or i.site_id = $5)
      and ($6::text is null or i.stage = $6)
      and ($7::date is null or (i.starts_on, i.id) < ($7, $8::uuid))
    order by i.starts_on desc, i.id desc limit $9`,
}

/** $1 sites, $2 person around, $3 free sites, $4 now, $5 id. */
export const findIncubationSql = {
  name: 'incubation-find',
  text: `select json_build_object(${rowMembers}, 'pausedFrom', i.paused_from, 'charterSignedOn', i.charter_signed_on,
      'languageSupport', i.language_support, 'personId', i.person_id,
      'founders', (select coalesce(json_agg(${personJson('f.person_id')} order by f.person_id), '[]')
        from application_founder f where f.application_id = i.application_id),
      'stages', (select coalesce(json_agg(json_build_object('stage', g.stage, 'sinceOn', g.since_on,
          'reason', g.reason, 'by', ${accountName('g.created_by')}) order by g.created_at, g.since_on), '[]')
        from incubation_stage g where g.incubation_id = i.id),
      'milestones', (select coalesce(json_agg(m.code), '[]') from milestone m
        where m.incubation_id = i.id and m.reached_on is not null),
      'hasEnterprise', exists (select from venture v where v.incubation_id = i.id and v.number is not null),
      'circle', (select coalesce(json_agg(${memberJson} order by c.starts_on, c.id), '[]')
        from circle_member c where c.incubation_id = i.id),
      'closing', case when i.closing_on is not null then json_build_object('reached', i.closing_reached,
        'remains', i.closing_remains, 'advice', i.closing_advice, 'reviewedOn', i.closing_on,
        'by', ${accountName('i.closing_by')}) end,
      'today', ${todayAt('i.site_id', '$4')}) as incubation
    from incubation i where i.site_id = any($1) and ${isAround('$2', '$3', '$4')} and i.id = $5`,
}

/** Who stands around an incubation on a day, by name. $1 incubation, $2 day, null for whoever ever did. */
export const circleOnSql = {
  name: 'incubation-circle',
  text: `select ${memberJson} as member from circle_member c
    join incubation i on i.id = c.incubation_id join person n on n.id = c.person_id
    where i.id = $1 and ($2::date is null or $2 between c.starts_on and least(c.ends_on, i.ends_on))
    order by c.starts_on, ${nameOf('n')} collate "fr-x-icu", c.id`,
}
