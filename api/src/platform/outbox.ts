import type { Db } from './db/database.ts'
import { newId } from './ids.ts'
import { enqueue, type Job } from './jobs.ts'
import { compose, type Templates } from './mail/letter.ts'
import type { Mailer } from './mailer.ts'

/** Messages that no e-mail takes wait so many days for somebody to tell them; after that it is too late. */
export const daysToTell = 30

export interface Message {
  readonly siteId: string | null
  readonly personId?: string
  readonly accountId?: string
  /** Names the template. */
  readonly kind: string
  readonly locale: string
  /** E-mail address; null when there is no way to reach the person, which the outbox then shows. */
  readonly address: string | null
  readonly payload: Readonly<Record<string, string>>
  /** A second message with the same key is not made. */
  readonly dedupeKey?: string
}

const insertMessage = {
  name: 'outbox-insert',
  text: `insert into outbox_message
      (id, site_id, person_id, account_id, channel, kind, locale, address, payload, dedupe_key, status)
    values ($1, $2, $3, $4, case when $7::text is null then 'none' else 'email' end, $5, $6, $7,
      case when $7::text is null then $8::jsonb - 'link' else $8::jsonb end, $9,
      case when $7::text is null then 'not_reachable' else 'queued' end)
    on conflict (dedupe_key) do nothing
    returning status`,
}

/** Puts a message in the outbox, in the transaction of the act it tells about. Answers its id; null when already there. */
export async function queueMessage(db: Db, message: Message): Promise<string | null> {
  const id = newId()
  const { siteId, personId = null, accountId = null, kind, locale, address, payload, dedupeKey = null } = message
  const values = [id, siteId, personId, accountId, kind, locale, address, JSON.stringify(payload), dedupeKey]
  const [made] = await db.hot<{ status: string }>(insertMessage, values)
  if (!made) return null
  if (made.status === 'queued') await enqueueSending(db, id)
  return id
}

const enqueueSending = (db: Db, id: string, runAt?: Date) =>
  enqueue(db, { task: 'send-message', payload: { id }, key: `message:${id}`, ...(runAt ? { runAt } : {}) })

/** Seconds until the next try after each failure; after the last one the message counts as failed. */
const delays = [10, 60, 300, 1800, 7200, 21_600, 43_200]

/**
 * Sends one message. Whoever has it in hand keeps it for two minutes; a sender that dies meanwhile is followed by
 * another, whose mail bears the same Message-ID (and replaces the same file), so that it shows once.
 */
export function sendMessageJob(mailer: Mailer, templates: Templates): Job {
  return {
    async run({ database }, payload) {
      const id = messageId(payload)
      const message = await database.system('send-message', (db) => takeInHand(db, id))
      if (!message) return
      try {
        const words = compose(templates, message.kind, message.locale, message.payload)
        await mailer.send({ id, to: message.address, ...words })
      } catch (error) {
        await database.system('send-message', (db) => recordFailure(db, id, message.attempts, error))
        return
      }
      await database.system('send-message', (db) => recordSent(db, id))
    },
  }
}

/** Every minute, asks again for messages that are overdue because their sender died. */
export const pickUpMessagesJob: Job = {
  cron: '* * * * *',
  run: ({ database }) =>
    database.system('pick-up-messages', async (db) => {
      const overdue = await db.hot<{ id: string }>(
        {
          name: 'outbox-overdue',
          text: `select id from outbox_message where status = 'queued' and due_at < now() - interval '30 seconds'
            order by due_at limit 200`,
        },
        [],
      )
      for (const { id } of overdue) await enqueueSending(db, id)
    }),
}

interface Taken {
  readonly kind: string
  readonly locale: string
  readonly address: string
  readonly payload: Record<string, unknown>
  readonly attempts: number
}

async function takeInHand(db: Db, id: string): Promise<Taken | undefined> {
  const [taken] = await db.hot<Taken>(
    {
      name: 'outbox-take',
      text: `update outbox_message set attempts = attempts + 1, due_at = now() + interval '2 minutes'
        where id = $1 and status = 'queued' and due_at <= now()
        returning kind, locale, address, payload, attempts`,
    },
    [id],
  )
  return taken
}

async function recordSent(db: Db, id: string): Promise<void> {
  // a link that opens something is for its reader alone: it does not outlive the sending, nor the last try
  const text = `update outbox_message
    set status = 'sent', sent_at = now(), last_error = null, payload = payload - 'link' where id = $1`
  await db.hot({ name: 'outbox-sent', text }, [id])
}

async function recordFailure(db: Db, id: string, attempts: number, error: unknown): Promise<void> {
  const delay = delays[attempts - 1]
  const text = `update outbox_message set last_error = $2, due_at = now() + make_interval(secs => $3),
    status = case when $4 then 'failed' else 'queued' end, payload = case when $4 then payload - 'link' else payload end
    where id = $1 returning due_at`
  const values = [id, reasonOf(error), delay ?? 0, delay === undefined]
  const [row] = await db.hot<{ due_at: Date }>({ name: 'outbox-failure', text }, values)
  if (row && delay !== undefined) await enqueueSending(db, id, row.due_at)
}

function reasonOf(error: unknown): string {
  const message = typeof error === 'object' && error !== null && 'message' in error ? error.message : error
  return String(message).slice(0, 300)
}

function messageId(payload: unknown): string {
  if (typeof payload === 'object' && payload !== null && 'id' in payload && typeof payload.id === 'string')
    return payload.id
  throw new TypeError('send-message needs the id of a message')
}
