import type { Db } from '../../platform/db/database.ts'
import type { Job } from '../../platform/jobs.ts'
import { mailLocaleFor } from '../../platform/mail/day-words.ts'
import { queueMessage } from '../../platform/outbox.ts'
import { expiringKeysSql } from './partners.sql.ts'

interface Expiring extends Record<string, unknown> {
  readonly id: string
  readonly siteId: string
  readonly key: string
  readonly publicId: string
  readonly partner: string
  readonly address: string | null
  readonly language: string
  readonly untilOn: string
  readonly notice: number
}

/** Each morning: whoever looks after a key hears 30 and 7 days before its end; tokens that ended are forgotten. */
export const lookAfterKeysJob: Job = {
  cron: '30 5 * * *',
  run: ({ database, clock }) =>
    database.system('look-after-keys', async (db) => {
      const now = clock.now()
      for (const key of await db.hot<Expiring>(expiringKeysSql, [now])) await warn(db, key)
      await db.hot({ name: 'forget-tokens', text: 'delete from access_token where expires_at < $1' }, [now])
    }),
}

const warn = (db: Db, { id, siteId, notice, address, language, partner, key, publicId, untilOn }: Expiring) =>
  queueMessage(db, {
    siteId,
    kind: 'key-expiring',
    locale: mailLocaleFor(language),
    address,
    payload: { partner, key, publicId, untilOn },
    dedupeKey: `key-expiring:${id}:${notice}`,
  })
