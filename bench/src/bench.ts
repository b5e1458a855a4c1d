import { ensureDatabase, startTestCluster } from '@interra/postgres'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { migrate } from '../../api/src/platform/db/migrate.ts'
import { buildAll, serverFile, webFolder } from '../../packages/run/src/build.ts'
import { benchDuoRounds } from './duos.ts'
import { benchWhilePlanning } from './duo-load.ts'
import { firstScreenKb } from './first-screen.ts'
import { bodies, load, type Measured, type Scenario } from './load.ts'
import { recall } from './recall.ts'
import { seed, size, type Seeded } from './seed.ts'
import { buildFloor, start, type Server } from './servers.ts'

const rounds = Number(process.env['BENCH_ROUNDS'] ?? 5)
const seconds = Number(process.env['BENCH_SECONDS'] ?? 4)
const bar = { throughput: 0.6, p99: 2, recall: 0.95, memoryMb: 250, firstScreenKb: 200 } as const

const say = (line: string) => void process.stdout.write(`${line}\n`)
const median = (values: readonly number[]) =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN

const folder = mkdtempSync(path.join(tmpdir(), 'interra-bench-'))
const postgres = await startTestCluster({ durable: true })
const misses: string[] = []
try {
  await buildAll()
  const url = await ensureDatabase(postgres.url, 'bench')
  await migrate(url)
  say(`Seeding ${size.people} people and ${size.sessions} sessions…`)
  const seeded = await seed(url)
  await compare(url, seeded)
} finally {
  await postgres.stop()
  rmSync(folder, { recursive: true, force: true })
}
misses.push(...benchDuoRounds())
if (misses.length > 0) {
  say(`\nBelow the bar: ${misses.join('; ')}`)
  process.exitCode = 1
} else say('\nEverything above the bar.')

/** The service and the floor on one database, in turn. */
async function compare(url: string, seeded: Seeded): Promise<void> {
  const cookie = `interra=${seeded.token}`
  const unlimited = { RATE_LIMIT_PER_MINUTE: '1000000', RATE_LIMIT_ANONYMOUS_PER_MINUTE: '1000000' }
  const api = await start(serverFile, { DATABASE_URL: url, DATA_DIR: folder, WEB_DIR: webFolder, ...unlimited })
  const floor = await start(await buildFloor(), { DATABASE_URL: url, SITE_ID: seeded.siteId })
  try {
    say(`\n${rounds} rounds of ${seconds} s each, in turn, 32 connections; medians of the rounds.\n`)
    say('scenario                  service /s   floor /s   ratio   p99 ms service / floor   ratio   same bytes')
    for (const scenario of scenariosOf(seeded)) await race(api, floor, cookie, scenario)
    await measureRecall(api, cookie, seeded)
    const memory = api.memory()
    say(`\nservice, resident memory after the load: ${memory.toFixed(0)} MB (bar ${bar.memoryMb})`)
    if (memory > bar.memoryMb) misses.push('memory')
    const kb = firstScreenKb(webFolder)
    say(`first screen, JavaScript gzipped: ${kb.toFixed(0)} kB (bar ${bar.firstScreenKb})`)
    if (kb > bar.firstScreenKb) misses.push('first screen')
    misses.push(...(await benchWhilePlanning(url, api.url, cookie, seeded)))
  } finally {
    await Promise.all([api.stop(), floor.stop()])
  }
}

function scenariosOf({ sheetIds, people }: Seeded): Scenario[] {
  const days = Array.from({ length: 50 }, (_, index) => new Date(Date.now() + (index - 20) * 86_400_000))
  const some = people.filter((_, index) => index % 97 === 0).slice(0, 400)
  return [
    {
      name: 'session list, 50 rows',
      requests: days.map((day) => ({ method: 'GET', path: `/v1/sessions?from=${day.toISOString().slice(0, 10)}` })),
    },
    {
      name: 'one sheet, 30 people',
      requests: sheetIds.map((id) => ({ method: 'GET', path: `/v1/sessions/${id}/sheet` })),
    },
    {
      name: 'people search',
      requests: some.map(({ given, family }, index) => ({
        method: 'POST',
        path: '/v1/people/searches',
        body: JSON.stringify({
          text: index % 4 === 0 ? `${family} ${given}` : `${given} ${family.slice(0, 4)}`,
          limit: 10,
        }),
      })),
    },
  ]
}

async function race(api: Server, floor: Server, cookie: string, scenario: Scenario): Promise<void> {
  const [ours, theirs] = await bodies([api.url, floor.url], cookie, scenario)
  const same = ours === theirs
  // both are warm before anything counts
  for (const server of [api, floor]) await load(server.url, cookie, scenario, 2)
  const pairs: { ours: Measured; theirs: Measured }[] = []
  for (let round = 0; round < rounds; round++) {
    const first = await load((round % 2 === 0 ? api : floor).url, cookie, scenario, seconds)
    const second = await load((round % 2 === 0 ? floor : api).url, cookie, scenario, seconds)
    pairs.push(round % 2 === 0 ? { ours: first, theirs: second } : { ours: second, theirs: first })
  }
  report(scenario, pairs, same)
}

function report(scenario: Scenario, pairs: readonly { ours: Measured; theirs: Measured }[], same: boolean): void {
  const of = (pick: (pair: { ours: Measured; theirs: Measured }) => number) => median(pairs.map(pick))
  const throughput = of(({ ours, theirs }) => ours.throughput / theirs.throughput)
  const p99 = of(({ ours, theirs }) => ours.p99 / theirs.p99)
  const failed = pairs.reduce((sum, { ours, theirs }) => sum + ours.failed + theirs.failed, 0)
  const columns = [
    scenario.name.padEnd(26),
    of(({ ours }) => ours.throughput)
      .toFixed(0)
      .padStart(10),
    of(({ theirs }) => theirs.throughput)
      .toFixed(0)
      .padStart(11),
    throughput.toFixed(2).padStart(8),
    `${of(({ ours }) => ours.p99).toFixed(0)} / ${of(({ theirs }) => theirs.p99).toFixed(0)}`.padStart(25),
    p99.toFixed(2).padStart(8),
    (same ? 'yes' : 'NO').padStart(13),
  ]
  say(columns.join(''))
  if (throughput < bar.throughput) misses.push(`${scenario.name}: throughput ${throughput.toFixed(2)}`)
  if (p99 > bar.p99) misses.push(`${scenario.name}: p99 ${p99.toFixed(2)}`)
  if (!same) misses.push(`${scenario.name}: other bytes`)
  if (failed > 0) misses.push(`${scenario.name}: ${failed} failed`)
}

async function measureRecall(api: Server, cookie: string, { people }: Seeded): Promise<void> {
  const search = async (text: string) => {
    const answer = await fetch(`${api.url}/v1/people/searches`, {
      method: 'POST',
      headers: { cookie, 'x-interra-client': '1', 'content-type': 'application/json' },
      body: JSON.stringify({ text, limit: 10 }),
    })
    const { items } = (await answer.json()) as { items: { id: string }[] }
    return items.map(({ id }) => id)
  }
  say('')
  for (const [kind, share] of Object.entries(await recall(search, people, 500))) {
    say(`search, ${kind}: recall@10 ${share.toFixed(3)} (bar ${bar.recall})`)
    if (share < bar.recall) misses.push(`recall, ${kind}`)
  }
}
