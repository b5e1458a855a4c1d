import { nameOf, personJson, termJson, todayAt } from '../workshops/shapes.sql.ts'

/** SQL expressions; `p` is a row of `partner`, `n` of `employer_need`, `i` of `introduction`. */
const live = `status not in ('declined', 'lapsed')`
const isOpen = (now: string) =>
  `(n.closed_at is null and (n.until_on is null or n.until_on >= ${todayAt('n.site_id', now)}))`

const skillsJson = (need: string) => `(select coalesce(json_agg(${termJson('s.term_id')} order by t.position), '[]')
  from employer_need_skill s join taxonomy_term t on t.id = s.term_id where s.need_id = ${need})`
const languagesJson = (need: string) => `(select coalesce(json_agg(json_build_object('language', l.language,
    'level', l.level) order by l.language), '[]') from employer_need_language l where l.need_id = ${need})`

const needJson = (now: string) => `json_build_object('id', n.id, 'siteId', n.site_id,
  'employer', (select json_build_object('id', e.id, 'name', e.name) from partner e where e.id = n.partner_id),
  'kind', n.kind, 'title', n.title, 'about', n.about, 'place', n.place, 'places', n.places, 'untilOn', n.until_on,
  'skills', ${skillsJson('n.id')}, 'languages', ${languagesJson('n.id')}, 'open', ${isOpen(now)},
  'closedAt', n.closed_at, 'closedReason', n.closed_reason,
  'introduced', (select count(*) from introduction i where i.need_id = n.id and i.${live}),
  'started', (select count(*) from introduction i where i.need_id = n.id and i.status in ('started', 'followed_up')),
  'version', n.version)`

const employerMembers = (now: string) => `'id', p.id, 'siteId', p.site_id, 'name', p.name,
  'contactName', p.contact_name, 'email', p.email, 'phone', p.phone,
  'contactLanguage', p.contact_language,
  'openNeeds', (select count(*) from employer_need n where n.partner_id = p.id and ${isOpen(now)}),
  'introduced', (select count(*) from introduction i join employer_need n on n.id = i.need_id
    where n.partner_id = p.id and i.${live}),
  'version', p.version`
const isEmployer = `p.types @> array['employer'] and p.active`
const name = 'p.name collate "fr-x-icu"'

/** $1 sites, $2 site, $3 now, $4 name and $5 id before, $6 rows. */
export const listEmployersSql = {
  name: 'employers-list',
  text: `select p.name, p.id, json_build_object(${employerMembers('$3')}) as item from partner p
    where p.site_id = any($1) and ${isEmployer} and ($2::uuid is null or p.site_id = $2)
      and ($4::text is null or (${name}, p.id) > ($4 collate "fr-x-icu", $5::uuid))
    order by ${name}, p.id limit $6`,
}

/** $1 id, $2 sites, $3 now. */
export const findEmployerSql = {
  name: 'employer-find',
  text: `select json_build_object(${employerMembers('$3')},
      'needs', (select coalesce(json_agg(${needJson('$3')} order by n.closed_at is not null, n.created_at desc, n.id desc),
        '[]') from employer_need n where n.partner_id = p.id)) as employer
    from partner p where p.id = $1 and p.site_id = any($2) and ${isEmployer}`,
}

/** $1 sites, $2 site, $3 now, $4 kind, $5 open, $6 instant and $7 id before, $8 rows. */
export const listNeedsSql = {
  name: 'employer-needs-list',
  text: `select n.id, to_json(n.created_at) #>> '{}' as since, ${needJson('$3')} as item from employer_need n
    where n.site_id = any($1) and ($2::uuid is null or n.site_id = $2)
      and ($4::text is null or n.kind = $4) and ($5::boolean is null or ${isOpen('$3')} = $5)
      and ($6::timestamptz is null or (n.created_at, n.id) < ($6, $7::uuid))
    order by n.created_at desc, n.id desc limit $8`,
}

/** $1 id, $2 sites, $3 now. */
export const findNeedSql = {
  name: 'employer-need-find',
  text: `select ${needJson('$3')} as need from employer_need n where n.id = $1 and n.site_id = any($2)`,
}

/**
 * Members who did not refuse, are not introduced to the need, and can do something of what it asks (when it asks for
 * anything). Nothing about gender, origin or age is read. $1 need, $2 sites.
 */
export const candidatesSql = {
  name: 'employer-need-candidates',
  text: `select m.id as "personId", ${nameOf('m')} as name, interra.agreed(m.id, 'employer_introduction') as agreed,
      coalesce(can.terms, '[]') as skills,
      (select coalesce(json_object_agg(last.language, last.level), '{}') from (
        select distinct on (r.language) r.language, r.level from language_record r
        where r.person_id = m.id and r.language in (select l.language from employer_need_language l where l.need_id = n.id)
        order by r.language, r.assessed_on desc, interra.level_rank(r.level) desc) last) as known
    from employer_need n
    join person m on m.site_id = n.site_id and m.status = 'active'
    left join lateral (
      select json_agg(${termJson('t.id')} order by t.position) as terms from taxonomy_term t
      where exists (select from employer_need_skill s where s.need_id = n.id and s.term_id = t.id)
        and exists (select from person_interest o where o.person_id = m.id and o.kind = 'skill'
          and o.removed_at is null and o.category_term_id = t.id)) can on true
    where n.id = $1 and n.site_id = any($2)
      and interra.agreed(m.id, 'employer_introduction') is distinct from false
      and (can.terms is not null or not exists (select from employer_need_skill s where s.need_id = n.id))
      and not exists (select from introduction i where i.need_id = n.id and i.person_id = m.id and i.${live})`,
}

