import type pg from 'pg'
import { get } from 'node:http'
import { attendanceLines, attendanceRowsSql } from '../../api/src/modules/reporting/attendances.sql.ts'
import { insertReportingKey, pseudonymKey } from '../../api/src/modules/reporting/keys.store.ts'
import { createDatabase } from '../../api/src/platform/db/database.ts'
import { serverFile, webFolder } from '../../packages/run/src/build.ts'
import { copyOut, written } from './copy-out.ts'
import { start, type Server } from './servers.ts'

const period = { from: '2024-01-01', to: '2026-01-01' } as const
const bar = { ratio: 0.5, growthMb: 64 } as const

/** An export of every attendance over HTTP, in turn with COPY of the same rows on the application's role; answers what misses the bar. */
export async function benchExport(
  client: pg.Client,
  url: string,
  sites: readonly string[],
  rounds: number,
  say: (line: string) => void,
): Promise<string[]> {
  const database = createDatabase({ url })
  const { text: bearer, key } = await database.system('bench.key', async (db) => {
    const wanted = { name: 'bench', siteIds: [...sites], scopes: ['attendances:read' as const] }
    const { id, text } = await insertReportingKey(db, wanted, new Date(), null)
    return { text, key: await pseudonymKey(db, id) }
  })
  await database.close()
  const { values } = attendanceLines({ sites, ...period, key }, ',')
  const copied = `copy (${written(attendanceRowsSql, values)}) to stdout (format csv)`
  await client.query(`set role interra_app; set interra.sites = '{${sites.join()}}'`)
  const server = await start(serverFile, { DATABASE_URL: url, WEB_DIR: webFolder })
  const times = { ours: [] as number[], copy: [] as number[] }
  let rows = 0
  let growth = 0
  try {
    for (let round = 0; round < rounds; round++) {
      const before = server.memory()
      const from = performance.now()
      const ours = await readAll(server, bearer)
      const between = performance.now()
      await copyOut(client, copied)
      times.ours.push(between - from)
      times.copy.push(performance.now() - between)
      rows = ours.rows
      // the first export warms the pool and the compiler
      if (round > 0) growth = Math.max(growth, ours.mostMb - before)
    }
  } finally {
    await server.stop()
  }
  const perSecond = (ms: readonly number[]) => rows / (Math.min(...ms) / 1000)
  const ratio = perSecond(times.ours) / perSecond(times.copy)
  const told = [perSecond(times.ours), perSecond(times.copy)].map((one) => one.toFixed(0))
  say(`\n${rows} attendances under pseudonyms over HTTP: ${told[0]} rows/s; COPY of the same rows: ${told[1]} rows/s;`)
  say(`ratio ${ratio.toFixed(2)} (bar ${bar.ratio}); resident memory +${growth.toFixed(0)} MB (bar ${bar.growthMb})`)
  return [
    ...(ratio < bar.ratio ? [`export: ${ratio.toFixed(2)} of the speed of COPY`] : []),
    ...(growth > bar.growthMb ? [`export: ${growth.toFixed(0)} MB`] : []),
  ]
}

/** Reads an export to its end, looking at the server's memory as it comes. */
function readAll(server: Server, bearer: string): Promise<{ rows: number; mostMb: number }> {
  const path = `${server.url}/v1/reporting/attendances.csv?from=${period.from}&to=${period.to}`
  return new Promise((resolve, reject) => {
    get(path, { headers: { authorization: `Bearer ${bearer}` } }, (answer) => {
      if (answer.statusCode !== 200) reject(new Error(`the export answers ${answer.statusCode}`))
      let [lines, mostMb, pieces] = [0, 0, 0]
      answer.on('data', (piece: Buffer) => {
        for (let at = piece.indexOf(10); at >= 0; at = piece.indexOf(10, at + 1)) lines++
        if (pieces++ % 50 === 0) mostMb = Math.max(mostMb, server.memory())
      })
      answer.on('end', () => resolve({ rows: lines - 1, mostMb }))
      answer.on('error', reject)
    }).on('error', reject)
  })
}
