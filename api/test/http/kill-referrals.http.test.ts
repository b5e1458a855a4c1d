import { newTestDatabase } from '@interra/postgres'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { buildApi } from '../../../packages/run/src/build.ts'
import { createDatabase } from '../../src/platform/db/database.ts'
import { addSites } from '../base-data.ts'
import { connectOwner, type Owner } from '../owner.ts'
import { addPartnerKey, createKeyClient, type PartnerKey } from '../partners.ts'
import { startReceiver, type Receiver } from '../receiver.ts'
import { referralBody } from '../referrals.ts'
import { startCopy, type Copy } from '../running-copy.ts'

const full = process.env['INTERRA_PROVE'] === 'full'
const agent = new Agent({ keepAlive: true })

/** What a partner's program sends, and sends again as it was until it is answered. */
interface Act {
  readonly path: string
  readonly key: string
  readonly body: Readonly<Record<string, unknown>>
}
interface Answer {
  readonly status: number
  readonly replayed: boolean
  readonly text: string
}

let owner: Owner
let databaseUrl: string
let partner: PartnerKey
let receiver: Receiver
let copy: Copy
const dir = mkdtempSync(path.join(tmpdir(), 'interra-kill-'))

const start = () =>
  startCopy({
    DATABASE_URL: databaseUrl,
    PORT: '0',
    HOST: '127.0.0.1',
    DATA_DIR: dir,
    SECRETS_KEY: Buffer.alloc(32, 7).toString('base64'),
    RATE_LIMIT_PER_MINUTE: '1000000',
  })

beforeAll(async () => {
  await buildApi()
  databaseUrl = await newTestDatabase()
  owner = connectOwner(databaseUrl)
  const database = createDatabase({ url: databaseUrl })
  const sites = await addSites(database)
  await database.close()
  receiver = await startReceiver()
  copy = await start()
  partner = await addPartnerKey({ url: copy.url, owner, sites, clock: { now: () => new Date(), set: () => undefined } })
  await partner.client.addWebhookEndpoint({ body: { url: receiver.url } })
})
afterAll(async () => {
  copy.process.kill('SIGKILL')
  agent.destroy()
  await Promise.all([owner.close(), receiver.stop()])
  rmSync(dir, { recursive: true, force: true })
})

/** The whole answer; null when it did not come. With `cut`, whoever asked hangs up as soon as all of it is said. */
function send({ path: at, key, body }: Act, { cut = false } = {}): Promise<Answer | null> {
  const headers = {
    authorization: `Bearer ${partner.key}`,
    'content-type': 'application/json',
    'idempotency-key': key,
  }
  return new Promise((resolve) => {
    const asked = request(copy.url + at, { method: 'POST', headers, agent }, (response) => {
      let text = ''
      response.on('data', (data) => (text += String(data)))
      response.on('error', () => undefined)
      response.on('close', () => {
        const replayed = response.headers['idempotent-replayed'] === 'true'
        resolve(response.complete ? { status: response.statusCode ?? 0, replayed, text } : null)
      })
    })
    asked.on('error', () => resolve(null))
    asked.end(JSON.stringify(body), () => cut && asked.destroy())
  })
}

/** Until it is neither still running nor refused by a copy that has too much to do. */
async function sendAgain(act: Act): Promise<Answer> {
  for (;;) {
    const answer = await send(act)
    if (answer === null) throw new Error(`no answer: ${copy.output()}`)
    if (answer.status !== 503 && !answer.text.includes('idempotency-in-progress')) return answer
    await pause(20)
  }
}

async function kill(): Promise<void> {
  const ended = once(copy.process, 'exit')
  copy.process.kill('SIGKILL')
  await ended
}

/** Kills the copy while acts are under way: some are written and not committed, and wait for this table. */
async function killHolding(table: string, begin: () => void): Promise<void> {
  const holder = new pg.Client({ connectionString: databaseUrl })
  await holder.connect()
  await holder.query(`begin; lock table ${table} in share mode`)
  begin()
  const text = `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`
  while ((await owner.sql(text)).length < 3) await pause(10)
  await kill()
  await holder.end()
}

const sendings = (): Act[] =>
  Array.from({ length: 10 }, () => {
    const body = referralBody({}, { contact: { preference: 'email', email: 'selam@example.org' } })
    return { path: '/v1/partner/referrals', key: `send-${body.partnerReference}`, body: { ...body } }
  })
const withdrawals = (ids: readonly string[]): Act[] =>
  ids.map((id) => ({
    path: `/v1/partner/referrals/${id}/withdraw`,
    key: `withdraw-${id}`,
    body: { requestedBy: 'partner' },
  }))
const idOf = ({ text }: Answer) => String(Reflect.get(Object(JSON.parse(text)), 'id'))

/** The table that the acts wait for when the copy is killed, or after how many answers it is. */
type Moment = 'audit_event' | 'idempotency_key' | 'referral_event' | 'webhook_event' | number
const moments: readonly Moment[] = full
  ? ['audit_event', 'idempotency_key', ...Array.from({ length: 24 }, (_, at) => at), 'referral_event', 'webhook_event']
  : ['idempotency_key', 6]

