import type { MatchRun } from '@interra/contracts'
import autocannon from 'autocannon'
import pg from 'pg'
import type { Seeded } from './seed.ts'

const side = 2000
/** A team at work: some requests a second, far from what the service can do. */
const perSecond = 60
/** p99 of a list while a plan is made, to that of the service at rest, at most. */
const bar = 2

/** Puts 2,000 newcomers and 2,000 locals in the pool, all free on a common evening. */
async function seedPool(url: string, siteId: string): Promise<void> {
  const client = new pg.Client(url)
  await client.connect()
  const chosen = `(select id, row_number() over (order by id) as n from person where site_id = $1 order by id limit ${2 * side}) p`
  const statements = [
    `update person set lifelong_resident = (id in (select id from ${chosen} where n > ${side})),
       is_belgian = (id in (select id from ${chosen} where n > ${side})), gender = case when birth_year % 2 = 0 then 'woman' else 'man' end
     where id in (select id from ${chosen})`,
    `insert into arrival_fact (id, site_id, person_id, arrived_on, precision, source)
     select gen_random_uuid(), $1, id, current_date - 300, 'day', 'self' from ${chosen} where n <= ${side}`,
    `insert into language_record (id, site_id, person_id, language, level, assessed_by, assessed_on)
     select gen_random_uuid(), $1, id, 'fr', (array['A2', 'B1', 'B2', 'C1'])[1 + n % 4], 'self', current_date - 100 from ${chosen}`,
    `insert into person_interest (id, site_id, person_id, kind, label)
     select gen_random_uuid(), $1, id, 'passion', 'passion ' || (n * k * 7) % 40 from ${chosen}, generate_series(1, 4) k`,
    `insert into consent (id, site_id, person_id, purpose, given, text_version, language, channel, collected_on)
     select gen_random_uuid(), $1, id, 'duo_matching', true, '1', 'fr', 'paper', current_date from ${chosen}`,
    `insert into candidacy (id, site_id, person_id, status, applied_on, interviewed_on, waiting_since, slots, online)
     select gen_random_uuid(), $1, id, 'available', current_date - 40, current_date - 40, current_date - (n % 90)::int,
       array['tue-evening', (array['mon-evening', 'wed-evening', 'sat-morning'])[1 + n % 3]], true from ${chosen}`,
    'analyze',
  ]
  for (const text of statements) await client.query(text, text.includes('$1') ? [siteId] : [])
  await client.end()
}

/** Makes a plan over 2,000 × 2,000 while a team goes on reading lists; answers what is below the bar. */
export async function benchWhilePlanning(
  databaseUrl: string,
  serviceUrl: string,
  cookie: string,
  { siteId }: Seeded,
): Promise<string[]> {
  await seedPool(databaseUrl, siteId)
  const headers = { cookie, 'x-interra-client': '1', 'content-type': 'application/json' }
  const lists = (seconds: number) =>
    autocannon({
      url: `${serviceUrl}/v1/sessions?from=${new Date().toISOString().slice(0, 10)}`,
      headers,
      connections: 4,
      overallRate: perSecond,
      duration: seconds,
    })
  await lists(3)
  const rest = await lists(8)
  const began = performance.now()
  const body = JSON.stringify({ siteId, aim: 'most_duos', threshold: 0 })
  const started = await fetch(`${serviceUrl}/v1/match-runs`, { method: 'POST', headers, body })
  if (!started.ok) throw new Error(`${started.status} ${await started.text()}`)
  const { id } = (await started.json()) as MatchRun
  const busy = lists(8)
  const run = await untilReady(`${serviceUrl}/v1/match-runs/${id}`, headers)
  const took = performance.now() - began
  const during = await busy
  const ratio = during.latency.p99 / rest.latency.p99
  process.stdout.write(
    `\n${side} × ${side} in the service: ready after ${(took / 1000).toFixed(1)} s, ${run.pairs.length} duos. ` +
      `A list at ${perSecond}/s meanwhile: p99 ${during.latency.p99} ms, at rest ${rest.latency.p99} ms, ratio ${ratio.toFixed(2)} (bar ${bar})\n`,
  )
  return ratio > bar ? [`p99 while a plan is made: ${ratio.toFixed(2)}`] : []
}

async function untilReady(url: string, headers: Record<string, string>): Promise<MatchRun> {
  for (;;) {
    // asking is part of the load, as the screen does it
    await new Promise((resolve) => setTimeout(resolve, 1000))
    const run = (await (await fetch(url, { headers })).json()) as MatchRun
    if (run.status === 'ready') return run
    if (run.status !== 'queued' && run.status !== 'running') throw new Error(`the plan is ${run.status}`)
  }
}
