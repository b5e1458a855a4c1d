import type { Db } from '../../platform/db/database.ts'
import type { Job } from '../../platform/jobs.ts'
import { knownForMs } from './attempts.store.ts'

const yearMs = 365 * 86_400_000

/** Each night: tries that are no longer counted, sessions and links that ended over a year ago. */
export const forgetSignInsJob: Job = {
  cron: '17 3 * * *',
  run: ({ database, clock }) => database.system('forget-sign-ins', (db) => forget(db, clock.now().getTime())),
}

async function forget(db: Db, now: number): Promise<void> {
  const monthAgo = new Date(now - knownForMs)
  const yearAgo = new Date(now - yearMs)
  await db.hot({ name: 'forget-tries', text: 'delete from sign_in_attempt where at < $1' }, [monthAgo])
  await db.hot({ name: 'forget-sessions', text: 'delete from account_session where expires_at < $1' }, [yearAgo])
  await db.hot({ name: 'forget-links', text: 'delete from account_link where expires_at < $1' }, [yearAgo])
}
