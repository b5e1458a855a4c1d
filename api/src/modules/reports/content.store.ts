import { createHash } from 'node:crypto'
import { broken, gates, type AddReport, type Report, type ReportContent, type ReportTable } from '@interra/contracts'
import type { Database, Db } from '../../platform/db/database.ts'
import type { Scope } from '../../platform/http/context.ts'
import { dayIn } from '../../platform/local-day.ts'
import { indicatorWith } from '../impact/registry.sql.ts'
import { toldBy } from '../impact/count.store.ts'
import { countsFiles } from '../impact/level.ts'
import { isForCaseTeam, tabulate } from '../impact/tabulate.store.ts'
import { tellsFiles } from './reports.store.ts'

/** Names leave what was known as well when somebody is erased: who looks like somebody else is told live alone. */
const frozenGates = gates.filter(({ id }) => id !== 'QLT-06')

type Asked = Pick<Report, 'siteId' | 'from' | 'to' | 'level' | 'lines'>

/** Refuses what no table can tell. Throws `rule-broken` at the line. */
export function judgeLines({ from, to, level, lines }: AddReport): void {
  if (from >= to) throw broken('rule-broken', '/to', { rule: 'before-start' })
  for (const [index, { indicatorId, by }] of lines.entries()) {
    const found = indicatorWith(indicatorId)
    if (!found) throw broken('rule-broken', `/lines/${index}/indicatorId`, { rule: 'unknown' })
    const isWhole = level === 'internal_case'
    // a report is read by people who may not read what the law asks about somebody's stay (C5)
    const allowed = toldBy(found.indicator, found.facts).filter((one) =>
      isWhole ? one !== 'legalNewcomer' : !isForCaseTeam(found.indicator, one),
    )
    const wrong = by.findIndex((one) => !allowed.includes(one))
    if (wrong >= 0) {
      const named = allowed.join(', ')
      throw broken('rule-broken', `/lines/${index}/by/${wrong}`, { rule: 'not-told-by', allowed: named })
    }
    // a site among several is a line of the table of sites
    if (!isWhole && (by.length > 1 || by.includes('site')))
      throw broken('rule-broken', `/lines/${index}/by`, { rule: 'two-dimensions' })
  }
}

/**
 * The tables of a report as known at an instant, and its quality gates. Where small numbers are hidden, what is hidden follows
 * from every site, also from those that the caller may not read: nothing else of them is in it.
 */
export async function contentAt(
  database: Database,
  scope: Scope,
  { siteId, from, to, level, lines }: Asked,
  asKnownAt: Date,
): Promise<ReportContent> {
  const all = await database.read(scope, allSites)
  const zone = all.find(({ id }) => id === siteId)?.timeZone ?? ''
  const today = dayIn(zone, asKnownAt)
  const sites = all.map(({ id }) => id).sort()
  // who reads it without reading files of projects reads the gate of these as others do
  const levelAt = (id: string) => (countsFiles(id) && !tellsFiles({ lines }) ? 'internal_report' : level)
  const asked = [...lines, ...frozenGates.map(({ id }) => ({ indicatorId: id, by: [], each: null }))]
  const made = await database.report(
    { ...scope, sites, filterSites: sites },
    async (db) => {
      const tables: ReportTable[] = []
      for (const { indicatorId, by, each } of asked) {
        const question = { indicatorId, from, to, by, each, sites, site: siteId, today, level: levelAt(indicatorId) }
        const { indicator, cells } = await tabulate(db, question)
        const { version, unit } = indicator
        tables.push({ indicatorId, definitionVersion: version, unit, by, each, cells })
      }
      return tables
    },
    asKnownAt,
  )
  const whole = { siteId, from, to, level, asKnownAt: asKnownAt.toISOString(), today }
  return { ...whole, tables: made.slice(0, lines.length), gates: made.slice(lines.length) }
}

/** In the form in which a report was frozen: the first ones have no gates. */
export function inFormOf(frozen: ReportContent, { gates: told, ...content }: ReportContent): ReportContent {
  return frozen.gates === undefined || told === undefined ? content : { ...content, gates: told }
}

const allSites = (db: Db) =>
  db.hot<{ id: string; timeZone: string }>(
    { name: 'report-sites', text: 'select id, time_zone as "timeZone" from site' },
    [],
  )

/** Of a report that says the same, the same bytes: members by name, cells by period and code. */
export function canonical(content: ReportContent): string {
  const inOrder = (table: ReportTable) => ({ ...table, cells: table.cells.toSorted(byPlace) })
  const told = content.gates && { gates: content.gates.map(inOrder) }
  return JSON.stringify(sorted({ ...content, tables: content.tables.map(inOrder), ...told }))
}

export const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex')

type CellOf = ReportTable['cells'][number]

function byPlace(one: CellOf, other: CellOf): number {
  const [a, b] = [one, other].map(({ from, codes }) => JSON.stringify([from, codes]))
  return a === b ? 0 : (a ?? '') < (b ?? '') ? -1 : 1
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  const members = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1))
  return Object.fromEntries(members.map(([name, member]) => [name, sorted(member)]))
}
