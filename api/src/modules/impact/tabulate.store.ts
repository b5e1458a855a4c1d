import {
  broken,
  type Breakdown,
  type FigureCell,
  type IndicatorId,
  type Indicator,
  type Unit,
} from '@interra/contracts'
import type { Db } from '../../platform/db/database.ts'
import { count, judge, nextOf, toldBy, type TableQuestion } from './count.store.ts'
import type { Facts } from './facts/facts.ts'
import { countsFiles, isAsked } from './level.ts'
import { protect, withheld, type Counted } from './protect.ts'
import { indicatorWith } from './registry.sql.ts'
import { markOneSided } from './two-way.ts'

/** The cells of an indicator, small numbers hidden for the reader's level. Throws `rule-broken` for what may not be asked. */
export async function tabulate(
  db: Db,
  question: TableQuestion,
): Promise<{ indicator: Indicator; cells: FigureCell[] }> {
  const found = indicatorWith(question.indicatorId)
  if (!found) throw broken('rule-broken', '/query/indicator', { rule: 'unknown' })
  const { indicator, facts } = found
  judge(question, indicator, facts)
  const cells = await tell(db, indicator, facts, question)
  return { indicator, cells: markOneSided(indicator, question.by, cells) }
}

async function tell(db: Db, indicator: Indicator, facts: Facts, question: TableQuestion): Promise<FigureCell[]> {
  const { site, sites, level, by, every = sites } = question
  const own = site === null ? sites : [site]
  const alone = { ...question, sites: own, site: null }
  if (level === 'internal_case' && !isAsked(indicator.id)) return (await count(db, indicator, facts, alone)).map(shown)
  const cut = by.findIndex((one) => isForCaseTeam(indicator, one))
  const allowed = toldBy(indicator, facts)
    .filter((one) => !isForCaseTeam(indicator, one))
    .join(', ')
  if (cut >= 0) throw broken('rule-broken', cut === 0 ? '/query/by' : '/query/and', { rule: 'not-told-by', allowed })
  if (!isOfPersons(indicator, facts, by))
    return (await count(db, indicator, facts, alone)).map((cell) => withoutNamed(indicator, cell))
  const others = every.filter((one) => !own.includes(one))
  const whole = { ...question, sites: every, site: null }
  const isAll = others.length === 0 || (await isEmpty(db, indicator, facts, { ...whole, sites: others }))
  if (isAll && (own.length === 1 || !by.some((one) => ofOneSite.has(one))))
    return protectEach(db, indicator, await count(db, indicator, facts, alone), alone)
  // some sites among others, and what only one of them has, are of the table of sites: what is hidden follows from all of it
  const rest = by.filter((one) => one !== 'site')
  if (rest.length > 1) throw broken('rule-broken', '/query/and', { rule: 'two-dimensions', allowed })
  const bySite = { ...whole, by: ['site', ...rest] as const }
  const given = rest.some((one) => ofOneSite.has(one))
    ? await siteBySite(db, indicator, facts, { ...whole, by: rest })
    : await protectEach(db, indicator, await count(db, indicator, facts, bySite), bySite)
  const lines = given.filter(({ codes: [code] }) => own.includes(code ?? ''))
  // over all sites each total is what the table itself tells
  const behind = isAll ? given.filter(({ codes }) => (codes[0] === '*') === (codes[1] === '*')) : lines
  const totals = await sumOf(db, indicator, facts, { ...alone, by: rest }, behind)
  const place = by.indexOf('site')
  if (place < 0) return totals
  return [...lines, ...totals.map((cell) => ({ ...cell, codes: ['*', ...cell.codes] }))].map((cell) =>
    place === 0 ? cell : { ...cell, codes: cell.codes.toReversed() },
  )
}

/** Told by the site and by what only one site has: the lines of each site are among themselves, where the site itself is told. */
async function siteBySite(db: Db, indicator: Indicator, facts: Facts, question: TableQuestion): Promise<FigureCell[]> {
  const bySite = { ...question, by: ['site'] as const }
  const sites = await protectEach(db, indicator, await count(db, indicator, facts, bySite), bySite)
  const cells: FigureCell[] = sites.flatMap((cell) => (cell.codes[0] === '*' ? [{ ...cell, codes: ['*', '*'] }] : []))
  for (const site of question.sites) {
    const alone = { ...question, sites: [site] }
    const hidden = new Map(
      sites.flatMap(({ from, codes, figure }) =>
        codes[0] === site && figure.suppressed ? [[from, figure.flags[0]]] : [],
      ),
    )
    const own = await protectEach(db, indicator, await count(db, indicator, facts, alone), alone)
    for (const { codes, ...cell } of own)
      cells.push({
        ...cell,
        codes: [site, ...codes],
        figure: hidden.has(cell.from) ? withheld(cell.figure, hidden.get(cell.from)) : cell.figure,
      })
  }
  return cells
}

/** Whether nothing at all is counted: with sites where nothing happened, some of them are all of them. */
async function isEmpty(db: Db, indicator: Indicator, facts: Facts, question: TableQuestion): Promise<boolean> {
  const cells = await count(db, indicator, facts, { ...question, by: [], each: null })
  return cells.every(
    ({ persons, partPersons }) => persons.all === 0 && [...partPersons.values()].every((all) => all === 0),
  )
}

/** Some of the sites, as one: told where each of them is, as another reader may have the total over all sites. */
async function sumOf(
  db: Db,
  indicator: Indicator,
  facts: Facts,
  question: TableQuestion,
  lines: readonly FigureCell[],
): Promise<FigureCell[]> {
  const placeOf = ({ from, codes }: Pick<FigureCell, 'from' | 'codes'>) => JSON.stringify([from, codes])
  const hidden = new Map(
    lines.flatMap(({ codes, ...line }) => {
      const cell = { ...line, codes: codes.slice(1) }
      return cell.figure.suppressed ? [[placeOf(cell), cell] as const] : []
    }),
  )
  const told = (await count(db, indicator, facts, question)).filter((cell) => !hidden.has(placeOf(cell))).map(shown)
  return [...told.map((cell) => withoutParts(indicator, cell)), ...hidden.values()]
}

