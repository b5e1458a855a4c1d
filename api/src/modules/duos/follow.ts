import {
  addDays,
  after,
  broken,
  duoMachine,
  longestPause,
  type CheckInAnswer,
  type CheckInKind,
  type DuoMeeting,
  type LogMeeting,
  type Side,
} from '@interra/contracts'
import type { Config } from '../../config.ts'
import type { Db } from '../../platform/db/database.ts'
import { auditDuo } from './duo-act.ts'
import { findCheckIn, findMeeting, insertMeeting, saveAnswer, type Logging } from './duo-follow.store.ts'
import { tellSafety } from './duo-messages.ts'
import { raiseSafety, type Alarm } from './duo-life.store.ts'
import { requireMeetingDay, requireState } from './duo.ts'
import { requireVersion, stepDuo, type StoredDuo } from './duos.store.ts'

/** Notes a meeting of a duo that the caller holds. The same id again answers what is there and changes nothing. */
export async function note(
  db: Db,
  held: StoredDuo,
  meeting: LogMeeting,
  { today, ...logging }: Logging & { readonly today: string },
): Promise<DuoMeeting> {
  const known = await findMeeting(db, held.id, meeting.id)
  if (known) return known
  requireState(held.status, ['active', 'paused'], 'logMeeting')
  requireMeetingDay(meeting.metOn, held.firstMeetingOn, today)
  const made = await insertMeeting(db, held, meeting, logging)
  await auditDuo(db, held, 'meeting_logged')
  return made
}

export interface Answering {
  readonly kind: CheckInKind
  readonly side: Side
  readonly through: 'link' | 'staff'
  readonly accountId: string | null
  /** The check-in as it was read; whoever answers by a link read none. */
  readonly ifMatch?: number
  readonly today: string
  readonly now: Date
}

/**
 * Keeps what one side said at a check-in. Who does not feel safe is taken at their word: the duo is paused at once, and
 * neither of the two is proposed to anybody until the team has cleared it. Saved again by the team, it raises nothing
 * anew. Throws `version-outdated` when somebody answered meanwhile.
 */
export async function answerCheckIn(
  { db, config }: { readonly db: Db; readonly config: Config },
  held: StoredDuo,
  answer: CheckInAnswer,
  { kind, side, through, accountId, ifMatch, today, now }: Answering,
): Promise<void> {
  requireState(held.status, ['active', 'paused', 'completed', 'ended_early'], 'answerCheckIn')
  const checkIn = await findCheckIn(db, held.id, kind, side)
  if (ifMatch !== undefined) requireVersion(checkIn, ifMatch)
  if (checkIn.dueOn > today) throw broken('rule-broken', '/params/kind', { rule: 'in-the-future' })
  await saveAnswer(db, checkIn.id, answer, { through, now })
  await auditDuo(db, held, 'check_in_answered')
  // a link answers once: by it, the same word is said anew
  const known = through === 'staff' && checkIn.feelsUnsafe === true
  if (answer.feelsUnsafe !== true || known) return
  await soundAlarm({ db, config }, held, { checkInId: checkIn.id, by: accountId, today, now })
}

/**
 * Takes a word about safety as it is: whoever reads such words is called, nobody proposes the two to anybody until it is
 * cleared, and a duo under way is paused.
 */
export async function soundAlarm(
  { db, config }: { readonly db: Db; readonly config: Config },
  held: StoredDuo,
  { today, ...alarm }: Alarm & { readonly today: string },
): Promise<void> {
  const { now } = alarm
  const flagId = await raiseSafety(db, held, alarm)
  if (flagId !== undefined) await tellSafety(db, config, { duoId: held.id, flagId, now })
  if (after(duoMachine, held.status, 'pause') !== undefined) {
    await stepDuo(db, held, 'pause', { pausedUntil: addDays(today, longestPause), pausedOn: today }, 'safety')
    await auditDuo(db, held, 'paused')
  }
  await auditDuo(db, held, 'safety_raised')
}