const followUpsJson = `(select coalesce(json_agg(json_build_object('month', f.month, 'dueOn', f.due_on,
    'outcome', f.outcome, 'answeredOn', f.answered_on) order by f.month), '[]')
  from introduction_follow_up f where f.introduction_id = i.id)`
const introductionMembers = `'id', i.id, 'siteId', i.site_id, 'person', ${personJson('i.person_id')},
  'need', (select json_build_object('id', n.id, 'title', n.title, 'kind', n.kind) from employer_need n where n.id = i.need_id),
  'employer', (select json_build_object('id', e.id, 'name', e.name)
    from employer_need n join partner e on e.id = n.partner_id where n.id = i.need_id),
  'status', i.status, 'statusSince', i.status_since, 'followUps', ${followUpsJson}, 'version', i.version`

/** $1 sites, $2 site, $3 status, $4 need, $5 live, $6 instant and $7 id before, $8 rows. */
export const listIntroductionsSql = {
  name: 'introductions-list',
  text: `select i.id, to_json(i.status_since) #>> '{}' as since, json_build_object(${introductionMembers}) as item
    from introduction i
    where i.site_id = any($1) and ($2::uuid is null or i.site_id = $2) and ($3::text is null or i.status = $3)
      and ($4::uuid is null or i.need_id = $4) and ($5::boolean is null or (i.${live}) = $5)
      and ($6::timestamptz is null or (i.status_since, i.id) < ($6, $7::uuid))
    order by i.status_since desc, i.id desc limit $8`,
}

/** $1 id, $2 sites, $3 now. `skills` and `languages`: those that the employer asked for and the person has. */
export const findIntroductionSql = {
  name: 'introduction-find',
  text: `select json_build_object(${introductionMembers}, 'statusReason', i.status_reason, 'declinedBy', i.declined_by,
      'agreed', interra.agreed(i.person_id, 'employer_introduction'), 'consentedOn', i.consented_on, 'sentAt', i.sent_at,
      'meetingOn', i.meeting_on, 'startedOn', i.started_on,
      'toEmployer', json_build_object(
        'name', case when i.status in ('consented', 'sent', 'meeting', 'started', 'followed_up') then ${nameOf('m')} end,
        'need', n.title,
        'skills', (select coalesce(json_agg(${termJson('s.term_id')} order by t.position), '[]')
          from employer_need_skill s join taxonomy_term t on t.id = s.term_id where s.need_id = n.id
            and exists (select from person_interest o where o.person_id = m.id and o.kind = 'skill'
              and o.removed_at is null and o.category_term_id = s.term_id)),
        'languages', (select coalesce(json_agg(json_build_object('language', last.language, 'level', last.level)
            order by last.language), '[]') from (
          select distinct on (r.language) r.language, r.level from language_record r
          where r.person_id = m.id
            and r.language in (select l.language from employer_need_language l where l.need_id = n.id)
          order by r.language, r.assessed_on desc, interra.level_rank(r.level) desc) last
          where last.level <> 'unknown'))) as introduction,
      ${todayAt('i.site_id', '$3')}::text as today, e.contact_name as contact, e.email,
      e.contact_language as "contactLanguage"
    from introduction i join person m on m.id = i.person_id
    join employer_need n on n.id = i.need_id join partner e on e.id = n.partner_id
    where i.id = $1 and i.site_id = any($2)`,
}

/** $1 sites, $2 site. */
export const introductionStatesSql = {
  name: 'introduction-states',
  text: `select i.status, count(*)::int as introductions from introduction i
    where i.site_id = any($1) and ($2::uuid is null or i.site_id = $2) group by i.status`,
}

/** $1 sites, $2 site, $3 now. Of introductions that ended after the start nobody asks any more. */
export const followUpFiguresSql = {
  name: 'introduction-follow-up-figures',
  text: `select f.month, count(*)::int as due,
      count(*) filter (where f.outcome <> 'no_answer')::int as answered,
      count(*) filter (where f.outcome = 'still_there')::int as "stillThere",
      count(*) filter (where f.outcome = 'no_answer')::int as "noAnswer",
      count(*) filter (where f.outcome is null)::int as waiting
    from introduction_follow_up f join introduction i on i.id = f.introduction_id and i.status in ('started', 'followed_up')
    where f.site_id = any($1) and ($2::uuid is null or f.site_id = $2)
      and f.due_on <= ${todayAt('f.site_id', '$3')}
    group by f.month`,
}
