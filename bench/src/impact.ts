import { headlines, type Indicator } from '@interra/contracts'
import { ensureDatabase, startTestCluster } from '@interra/postgres'
import { createHash } from 'node:crypto'
import pg from 'pg'
import { indicatorWith } from '../../api/src/modules/impact/registry.sql.ts'
import { figureMemory } from '../../api/src/modules/impact/memory.store.ts'
import { tableSql } from '../../api/src/modules/impact/table.sql.ts'
import { weeksOf } from '../../api/src/modules/impact/weeks.store.ts'
import { createDatabase } from '../../api/src/platform/db/database.ts'
import { migrate } from '../../api/src/platform/db/migrate.ts'
import { buildAll } from '../../packages/run/src/build.ts'
import { benchExport } from './export.ts'
import { people, seedImpact, year } from './impact-seed.ts'

const rounds = Number(process.env['BENCH_ROUNDS'] ?? 5)
const bar = { ratio: 1.5, dashboardMs: 300 } as const
const sizes = [10_000, 100_000, 1_000_000]

const say = (line: string) => void process.stdout.write(`${line}\n`)
const median = (values: readonly number[]) =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN

/**
 * The same rows by hand: whom each month reached in each city, by group on the first day of the month, with all totals.
 * One threshold for all: the service reads the policy of each city and day.
 */
const byHand = `
  with came as (
    select date_trunc('month', s.starts_on)::date as month, a.person_id, min(s.starts_on) as day
    from session s join attendance a on a.session_id = s.id and a.status = 'present'
    where s.site_id = any ($1::uuid[]) and s.status = 'held' and s.starts_on >= $2::date and s.starts_on < $3::date
    group by 1, 2),
  told as (
    select c.month, p.site_id, case when p.lifelong_resident or p.is_belgian then 'local'
      when f.since is null then 'unknown' when c.day < (f.since + interval '36 months')::date then 'newcomer'
      when ls.best < 4 and ls.known = 3 then 'in_between' else 'local' end as grp
    from came c join person p on p.id = c.person_id
    left join (select person_id, interra.arrival_start(arrived_on, precision, declared_on) as since
      from arrival_fact where superseded_at is null) f on f.person_id = p.id
    left join language_span ls on ls.person_id = p.id and ls.from_on <= c.day and ls.until_on > c.day)
  select month::text, site_id::text, grp, count(*)::int as persons from told
  group by month, grouping sets ((), (site_id), (grp), (site_id, grp)) order by 1, 2, 3`

const scopeOf = (sites: readonly string[]) =>
  ({ sites, filterSites: sites, actorKind: 'system', actorId: null, requestId: 'bench' }) as const

const misses: string[] = []
const postgres = await startTestCluster({ durable: true })
try {
  say(`One year by month, city and group: ${people} people, 20,000 sessions; medians of ${rounds} rounds, in turn.\n`)
  await buildAll()
  say(
    'attendances   persons, service ms   by hand ms   ratio   same rows   attendances ms   dashboard ms: first time, again',
  )
  for (const size of sizes) {
    const url = await ensureDatabase(postgres.url, `impact_${size}`)
    await migrate(url)
    await measure(url, size, await seedImpact(url, size))
  }
} finally {
  await postgres.stop()
}
if (misses.length > 0) {
  say(`\nBelow the bar: ${misses.join('; ')}`)
  process.exitCode = 1
} else say('\nEverything above the bar.')

function statementOf(id: string): string {
  const found = indicatorWith(id)
  if (!found) throw new Error(`${id} is not in the registry`)
  const indicator: Indicator = found.indicator
  return tableSql(indicator, found.facts, { by: ['site', 'group'], each: 'month', persons: false })
}

async function measure(url: string, size: number, sites: readonly string[]): Promise<void> {
  // by hand too as the application reads: behind the walls
  const database = createDatabase({ url })
  const run = (text: string, values: readonly unknown[]) =>
    database.report(scopeOf(sites), async (db) => {
      const from = performance.now()
      const rows = await db.hot<Record<string, unknown>>(
        { name: createHash('sha1').update(text).digest('hex'), text },
        values,
      )
      return { ms: performance.now() - from, rows }
    })
  const asked = [sites, year.from, year.to]
  const [persons, attendances] = [statementOf('ACT-04'), statementOf('ACT-03')]
  const times = { ours: [] as number[], hand: [] as number[], attendances: [] as number[] }
  let isSame = true
  for (let round = 0; round < rounds + 1; round++) {
    const ours = await run(persons, [...asked, year.today])
    const hand = await run(byHand, asked)
    const count = await run(attendances, [...asked, year.today])
    const cells = ours.rows.filter(({ part }) => part === null).map(({ keys }) => Number(keys))
    const wanted = hand.rows.map((row) => Number(row['persons']))
    isSame &&= JSON.stringify(cells.toSorted((a, b) => a - b)) === JSON.stringify(wanted.toSorted((a, b) => a - b))
    // the first round warms
    if (round === 0) continue
    times.ours.push(ours.ms)
    times.hand.push(hand.ms)
    times.attendances.push(count.ms)
  }
  await database.close()
  const ratio = median(times.ours.map((ms, index) => ms / (times.hand[index] ?? Number.NaN)))
  const dashboard = await dashboardMs(url, sites)
  const columns = [size, median(times.ours), median(times.hand)].map((one) => one.toFixed(0))
  const more = [ratio.toFixed(2), isSame ? 'yes' : 'NO', median(times.attendances).toFixed(0)]
  const dashboards = [dashboard.first.toFixed(0), dashboard.again.toFixed(1)]
  const widths = [11, 22, 13, 8, 12, 17, 27, 7]
  say([...columns, ...more, ...dashboards].map((cell, index) => cell.padStart(widths[index] ?? 0)).join(''))
  if (!isSame) misses.push(`${size}: other rows`)
  if (size < 1_000_000) return
  const client = new pg.Client({ connectionString: url, options: '-c jit=off' })
  await client.connect()
  misses.push(...(await benchExport(client, url, sites, 2, say)))
  await client.end()
  if (ratio > bar.ratio) misses.push(`year by month, city and group: ${ratio.toFixed(2)} of the time by hand`)
  if (dashboard.again > bar.dashboardMs) misses.push(`warm dashboard: ${dashboard.again.toFixed(0)} ms`)
}

/**
 * The figures of the last four weeks, as the figures page asks for them: counted, when something was written since, and told
 * again, when nothing was. Milliseconds.
 */
async function dashboardMs(url: string, sites: readonly string[]): Promise<{ first: number; again: number }> {
  const database = createDatabase({ url })
  const period = { from: '2025-12-01', to: '2025-12-29', by: [], sites, site: null, today: year.today } as const
  const times = { first: [] as number[], again: [] as number[] }
  for (let round = 0; round < rounds + 1; round++) {
    const remembered = figureMemory()
    const open = async () => {
      const from = performance.now()
      await database.report(scopeOf(sites), async (db) => {
        const tell = await remembered(db)
        const level = 'internal_case'
        for (const indicatorId of headlines) await tell({ ...period, indicatorId, level, each: null })
        await weeksOf(tell, { ...period, level })
      })
      return performance.now() - from
    }
    const [first, again] = [await open(), await open()]
    // the first round warms
    if (round === 0) continue
    times.first.push(first)
    times.again.push(again)
  }
  await database.close()
  return { first: median(times.first), again: median(times.again) }
}
