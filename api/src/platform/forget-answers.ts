import type { Job } from './jobs.ts'

/** Removes, once a night, the answers kept for requests that may no longer be sent again. */
export const forgetAnswersJob: Job = {
  cron: '17 3 * * *',
  run: ({ database }) =>
    database.system('forget-answers', async (db) => {
      await db.hot({ name: 'forget-answers', text: 'delete from idempotency_key where expires_at < now()' }, [])
    }),
}
