import Fastify from 'fastify'
import { createHash } from 'node:crypto'
import pg from 'pg'
import { sheetSql } from '../../api/src/modules/attendance/sheet.sql.ts'
import { termsOf } from '../../api/src/modules/search/search-text.ts'
import { searchPeopleSql } from '../../api/src/modules/search/search.sql.ts'
import { listSql } from '../../api/src/modules/sessions/sessions.sql.ts'

/**
 * What a good programmer would write by hand for three addresses and nothing else: Fastify, pg, prepared statements, the
 * same SQL, the same look-up of the session (kept for a second), the same bytes. No contract, no second wall, no log, no
 * checks, no headers.
 */
const pool = new pg.Pool({
  connectionString: process.env['DATABASE_URL'],
  max: 10,
  options: '-c plan_cache_mode=force_generic_plan',
})
const app = Fastify()
const sites = [process.env['SITE_ID']]
const seen = new Map<string, { until: number; known: Promise<boolean> }>()

function signedIn(cookie: string): Promise<boolean> {
  const value = /interra=([^;]+)/.exec(cookie)?.[1] ?? ''
  const known = seen.get(value)
  if (known && known.until > Date.now()) return known.known
  const look = pool
    .query({
      name: 'session',
      text: `select 1 from account_session s join account a on a.id = s.account_id and a.status = 'active'
        where s.token_hash = $1 and s.ended_at is null and s.expires_at > now()`,
      values: [createHash('sha256').update(value).digest('hex')],
    })
    .then(({ rowCount }) => rowCount === 1)
  seen.set(value, { until: Date.now() + 1000, known: look })
  return look
}

app.addHook('onRequest', async (request, reply) => {
  if (!(await signedIn(request.headers.cookie ?? ''))) return reply.code(401).send()
})
const json = 'application/json; charset=utf-8'

const shape = { from: true, to: false, workshop: false, status: false, hostedBy: false, toRecord: false, after: false }
const list = { name: 'list', text: listSql({ ...shape, take: 51 }) }
app.get<{ Querystring: { from: string } }>('/v1/sessions', async (request, reply) => {
  const values = [sites, 51, request.query.from, null, null, null, null, new Date(), null, null]
  const { rows } = await pool.query<{ items: string; next_at: Date | null; next_id: string | null }>({
    ...list,
    values,
  })
  const [row] = rows
  const next = row?.next_at
    ? Buffer.from(JSON.stringify([row.next_at.toISOString(), row.next_id])).toString('base64url')
    : null
  return reply.type(json).send(`{"items":${row?.items},"next":${JSON.stringify(next)}}`)
})

app.get<{ Params: { sessionId: string } }>('/v1/sessions/:sessionId/sheet', async (request, reply) => {
  const values = [request.params.sessionId, sites, null, null]
  const { rows } = await pool.query<{ sheet: string }>({ name: 'sheet', text: sheetSql, values })
  return reply.type(json).send(rows[0]?.sheet)
})

interface Found {
  readonly json: string
  readonly found: number
  readonly settled: boolean
}
app.post<{ Body: { text: string; limit: number } }>('/v1/people/searches', async (request, reply) => {
  const { words, facts } = termsOf(request.body.text)
  const { limit } = request.body
  const values = [
    ['person'],
    sites,
    ['<>@='],
    words,
    facts.map(({ token }) => token),
    facts.map(({ form }) => form),
    limit,
  ]
  const run = async (statement: { name: string; text: string }) =>
    (await pool.query<Found>({ ...statement, values })).rows[0]
  const exact = await run(searchPeopleSql.strict)
  const enough = exact && (exact.settled || exact.found >= Math.min(limit, 10) || words === '')
  const result = enough ? exact : await run(searchPeopleSql.tolerant)
  return reply.type(json).send(result?.json)
})

await app.listen({ host: '127.0.0.1', port: Number(process.env['PORT']) })
