import { matching } from './matching.sql.ts'

/** Everything that was typed is there to the letter: nothing better would be found by looking further. */
const isSettled = 'coalesce(max(f.score) >= 1.8 * (select tokens from total), false)'

/** Members of a `PersonCandidate` but for its reasons: contact data masked in the database already. */
export const candidateMembers = (p: string) => `'id', ${p}.id, 'siteId', ${p}.site_id, 'givenName', ${p}.given_name,
  'familyName', ${p}.family_name, 'usualName', ${p}.usual_name, 'ownScriptName', ${p}.own_script_name,
  'phoneEnd', right(${p}.phone, 3), 'emailHint', left(${p}.email, 1) || '…' || substr(${p}.email, strpos(${p}.email, '@')),
  'birthYear', ${p}.birth_year, 'memberSince', ${p}.member_since`
const candidate = `json_build_object(${candidateMembers('p')}, 'reasons', f.reasons)`

const peopleSql = (tolerant: boolean) => ({
  name: tolerant ? 'search-people-tolerant' : 'search-people',
  text: `${matching(tolerant)}
  select json_build_object('items', coalesce(json_agg(${candidate} order by f.score desc, p.sort_name, p.id), '[]'))::text
    as json, count(*)::int as found, ${isSettled} as settled
  from found f join person p on p.id = f.entity_id`,
})

const recordsSql = (tolerant: boolean) => ({
  name: tolerant ? 'search-records-tolerant' : 'search-records',
  text: `${matching(tolerant)}
  select json_build_object('items', coalesce(json_agg(json_build_object('entity', f.entity, 'id', f.entity_id,
      'siteId', coalesce(p.site_id, w.site_id, v.site_id, a.site_id), 'title', coalesce(w.title, v.name, a.name),
      'name', case when f.entity = 'person' then concat_ws(' ', coalesce(p.usual_name, p.given_name), p.family_name) end,
      'ownScriptName', p.own_script_name, 'birthYear', p.birth_year)
      order by f.score desc, coalesce(p.sort_name, w.title, v.name, a.name), f.entity_id), '[]'))::text as json,
    count(*)::int as found, ${isSettled} as settled
  from found f
    left join person p on f.entity = 'person' and p.id = f.entity_id
    left join workshop w on f.entity = 'workshop' and w.id = f.entity_id
    left join venue v on f.entity = 'venue' and v.id = f.entity_id
    left join partner a on f.entity = 'partner' and a.id = f.entity_id`,
})

export const searchPeopleSql = { strict: peopleSql(false), tolerant: peopleSql(true) }
export const searchRecordsSql = { strict: recordsSql(false), tolerant: recordsSql(true) }
