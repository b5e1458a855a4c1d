import pg from 'pg'
import { newId } from '../../src/platform/ids.ts'
import type { Api } from '../harness.ts'

export interface WalledTable {
  /** With its schema where that is not public. */
  readonly name: string
  /** The columns that can be written. */
  readonly columns: readonly string[]
}

/** Every table that has a site, `history` too. */
export async function walledTables({ sql }: Pick<Api, 'sql'>): Promise<WalledTable[]> {
  return sql<{ name: string; columns: string[] }>(
    `select c.oid::regclass::text as name,
       array_agg(a.attname::text order by a.attnum) filter (where a.attgenerated = '' and a.attidentity = '') as columns
     from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
     where c.relkind in ('r', 'p')
     group by c.oid having bool_or(a.attname = 'site_id') order by 1`,
  )
}

/** Lets any row in, in this file's own database: what is tried here is the wall and nothing else. */
export async function looseConstraints({ sql }: Pick<Api, 'sql'>): Promise<void> {
  const drops = await sql<{ text: string }>(
    `select format('alter table %s drop constraint %I', conrelid::regclass, conname) as text
     from pg_constraint where conrelid <> 0 and contype in ('c', 'f', 'x') and connamespace <> 'graphile_worker'::regnamespace
     order by contype desc`,
  )
  for (const { text } of drops) await sql(text)
  const triggers = await sql<{ text: string }>(
    `select format('drop trigger %I on %s', tgname, tgrelid::regclass) as text
     from pg_trigger join pg_class c on c.oid = tgrelid
     where not tgisinternal and c.relnamespace = 'public'::regnamespace`,
  )
  for (const { text } of triggers) await sql(text)
}

/** Writes some row of a site into a table, every column filled with something of its type or with what is given. */
export async function anyRow(
  { sql }: Pick<Api, 'sql'>,
  { name, columns }: WalledTable,
  siteId: string,
  given: Readonly<Record<string, unknown>> = {},
): Promise<void> {
  const types = await sql<{ attname: string; type: string }>(
    `select attname::text, format_type(atttypid, null) as type from pg_attribute where attrelid = $1::regclass`,
    [name],
  )
  const typeOf = new Map(types.map(({ attname, type }) => [attname, type]))
  const known: Readonly<Record<string, unknown>> = { ...given, site_id: siteId }
  const values = columns.map((column) => known[column] ?? someValue(typeOf.get(column) ?? 'text'))
  const names = columns.map((column) => pg.escapeIdentifier(column)).join(', ')
  await sql(`insert into ${name} (${names}) values (${values.map((_, index) => `$${index + 1}`).join(', ')})`, values)
}

let number = 0
function someValue(type: string): unknown {
  number++
  if (type === 'uuid') return newId()
  if (type === 'xid8') return '1'
  if (type.endsWith('[]')) return []
  if (type === 'jsonb' || type === 'json') return '{}'
  if (type === 'date') return '2026-01-01'
  if (type.startsWith('timestamp')) return '2026-01-01T00:00:00Z'
  if (type === 'time without time zone') return '18:00'
  if (type === 'tstzrange') return '[2026-01-01,2026-01-02)'
  if (type === 'boolean') return false
  if (type === 'integer' || type === 'bigint' || type === 'smallint' || type === 'double precision')
    return number % 30_000
  // three digits before the comma at least
  if (type === 'numeric') return number % 1000
  return `value ${number}`
}