/** Sends the acts at once and kills the copy in the midst of them. Answers what each was told. */
async function sendAndKill(acts: readonly Act[], moment: Moment): Promise<(Answer | null)[]> {
  let heard = 0
  let tell = () => {}
  const enough = new Promise<void>((resolve) => (tell = resolve))
  const begin = (some: readonly Act[]) =>
    some.map(async (act, at) => {
      const answer = await send(act, { cut: at % 5 === 4 })
      if (answer !== null && ++heard === moment) tell()
      return answer
    })
  if (typeof moment === 'number') {
    const answers = begin(acts)
    if (moment > 0) await Promise.race([enough, Promise.all(answers)])
    await kill()
    return Promise.all(answers)
  }
  // some are answered before
  const half = Math.floor(acts.length / 2)
  const first = await Promise.all(begin(acts.slice(0, half)))
  let rest: Promise<Answer | null>[] = []
  await killHolding(moment, () => (rest = begin(acts.slice(half))))
  return [...first, ...(await Promise.all(rest))]
}

test(
  '[L3] kill -9 in mid-flight: what was acknowledged is there once as it was told, and the rest once when it is sent again',
  async () => {
    const ids: string[] = []
    let open: string[] = []
    const seen = { acknowledged: 0, unanswered: 0 }
    for (const moment of moments) {
      const acts = [...sendings(), ...withdrawals(open)].sort(() => Math.random() - 0.5)
      const told = await sendAndKill(acts, moment)
      // as the hours do: what a dead worker had in hand is taken up by another
      await owner.sql('update graphile_worker._private_jobs set locked_at = null, locked_by = null')
      await owner.sql(`update webhook_delivery set due_at = now() where status = 'waiting'`)
      copy = await start()
      const again = await Promise.all(acts.map(sendAgain))
      open = []
      for (const [at, act] of acts.entries()) {
        const [first, second] = [told[at] ?? null, again[at]]
        const created = act.path.endsWith('/referrals')
        const acknowledged = first?.status === (created ? 201 : 200)
        seen[acknowledged ? 'acknowledged' : 'unanswered']++
        expect(second).toMatchObject({ status: created ? 201 : 200 })
        if (acknowledged) expect(second).toEqual({ ...first, replayed: true })
        if (created && second) open.push(idOf(second))
      }
      ids.push(...open)
      const others = acts.map((act) => ({ ...act, body: { ...act.body, ...otherOf(act) } }))
      for (const answer of await Promise.all(others.map(sendAgain)))
        expect([answer.status, answer.text]).toEqual([422, expect.stringContaining('idempotency-key-reused')])
    }
    expect(Math.min(seen.acknowledged, seen.unanswered)).toBeGreaterThan(0)
    await theRest(open)

    const rows = await owner.sql<{ id: string; events: string; received: number; told: string; letters: number }>(
      `select r.id,
         (select string_agg(e.to_status, ' ' order by e.seq) from referral_event e where e.referral_id = r.id) as events,
         (select count(*) from audit_event a where a.entity_id = r.id and a.act = 'referral.received') as received,
         (select string_agg(w.type || ' ' || d.status, ', ' order by w.subject_seq) from webhook_event w
            left join webhook_delivery d on d.event_id = w.id where w.subject_id = r.id) as told,
         (select count(*) from outbox_message m where m.dedupe_key like 'referral:' || r.id || ':%') as letters
       from referral r order by r.id`,
    )
    const once = {
      events: 'received withdrawn',
      received: 1,
      told: 'referral.received delivered, referral.ended delivered',
      letters: 1,
    }
    expect(rows).toEqual([...ids].sort().map((id) => ({ id, ...once })))
    const heard = new Set(receiver.heard.map(({ headers, told }) => `${String(headers['webhook-id'])} ${told.type}`))
    expect(heard.size).toBe(2 * ids.length)
  },
  full ? 600_000 : 120_000,
)

const otherOf = ({ path: at }: Act) => (at.endsWith('/referrals') ? { message: 'Autre chose' } : { reason: 'Autre' })

/** Withdraws those that are open, and waits until all that is to be told was told. */
async function theRest(open: readonly string[]): Promise<void> {
  for (const { status } of await Promise.all(withdrawals(open).map(sendAgain))) expect(status).toBe(200)
  const { items } = await createKeyClient(copy.url, partner.key).listWebhookEndpoints()
  const due = `select from graphile_worker.jobs where task_identifier = 'tell-referral'
    union all select from webhook_delivery where status = 'waiting'`
  const ask = `select interra.enqueue('deliver-webhooks', json_build_object('endpointId', $1::text), null, 'webhook:' || $1)`
  while ((await owner.sql(due)).length > 0) {
    await owner.sql(ask, [items[0]?.id])
    await pause(100)
  }
}
