/** SQL expressions give the JSON of the contract; their arguments are SQL of the statement around them, nothing sent. */
export const birthSql = (p: string) =>
  `${p}.birth_year || coalesce('-' || lpad(${p}.birth_month::text, 2, '0'), '') || coalesce('-' || lpad(${p}.birth_day::text, 2, '0'), '')`

export const termJson = (id: string) =>
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
export const situationJson = (s: string) =>
  `json_build_object('id', ${s}.id, 'statedOn', ${s}.stated_on, 'nationality', ${s}.nationality, 'employment', ${s}.employment,
    'schooling', ${s}.schooling, 'isEuFamily', ${s}.is_eu_family, 'hasLongPermit', ${s}.has_long_permit,
    'legalStaySince', ${s}.legal_stay_since, 'recordedAt', ${s}.created_at)`
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
      'referrerName', p.referrer_name, 'municipalityNis', p.municipality_nis, 'lifelongResident', p.lifelong_resident, 'isBelgian', p.is_belgian,
      'heardThrough', ${termJson('p.heard_through_term_id')},
      'group', json_build_object('group', interra.group_at(p.id, p.today), 'flags', interra.group_flags(p.id, p.today)),
      'arrivals', ${listOf('arrival_fact', arrivalJson, 'x.superseded_at desc nulls first, x.created_at desc, x.id desc')},
      'languages', ${listOf('language_record', languageJson, 'x.assessed_on desc, x.created_at desc, x.id desc')},
      'interests', ${listOf('person_interest', interestJson, 'x.created_at, x.id', 'and x.removed_at is null')},
      'consents', ${listOf('consent', consentJson, 'x.collected_on desc, x.created_at desc, x.id desc')},
      'situations', ${listOf('situation_record', situationJson, 'x.stated_on desc, x.created_at desc, x.id desc')},
      'status', p.status, 'mergedIntoId', p.merged_into_id, 'memberSince', p.member_since, 'version', p.version) as person
    from (select person.*, ($3::timestamptz at time zone site.time_zone)::date as today
      from person join site on site.id = person.site_id
      where person.id = $1 and person.site_id = any($2)) p`,
}
