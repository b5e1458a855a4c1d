/** SQL expressions give the JSON of the contract; their arguments are SQL of the statement around them, nothing sent. */
export const birthSql = (p: string) =>
  `${p}.birth_year || coalesce('-' || lpad(${p}.birth_month::text, 2, '0'), '') || coalesce('-' || lpad(${p}.birth_day::text, 2, '0'), '')`

const termJson = (id: string) =>
  `(select json_build_object('id', t.id, 'code', t.code, 'labels', t.labels) from taxonomy_term t where t.id = ${id})`
/** A date of arrival as far as it is known: what lies beyond its precision was never said. */
const arrivedOn = (f: string) =>
  `case ${f}.precision when 'day' then ${f}.arrived_on::text when 'month' then to_char(${f}.arrived_on, 'YYYY-MM')
    else to_char(${f}.arrived_on, 'YYYY') end`

export const arrivalJson = (f: string) =>
  `json_build_object('id', ${f}.id, 'arrivedOn', ${arrivedOn(f)}, 'precision', ${f}.precision,
    'declaredOn', ${f}.declared_on, 'source', ${f}.source, 'recordedAt', ${f}.created_at, 'supersededAt', ${f}.superseded_at)`
export const languageJson = (l: string) =>
  `json_build_object('id', ${l}.id, 'language', ${l}.language, 'level', ${l}.level, 'assessedBy', ${l}.assessed_by,
    'assessedOn', ${l}.assessed_on)`
export const interestJson = (i: string) =>
  `json_build_object('id', ${i}.id, 'kind', ${i}.kind, 'label', ${i}.label, 'category', ${termJson(`${i}.category_term_id`)})`
export const consentJson = (c: string) =>
  `json_build_object('id', ${c}.id, 'purpose', ${c}.purpose, 'given', ${c}.given, 'textVersion', ${c}.text_version,
    'language', ${c}.language, 'channel', ${c}.channel, 'helpedBy', ${c}.helped_by, 'guardianName', ${c}.guardian_name,
    'collectedOn', ${c}.collected_on, 'collectedBy', (select a.name from account a where a.id = ${c}.collected_by),
    'withdrawnAt', ${c}.withdrawn_at)`

const listOf = (table: string, json: (alias: string) => string, order: string, more = '') =>
  `(select coalesce(json_agg(${json('x')} order by ${order}), '[]') from ${table} x where x.person_id = p.id ${more})`

/** $1 id, $2 sites, $3 now. `today` is a day at the person's site. */
export const findPersonSql = {
  name: 'person-find',
  text: `select p.today, json_build_object('id', p.id, 'siteId', p.site_id, 'givenName', p.given_name,
      'familyName', p.family_name, 'usualName', p.usual_name, 'ownScriptName', p.own_script_name,
      'birth', ${birthSql('p')}, 'gender', p.gender, 'email', p.email, 'phone', p.phone,
      'contactChannel', p.contact_channel, 'contactLanguage', p.contact_language,
      'referrerPartnerId', p.referrer_partner_id,
      'referrerPartnerName', (select r.name from partner r where r.id = p.referrer_partner_id),
      'referrerName', p.referrer_name, 'lifelongResident', p.lifelong_resident, 'isBelgian', p.is_belgian,
      'heardThrough', ${termJson('p.heard_through_term_id')},
      'group', json_build_object('group', interra.group_at(p.id, p.today), 'flags', interra.group_flags(p.id, p.today)),
      'arrivals', ${listOf('arrival_fact', arrivalJson, 'x.superseded_at desc nulls first, x.created_at desc, x.id desc')},
      'languages', ${listOf('language_record', languageJson, 'x.assessed_on desc, x.created_at desc, x.id desc')},
      'interests', ${listOf('person_interest', interestJson, 'x.created_at, x.id', 'and x.removed_at is null')},
      'consents', ${listOf('consent', consentJson, 'x.collected_on desc, x.created_at desc, x.id desc')},
      'status', p.status, 'mergedIntoId', p.merged_into_id, 'memberSince', p.member_since, 'version', p.version) as person
    from (select person.*, ($3::timestamptz at time zone site.time_zone)::date as today
      from person join site on site.id = person.site_id
      where person.id = $1 and person.site_id = any($2)) p`,
}

/** The level of a language as last assessed. */
const levelIn = (language: string) =>
  `(select interra.level_rank(x.level) from language_record x where x.person_id = p.id and x.language = ${language}
    order by x.assessed_on desc, interra.level_rank(x.level) desc limit 1)`
const spoken = `(select coalesce(json_agg(json_build_object('language', l.language, 'level', l.level) order by l.language), '[]')
  from (select distinct on (x.language) x.language, x.level from language_record x where x.person_id = p.id
    order by x.language, x.assessed_on desc, interra.level_rank(x.level) desc) l)`

/**
 * $1 sites, $2 site, $3 language, $4 level, $5 kind, $6 category, $7 words, $8 sort name and $9 id before, $10 rows. Each
 * site is read in the order of its index, so that a page costs a page: behind the wall only bare parameters keep it.
 */
export const listPeopleSql = {
  name: 'people-list',
  text: `with page as materialized (
      select p.* from unnest($1::uuid[]) as of (site_id) cross join lateral (
        select p.* from person p
        where p.site_id = of.site_id and p.status = 'active' and (p.sort_name, p.id) > ($8::text, $9::uuid)
          and ($3::text is null or ${levelIn('$3')} >= interra.level_rank(coalesce($4, 'A1')))
          and (($5::text is null and $6::uuid is null and $7::text is null) or exists (select from person_interest x
            where x.person_id = p.id and x.removed_at is null
              and ($5::text is null or x.kind = $5) and ($6::uuid is null or x.category_term_id = $6)
              and ($7::text is null or position(interra.fold($7) in interra.fold(x.label)) > 0)))
        order by p.sort_name, p.id limit $10
      ) p
      where $2::uuid is null or of.site_id = $2
      order by p.sort_name, p.id limit $10
    )
    select p.sort_name as "sortName", p.id, json_build_object('id', p.id, 'siteId', p.site_id,
      'givenName', p.given_name, 'familyName', p.family_name, 'usualName', p.usual_name,
      'ownScriptName', p.own_script_name, 'birthYear', p.birth_year, 'languages', ${spoken},
      'interests', (select coalesce(json_agg(json_build_object('kind', x.kind, 'label', x.label,
          'category', ${termJson('x.category_term_id')}) order by x.created_at, x.id), '[]')
        from person_interest x where x.person_id = p.id and x.removed_at is null),
      'memberSince', p.member_since) as item
    from page p order by p.sort_name, p.id`,
}
