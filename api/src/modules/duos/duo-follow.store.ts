import {
  problem,
  type CheckInAnswer,
  type CheckInKind,
  type DuoMeeting,
  type LogMeeting,
  type Side,
} from '@interra/contracts'
import type { Db } from '../../platform/db/database.ts'
import { onConstraint } from '../../platform/db/failures.ts'
import type { StoredDuo } from './duos.store.ts'

const meetingColumns = `id, met_on::text as "metOn", minutes, mode, place, logged_by as "loggedBy", logged_at as "loggedAt"`
interface MeetingRow extends Record<string, unknown> {
  readonly id: string
  readonly metOn: string
  readonly minutes: number | null
  readonly mode: DuoMeeting['mode']
  readonly place: string | null
  readonly loggedBy: DuoMeeting['loggedBy']
  readonly loggedAt: Date
}
const asMeeting = ({ loggedAt, ...row }: MeetingRow): DuoMeeting => ({ ...row, loggedAt: loggedAt.toISOString() })

/** A meeting of this duo that was noted under this id before, also when it was taken back since. */
export async function findMeeting(db: Db, duoId: string, meetingId: string): Promise<DuoMeeting | undefined> {
  const text = `select ${meetingColumns} from duo_meeting where id = $1 and duo_id = $2`
  const [found] = await db.hot<MeetingRow>({ name: 'duo-meeting-find', text }, [meetingId, duoId])
  return found && asMeeting(found)
}

export interface Logging {
  readonly loggedBy: DuoMeeting['loggedBy']
  readonly accountId: string | null
  readonly now: Date
}

/** Throws `already-logged` when the two met that day already, or the id belongs to another meeting. */
export async function insertMeeting(
  db: Db,
  { id: duoId, siteId }: Pick<StoredDuo, 'id' | 'siteId'>,
  { id, metOn, minutes = null, mode, place = null }: LogMeeting,
  { loggedBy, accountId, now }: Logging,
): Promise<DuoMeeting> {
  const taken = () => problem('already-logged')
  const text = `insert into duo_meeting
      (id, site_id, duo_id, met_on, minutes, mode, place, logged_by, logged_account_id, logged_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) returning ${meetingColumns}`
  const values = [id, siteId, duoId, metOn, minutes, mode, place, loggedBy, accountId, now]
  const [made] = await db
    .hot<MeetingRow>({ name: 'duo-meeting-insert', text }, values)
    .catch((error: unknown) => onConstraint(error, { duo_meeting_day: taken, duo_meeting_pkey: taken }))
  if (!made) throw new Error('a meeting was not written')
  return asMeeting(made)
}

/** Throws `not-found` when this duo has no such meeting (any more). */
export async function takeMeetingBack(db: Db, duoId: string, meetingId: string, now: Date): Promise<void> {
  const text = `update duo_meeting set removed_at = $3 where id = $1 and duo_id = $2 and removed_at is null returning id`
  const [removed] = await db.hot({ name: 'duo-meeting-remove', text }, [meetingId, duoId, now])
  if (!removed) throw problem('not-found')
}

export interface PlannedCheckIn extends Record<string, unknown> {
  readonly id: string
  readonly dueOn: string
  readonly answeredThrough: 'link' | 'staff' | null
  readonly feelsUnsafe: boolean | null
  readonly version: number
}

/** Holds a check-in. Throws `not-found` when nobody planned it. */
export async function findCheckIn(db: Db, duoId: string, kind: CheckInKind, side: Side): Promise<PlannedCheckIn> {
  const text = `select id, due_on::text as "dueOn", answered_through as "answeredThrough",
      feels_unsafe as "feelsUnsafe", version
    from check_in where duo_id = $1 and kind = $2 and side = $3 for no key update`
  const [found] = await db.hot<PlannedCheckIn>({ name: 'check-in-find', text }, [duoId, kind, side])
  if (!found) throw problem('not-found')
  return found
}

/** Keeps what somebody said; what asks for a call waits for one again. */
export async function saveAnswer(
  db: Db,
  checkInId: string,
  answer: CheckInAnswer,
  { through, now }: { readonly through: 'link' | 'staff'; readonly now: Date },
): Promise<void> {
  const text = `update check_in set answered_at = $2, answered_through = $3, met = $4, times = $5, wellbeing = $6,
      wants_call = $7, goes_on = $8, feels_unsafe = $9, note = $10, handled_at = null, handled_by = null
    where id = $1`
  await db.hot({ name: 'check-in-answer', text }, [checkInId, now, through, ...partsOf(answer)])
}

/** Whether an answer is word for word what is kept, said by a link. */
export async function isSaid(db: Db, checkInId: string, answer: CheckInAnswer): Promise<boolean> {
  const text = `select from check_in where id = $1 and answered_through = 'link'
    and (met, times, wellbeing, wants_call, goes_on, feels_unsafe, note)
      is not distinct from ($2::boolean, $3::int, $4::int, $5::boolean, $6::text, $7::boolean, $8::text)`
  return (await db.hot({ name: 'check-in-said', text }, [checkInId, ...partsOf(answer)])).length > 0
}

/** In the order of the columns. */
function partsOf(answer: CheckInAnswer): readonly unknown[] {
  const { met = null, times = null, wellbeing = null, wantsCall = null } = answer
  const { goesOn = null, feelsUnsafe = null, note = null } = answer
  return [met, times, wellbeing, wantsCall, goesOn, feelsUnsafe, note]
}

/** Notes who called about an answer, and when; said again, nothing changes. */
export async function markHandled(db: Db, checkInId: string, by: string | null, now: Date): Promise<void> {
  const text = 'update check_in set handled_at = $2, handled_by = $3 where id = $1 and handled_at is null'
  await db.hot({ name: 'check-in-handled', text }, [checkInId, now, by])
}
