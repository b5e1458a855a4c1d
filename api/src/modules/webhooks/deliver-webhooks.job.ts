import { failingDays, webhooksKeptDays } from '@interra/contracts'
import { Webhook } from 'standardwebhooks'
import { isLoopback, type Config } from '../../config.ts'
import type { Db } from '../../platform/db/database.ts'
import type { Deps } from '../../platform/deps.ts'
import { enqueue, type Job } from '../../platform/jobs.ts'
import { mailLocaleFor } from '../../platform/mail/day-words.ts'
import { queueMessage } from '../../platform/outbox.ts'
import { createSeal, type Seal } from '../../platform/seal.ts'
import { nextTry } from './retry.ts'
import { sealedFor } from './secret.ts'
import { sendTo, type Sending, type Sent } from './send.client.ts'
import {
  deliveredSql,
  dueEndpointsSql,
  failingSql,
  forgetSql,
  missedSql,
  recoveredSql,
  switchOffSql,
  takeSql,
  untoldSql,
} from './webhooks.sql.ts'
import { deliverTask, enqueueDelivery } from './webhooks.store.ts'

/** So many at once, each about another record. */
const atOnce = 20
const dayMs = 86_400_000

interface Taken extends Record<string, unknown> {
  readonly id: string
  readonly attempts: number
  readonly eventId: string
  readonly body: string
  readonly url: string
  readonly endpointId: string
  readonly secret: string
  readonly oldSecret: string | null
}

/**
 * Tells an endpoint what it waits for, in order for each record; each event at least once. Asked for with each event;
 * every minute, for all endpoints that something is due for.
 */
export function deliverWebhooksJob(sending: Partial<Sending> = {}): Job {
  return {
    cron: '* * * * *',
    async run(deps, payload) {
      const endpointId: unknown = Reflect.get(Object(payload), 'endpointId')
      if (typeof endpointId !== 'string') return askForDue(deps)
      const seal = createSeal(deps.config.secretsKeys)
      const how = { loopback: isLoopback(deps.config.publicUrl.hostname), ...sending }
      for (;;) {
        const taken = await deps.database.system(deliverTask, (db) => take(db, endpointId, deps.clock.now()))
        const sent = await Promise.all(taken.map((one) => deliver(deps, seal, one, how)))
        // an endpoint that takes nothing is not asked for the rest: the next minute does
        if (!sent.some(({ fault }) => fault === null)) return
      }
    },
  }
}

/** Each night: what was told longer ago than it can be asked for again. */
export const forgetWebhooksJob: Job = {
  cron: '50 3 * * *',
  async run({ database, clock }) {
    const before = new Date(clock.now().getTime() - webhooksKeptDays * dayMs)
    await database.system('forget-webhooks', (db) => db.hot(forgetSql, [before]))
  },
}

const askForDue = ({ database, clock }: Deps) =>
  database.system(deliverTask, async (db) => {
    const due = await db.hot<{ id: string }>(dueEndpointsSql, [clock.now()])
    for (const { id } of due) await enqueueDelivery(db, id)
  })

async function take(db: Db, endpointId: string, now: Date): Promise<Taken[]> {
  await db.hot(untoldSql, [endpointId])
  return db.hot<Taken>(takeSql, [endpointId, now, atOnce])
}

async function deliver(deps: Deps, seal: Seal, taken: Taken, how: Sending): Promise<Sent> {
  const { body } = taken
  const sent = await sendTo(new URL(taken.url), { body, headers: signed(seal, taken, deps.clock.now()) }, how)
  await deps.database.system(deliverTask, (db) => record(db, deps, taken, sent))
  return sent
}

/** The headers of Standard Webhooks; two signatures while a secret is replaced. */
function signed(seal: Seal, { eventId, body, endpointId, secret, oldSecret }: Taken, at: Date): Record<string, string> {
  const secrets = oldSecret === null ? [secret] : [secret, oldSecret]
  const sign = (one: string) => new Webhook(seal.open(one, sealedFor(endpointId))).sign(eventId, at, body)
  return {
    'webhook-id': eventId,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': secrets.map(sign).join(' '),
  }
}

async function record(db: Db, { clock, config }: Deps, taken: Taken, { status, fault, retryAfter }: Sent) {
  const now = clock.now()
  const { id, endpointId, attempts } = taken
  if (fault === null) {
    await db.hot(deliveredSql, [id, now, status])
    await db.hot(recoveredSql, [endpointId])
    return
  }
  const gone = status === 410
  const next = gone ? null : nextTry(attempts, now, retryAfter, Math.random())
  await db.hot(missedSql, [id, next, status, fault])
  await db.hot(failingSql, [endpointId, now])
  if (gone) await switchOff(db, config, endpointId, 'gone', null)
  else await switchOff(db, config, endpointId, 'failing', new Date(now.getTime() - failingDays * dayMs))
  // what is due within the minute does not wait for the next round
  if (next && next.getTime() - now.getTime() < 60_000)
    await enqueue(db, { task: deliverTask, payload: { endpointId }, runAt: next, key: `webhook-again:${endpointId}` })
}

interface SwitchedOff extends Record<string, unknown> {
  readonly siteId: string
  readonly url: string
  readonly version: number
  readonly isTest: boolean
  readonly name: string
  readonly email: string | null
  readonly locale: string
}

/** Nothing goes there any more, and its partner is told: not of the sandbox's. */
async function switchOff(db: Db, config: Config, endpointId: string, why: 'gone' | 'failing', since: Date | null) {
  const [off] = await db.hot<SwitchedOff>(switchOffSql, [endpointId, why, since])
  if (!off || off.isTest) return
  await queueMessage(db, {
    siteId: off.siteId,
    kind: 'webhook-off',
    locale: mailLocaleFor(off.locale),
    address: off.email,
    payload: { partner: off.name, host: new URL(off.url).host, why, link: new URL('/docs', config.publicUrl).href },
    dedupeKey: `webhook-off:${endpointId}:${off.version}`,
  })
}
