import type { Job } from '../../platform/jobs.ts'
import { passOn, sessionsWithOverdueOffers } from './offers.store.ts'

/**
 * Ends offers whose time is over and passes the places on. Asked for at the end of each offer; every minute as well, so
 * that none is forgotten. Each session in a transaction of its own.
 */
export const passOnOffersJob: Job = {
  cron: '* * * * *',
  async run({ database, clock }) {
    const now = clock.now()
    const sessionIds = await database.system('pass-on-offers', (db) => sessionsWithOverdueOffers(db, now))
    for (const sessionId of sessionIds) await database.system('pass-on-offers', (db) => passOn(db, sessionId, now))
  },
}