function withoutParts({ kind }: Indicator, { figure, ...cell }: FigureCell): FigureCell {
  const parts = figure.parts.map(({ code }) => ({ code, value: null, suppressed: true }))
  return { ...cell, figure: { ...figure, parts, interval: kind === 'count' ? null : figure.interval } }
}

/** Terms of a site's own lists: all who have one are of that site. */
const ofOneSite: ReadonlySet<Breakdown> = new Set(['theme', 'cohort', 'source'])

/**
 * Told to the case team alone: two sets of age bands would cut each other; who is Belgian is local, and no newcomer for the law;
 * a partner is of one type and one site. One table subtracted from another would tell of few.
 */
const caseTeamOnly: ReadonlySet<Breakdown> = new Set(['ageEsf', 'ageAmif', 'nationality', 'legalNewcomer', 'partner'])

export const isForCaseTeam = ({ by }: Indicator, breakdown: Breakdown): boolean =>
  caseTeamOnly.has(breakdown) && !(breakdown === 'ageAmif' && !by.includes('age'))

const shown = ({ from, to, codes, figure }: Counted): FigureCell => ({ from, to, codes, figure })

/** Of a month with one session, how many attendances are of named people, or who was trained for how long, tells how many people came. */
function withoutNamed({ unit }: Indicator, cell: Counted): FigureCell {
  const isNamed = (code: string) => ['identified', 'unidentified', 'trainees', 'hours', 'organisations'].includes(code)
  const parts = cell.figure.parts.map((part) =>
    isNamed(part.code) ? { ...part, value: null, suppressed: true } : part,
  )
  // how many rows there are tells what is hidden, as heads of a session are one row: what is counted is told in their place
  const { value, n: rows } = cell.figure
  const n = !cell.figure.parts.some((part) => isNamed(part.code)) ? rows : unit === 'HOUR' ? null : value
  return shown({ ...cell, figure: { ...cell.figure, n, parts } })
}

const ofPersons = new Set<Unit>([
  'PERS',
  'PAIR',
  'DUO',
  'PROPOSAL',
  'APPLICATION',
  'PROJECT',
  'ENTERPRISE',
  'NEED',
  'REFERRAL',
  'ORG',
  'HOUR/PERS',
  'DAY',
  'POINT',
])

/** Whether a table tells how many people there are, or what single people did. */
function isOfPersons(indicator: Indicator, facts: Facts, by: readonly Breakdown[]): boolean {
  const isOwn = (dimension: Breakdown) =>
    dimension === 'site' || (dimension in (facts.columns ?? {}) && dimension !== 'hostGroup')
  const tellsPeople =
    ['MIX-01', 'MIX-04', 'ACT-09', 'QLT-04'].includes(indicator.id) || indicator.parts.includes('newcomers')
  // whoever knows the day of somebody's coaching would read how long it was
  const tellsFiles = countsFiles(indicator.id)
  return ofPersons.has(indicator.unit) || !by.every(isOwn) || tellsPeople || tellsFiles
}

/** Whole calendar years that are over, each alone: others would overlap, and could be subtracted. */
async function protectEach(
  db: Db,
  indicator: Indicator,
  cells: readonly Counted[],
  question: TableQuestion,
): Promise<FigureCell[]> {
  const { from, to, today, sites, by } = question
  const k = await smallest(db, sites, today)
  const among = await amongWhom(db, indicator, question)
  const years = [...new Set(cells.map((cell) => cell.from))]
  return years.flatMap((year) => {
    const own = cells.filter((cell) => cell.from === year)
    const isYear = own.every(
      (cell) => cell.from.endsWith('-01-01') && cell.to === nextOf(cell.from, 'year') && cell.to <= today,
    )
    if (isYear && from.endsWith('-01-01') && to.endsWith('-01-01')) return protect(indicator, own, { k, by, among })
    return own.map((cell) => ({ ...shown(cell), figure: withheld(cell.figure, 'period_not_closed') }))
  })
}

/** Persons counted among others that are told as well: who came for the first time, among all who came. */
const isAmong: Readonly<Partial<Record<string, IndicatorId>>> = { 'ACT-05': 'ACT-04', 'ACT-08': 'ACT-04' }

/** Of how many the cells of an indicator are told elsewhere, by the same breakdowns. */
async function amongWhom(
  db: Db,
  { id }: Indicator,
  question: TableQuestion,
): Promise<((cell: Counted) => number) | undefined> {
  const around = indicatorWith(isAmong[id] ?? '')
  if (!around) return undefined
  const all = await count(db, around.indicator, around.facts, question)
  const placeOf = ({ from, codes }: Counted) => JSON.stringify([from, codes])
  const sizes = new Map(all.map((cell) => [placeOf(cell), cell.figure.value ?? 0]))
  return (cell) => sizes.get(placeOf(cell)) ?? 0
}

/** The smallest count that is told: the policy of the strictest of the sites. */
export async function smallest(db: Db, sites: readonly string[], today: string): Promise<number> {
  const text = `select coalesce(max((interra.policy(id, 'small_cell_k', $2::date) #>> '{}')::int), 5) as k from unnest($1::uuid[]) id`
  const [row] = await db.hot<{ k: number }>({ name: 'smallest cell', text }, [sites, today])
  return Math.max(3, row?.k ?? 5)
}
