import { who, type CheckInKind, type Side } from '@interra/contracts'
import type { Config } from '../../config.ts'
import type { Db } from '../../platform/db/database.ts'
import type { Job } from '../../platform/jobs.ts'
import { mailLocaleFor } from '../../platform/mail/day-words.ts'
import { queueMessage } from '../../platform/outbox.ts'
import { expire } from './answers.ts'
import { auditDuo } from './duo-act.ts'
import { askCheckIn, tellClosed } from './duo-messages.ts'
import { askableSql, overdueSql, silentSql, takeAskableSql } from './duos.jobs.sql.ts'
import { lockDuo } from './duos.store.ts'

/** So many in one round; the next round takes the rest. */
const atOnce = 500
const dayMs = 86_400_000
/** A check-in is answered within two weeks. */
const answerDays = 14

interface OfSite extends Record<string, unknown> {
  readonly id: string
  readonly siteId: string
}

/** Ends proposals whose time is over, each minute, each in a transaction of its own. */
export const expireProposalsJob: Job = {
  cron: '* * * * *',
  async run({ database, clock }) {
    const now = clock.now()
    const task = 'expire-proposals'
    const overdue = await database.system(task, (db) => db.hot<OfSite>(overdueSql, [now, atOnce]))
    for (const { id, siteId } of overdue)
      await database.system(task, async (db) => {
        const held = await lockDuo(db, { filterSites: [siteId] }, id)
        const open = held.status === 'proposed' || held.status === 'accepted_by_one'
        if (open && held.expiresAt <= now) await expire(db, held)
      })
  },
}

/** Tells both sides of proposals that the database closed: somebody took their consent back, or left the pool. */
export const tellClosedDuosJob: Job = {
  async run({ database }, payload) {
    const duoIds: unknown = Reflect.get(Object(payload), 'duoIds')
    if (!Array.isArray(duoIds)) throw new TypeError('tell-closed-duos needs the ids of duos')
    for (const duoId of duoIds.map(String))
      await database.system('tell-closed-duos', async (db) => {
        const text = `select id, site_id as "siteId" from duo where id = $1 and status = 'superseded'
          and not exists (select from outbox_message m 
            where m.dedupe_key in ('duo-closed:' || duo.id || ':newcomer', 'duo-closed:' || duo.id || ':local'))`
        const [duo] = await db.hot<OfSite>({ name: 'duo-closed-untold', text }, [duoId])
        if (!duo) return
        await tellClosed(db, duo.id)
        await auditDuo(db, duo, 'superseded')
      })
  },
}

interface Askable extends OfSite {
  readonly duoId: string
  readonly side: Side
  readonly kind: CheckInKind
}

/** Asks both sides how it goes on the day planned, in the morning of their site; nobody is asked twice. */
export const askCheckInsJob: Job = {
  cron: '*/10 * * * *',
  async run({ database, clock, config }) {
    const now = clock.now()
    const task = 'ask-check-ins'
    const due = await database.system(task, (db) => db.hot<Askable>(askableSql, [now, atOnce]))
    const until = new Date(now.getTime() + answerDays * dayMs)
    for (const checkIn of due)
      await database.system(task, async (db) => {
        const [taken] = await db.hot(takeAskableSql, [now, checkIn.id])
        if (taken) await askCheckIn(db, config, checkIn, { until, now })
      })
  },
}

interface Silent extends Record<string, unknown> {
  readonly siteId: string
  readonly today: string
  readonly accountId: string
  readonly name: string
  readonly email: string
  readonly locale: string
  readonly duos: readonly { readonly names: string; readonly days: number }[]
}

/** On Monday morning, whoever follows duos reads which of theirs are silent. */
export const tellSilenceJob: Job = {
  cron: '0 6 * * 1',
  run: ({ database, clock, config }) =>
    database.system('tell-silence', async (db) => {
      const owners = await db.hot<Silent>(silentSql, [clock.now(), who.team])
      for (const owner of owners) await tellSilence(db, config, owner)
    }),
}

async function tellSilence(
  db: Db,
  config: Config,
  { siteId, today, accountId, name, email, locale, duos }: Silent,
): Promise<void> {
  await queueMessage(db, {
    siteId,
    accountId,
    kind: 'duo-silence',
    locale: mailLocaleFor(locale),
    address: email,
    payload: {
      name,
      count: String(duos.length),
      list: duos.map(({ names, days }) => `${names} (${days})`).join(' · '),
      link: new URL('/duos?tab=duos&show=silent', config.publicUrl).href,
    },
    dedupeKey: `duo-silence:${accountId}:${siteId}:${today}`,
  })
}
