import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { is } from 'drizzle-orm'
import { getTableConfig, PgTable } from 'drizzle-orm/pg-core'
import { readdirSync } from 'node:fs'
import path from 'node:path'
import { startApi, type Api } from '../harness.ts'

const modules = path.join(import.meta.dirname, '../../src/modules')

interface Described {
  readonly file: string
  readonly table: PgTable
}

async function describedTables(): Promise<Described[]> {
  const files = readdirSync(modules, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.tables.ts'),
  )
  const found: Described[] = []
  for (const file of files) {
    const exported = (await import(path.join(modules, file))) as Record<string, unknown>
    for (const table of Object.values(exported)) if (is(table, PgTable)) found.push({ file, table })
  }
  return found
}

interface Column {
  readonly type: string
  readonly notNull: boolean
  readonly filled: boolean
}
/** Columns that the platform's triggers keep: a module may leave them out. */
const keptByTriggers = new Set(['recorded_at'])
const usualName: Readonly<Record<string, string>> = {
  time: 'time without time zone',
  timestamp: 'timestamp without time zone',
}

let t: Api
let described: Described[]
beforeAll(async () => {
  t = await startApi()
  described = await describedTables()
})
afterAll(() => t.stop())

async function catalogueColumns(table: string): Promise<Record<string, Column>> {
  const rows = await t.sql<Column & { name: string }>(
    `select attname::text as name, format_type(atttypid, atttypmod) as type, attnotnull as "notNull",
       atthasdef or attidentity <> '' as filled
     from pg_attribute where attrelid = to_regclass($1) and attnum > 0 and not attisdropped`,
    [table],
  )
  return Object.fromEntries(rows.map(({ name, ...column }) => [name, column]))
}

describe('the tables that modules describe', () => {
  test('are those of the migrations: same columns, types and nullability', async () => {
    expect(described.length).toBeGreaterThan(0)
    for (const { file, table } of described) {
      const { name, columns } = getTableConfig(table)
      const catalogue = await catalogueColumns(name)
      for (const kept of keptByTriggers) if (!columns.some((column) => column.name === kept)) delete catalogue[kept]
      const shape = Object.fromEntries(
        columns.map((column) => {
          const type = usualName[column.getSQLType()] ?? column.getSQLType()
          return [column.name, { type, notNull: column.notNull }]
        }),
      )
      const actual = Object.fromEntries(
        Object.entries(catalogue).map(([column, { type, notNull }]) => [column, { type, notNull }]),
      )
      expect({ file, name, shape }).toEqual({ file, name, shape: actual })
    }
  })

  test('say that PostgreSQL fills a column only where it does', async () => {
    for (const { table } of described) {
      const { name, columns } = getTableConfig(table)
      const catalogue = await catalogueColumns(name)
      const unfilled = columns.filter(
        (column) => column.default !== undefined && column.defaultFn === undefined && !catalogue[column.name]?.filled,
      )
      expect([name, unfilled.map((column) => column.name)]).toEqual([name, []])
    }
  })

  test('belong to one module each', () => {
    const names = described.map(({ table }) => getTableConfig(table).name)
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([])
  })
})
