import type { Job } from '../../platform/jobs.ts'

/** Removes, once a night, the notes of changes that no kept figure is older than. */
export const forgetChangesJob: Job = {
  cron: '27 3 * * *',
  run: ({ database }) =>
    database.system('forget-changes', async (db) => {
      const text = `delete from figure_change where changed_at < now() - interval '1 day'`
      await db.hot({ name: 'forget-changes', text }, [])
    }),
}
