import { ofPerson } from '../impact/breakdowns.sql.ts'
import { groupJoins, ruleOn, rulesSql } from '../impact/group.sql.ts'

/** What an export of attendances asks for: half-open local dates; `key` makes the pseudonyms. */
export interface AttendancesAsked {
  readonly sites: readonly string[]
  readonly from: string
  readonly to: string
  readonly key: Buffer
}

/** HMAC-SHA-256 (RFC 2104) of the text of an id, by $4 and $5, its two blocks; the first 128 bits in hexadecimal. */
const pseudonymOf = (id: string) =>
  `encode(substring(sha256($5::bytea || sha256($4::bytea || convert_to(${id}::text, 'UTF8'))) for 16), 'hex')`

const blocksOf = (key: Buffer): Buffer[] =>
  [0x36, 0x5c].map((pad) => Buffer.from(Buffer.concat([key], 64).map((byte) => byte ^ pad)))

/** Columns of a row over `w` (the session), `p` (whom the sheet counts for), `f`, `r` and `a`; the first are of the session. */
const ofSession = ['w.pseudonym', 'w.day::text', 'w.site', `'interact'`, 'w.theme'] as const
const ofSheet = [
  ofPerson.group,
  ofPerson.age,
  ofPerson.gender,
  'a.status',
  `case when a.status = 'present' then w.minutes end::text`,
] as const

/**
 * Attendances of the sessions held in a period, sheet after sheet, so that the first rows come at once and nothing is held.
 * Somebody who was entered twice and merged has one pseudonym and one row on a sheet. The order follows the pseudonyms:
 * that of ids would let two exports be laid side by side.
 */
const rowsSql = (row: (columns: readonly string[]) => string) => `with held as materialized (
  select s.id, s.site_id, s.starts_on as day, st.code as site, tt.code as theme,
    (extract(epoch from s.ends_at - s.starts_at) / 60)::int as minutes
  from session s join site st on st.id = s.site_id join workshop ws on ws.id = s.workshop_id
  left join taxonomy_term tt on tt.id = ws.category_term_id
  where s.site_id = any ($1::uuid[]) and s.status = 'held' and s.starts_on >= $2::date and s.starts_on < $3::date),
${rulesSql},
told as materialized (
  select h.*, r.months, r.level_rank, ${pseudonymOf('h.id')} collate "C" as pseudonym
  from held h join rules r on ${ruleOn('h.site_id', 'h.day')})
select ${row(['sheet.pseudonym', ...ofSession, ...ofSheet.map((_, index) => `sheet.c${index}`)])}
from (select * from told order by day, pseudonym) w
cross join lateral (
  select distinct on (pseudonym) ${pseudonymOf('p.id')} collate "C" as pseudonym,
    ${ofSheet.map((column, index) => `${column} as c${index}`).join(',\n    ')}
  from attendance a join person entered on entered.id = a.person_id
  -- not coalesce: behind a row-level policy PostgreSQL finds no row by its key with it
  join person p on p.id = case when entered.merged_into_id is null then entered.id else entered.merged_into_id end${groupJoins('w.day')}
  cross join (select w.months, w.level_rank) r
  where a.session_id = w.id
  order by pseudonym, a.status = 'present' desc, entered.id <> p.id, a.id) sheet`

/** The lines of an export, each one text: PostgreSQL writes them faster than they could be read column by column. */
export function attendanceLines(
  { sites, from, to, key }: AttendancesAsked,
  delimiter: ',' | ';',
): { readonly text: string; readonly values: readonly unknown[] } {
  const line = (columns: readonly string[]) =>
    `${columns.map((column) => `coalesce(${column}, '')`).join(` || '${delimiter}' || `)} as line`
  return { text: rowsSql(line), values: [sites, from, to, ...blocksOf(key)] }
}

/** The same rows, column by column: what the speed of an export is held against. */
export const attendanceRowsSql = rowsSql((columns) => columns.join(', '))
