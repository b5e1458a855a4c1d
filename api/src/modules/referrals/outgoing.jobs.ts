import type { Db } from '../../platform/db/database.ts'
import type { Deps } from '../../platform/deps.ts'
import type { Job } from '../../platform/jobs.ts'
import { lapsableSql, remindableSql } from './outgoing.sql.ts'
import {
  closeOutgoingLinks,
  letterOf,
  lockOutgoing,
  noteReminded,
  takeOutgoingStep,
  writeToAgent,
  type OutgoingRow,
} from './outgoing.store.ts'

/** So many in one round; the next round takes the rest. */
const atOnce = 500

/** Each in a transaction of its own, if it still waits for the partner once it is held. */
async function eachUnanswered(
  { database, clock }: Deps,
  task: string,
  due: typeof remindableSql,
  step: (db: Db, row: OutgoingRow, at: Date) => Promise<void>,
): Promise<void> {
  const at = clock.now()
  const found = await database.system(task, (db) => db.hot<{ id: string }>(due, [at, atOnce]))
  for (const { id } of found)
    await database.system(task, async (db) => {
      const row = await lockOutgoing(db, id)
      if (row.status === 'sent') await step(db, row, at)
    })
}

/** Asks the agent of a partner once more, when the days to answer are over. */
export const remindOutgoingJob: Job = {
  cron: '10 6 * * *',
  run: (deps) =>
    eachUnanswered(deps, 'remind-outgoing', remindableSql, async (db, row, now) => {
      if (row.remindedAt !== null) return
      await noteReminded(db, row, now)
      const letter = await letterOf(db, row.id, now).catch(() => null)
      // without an agreement, or with nobody to write to, it lapses all the same
      if (letter === null || letter.email === null) return
      await writeToAgent(db, row, letter, { kind: 'outgoing-reminder', now, publicUrl: deps.config.publicUrl })
    }),
}

/** Ends what a partner left unanswered so long after the reminder: its links open nothing any more. */
export const lapseOutgoingJob: Job = {
  cron: '25 * * * *',
  run: (deps) =>
    eachUnanswered(deps, 'lapse-outgoing', lapsableSql, async (db, row, at) => {
      await takeOutgoingStep(db, row, 'lapse', { at })
      await closeOutgoingLinks(db, row.id, at)
    }),
}
