import { advance, broken, duoMachine, otherSide, problem, type Side } from '@interra/contracts'
import type { Db } from '../../platform/db/database.ts'
import { auditDuo } from './duo-act.ts'
import { tellAccepted, tellClosed } from './duo-messages.ts'
import { requirePast } from './duo.ts'
import { requireStillFitting } from './fitting.ts'
import { acceptedAt, stepDuo, supersedeWithoutPlace, type StoredDuo } from './duos.store.ts'

export interface Answering {
  readonly side: Side
  readonly through: 'link' | 'staff'
  /** Whoever may not read what stands against a pair is told no more than by a link. */
  readonly reader?: 'link' | 'staff'
  /** When they said yes, if the team was told before it notes it. */
  readonly saidAt?: Date
  readonly now: Date
}

/**
 * One side accepts; the caller holds the duo and the places of both (`lockDuo`). With the second yes a place of each is
 * taken, proposals of whoever has none left are closed, and everybody is told once. Throws `act-not-possible`,
 * `already-answered`, `person-taken`, and `pair-impossible` with the blockers of somebody who left the pool meanwhile.
 */
export async function accept(
  db: Db,
  held: StoredDuo,
  { side, through, reader = through, now, saidAt = now }: Answering,
): Promise<void> {
  if (isTaken(held)) throw problem('person-taken')
  const second = acceptedAt(held, otherSide[side]) !== null
  const act = second ? 'acceptSecond' : 'acceptFirst'
  if (held.status === 'accepted_by_one' && acceptedAt(held, side) !== null) throw problem('already-answered')
  advance(duoMachine, held.status, act)
  if (held.expiresAt <= now) throw possibleNoMore(held, 'expired')
  await requireStillFitting(db, held, now, reader)
  const answered =
    side === 'newcomer'
      ? { newcomerAcceptedAt: saidAt, newcomerAcceptedThrough: through }
      : { localAcceptedAt: saidAt, localAcceptedThrough: through }
  await stepDuo(db, held, act, answered)
  await auditDuo(db, held, 'accepted')
  if (!second) return
  await tellAccepted(db, held.id)
  const candidacies = [held.newcomerCandidacyId, held.localCandidacyId]
  for (const closed of await supersedeWithoutPlace(db, candidacies, held.id)) {
    await tellClosed(db, closed.id)
    await auditDuo(db, closed, 'superseded')
  }
}

/**
 * When somebody said yes on a day that the team notes later: its noon at the site, or the proposal when that was later.
 * Throws `rule-broken` for a day that has not come yet or lies before the proposal.
 */
export async function dayOfYes(db: Db, { siteId, proposedAt }: StoredDuo, on: string, now: Date): Promise<Date> {
  const text = `select ($2::timestamptz at time zone time_zone)::date::text as today,
      ($3::timestamptz at time zone time_zone)::date::text as "proposedOn",
      greatest(($4::date + time '12:00') at time zone time_zone, $3) as noon
    from site where id = $1`
  const [days] = await db.hot<DaysOfYes>({ name: 'duo-day-of-yes', text }, [siteId, now, proposedAt, on])
  if (!days) throw problem('not-found')
  requirePast(on, days.today, '/on')
  if (on < days.proposedOn) throw broken('rule-broken', '/on', { rule: 'before-proposal' })
  return on === days.today ? now : days.noon
}
interface DaysOfYes extends Record<string, unknown> {
  readonly today: string
  readonly proposedOn: string
  readonly noon: Date
}

/** One of the two found another duo first: whoever comes late hears this cause before any other. */
export const isTaken = ({ status, supersededBecause }: StoredDuo) =>
  status === 'superseded' && supersededBecause === 'paired_elsewhere'

/** One side declines: no reason, nothing said about which. The other side is told that it comes to nothing. */
export async function decline(db: Db, held: StoredDuo, side: Side): Promise<void> {
  await stepDuo(db, held, 'decline', { declinedSide: side })
  await tellClosed(db, held.id, side)
  await auditDuo(db, held, 'declined')
}

/** Whoever waited for an answer in vain hears that it comes to nothing. */
export async function expire(db: Db, held: StoredDuo): Promise<void> {
  await stepDuo(db, held, 'expire')
  await tellClosed(db, held.id)
  await auditDuo(db, held, 'expired')
}

function possibleNoMore({ status }: StoredDuo, cause: string) {
  return problem('act-not-possible', { params: { entity: 'duo', state: status, cause, possible: [] } })
}

/** Staff take a proposal back; both sides are told. */
export async function retract(db: Db, held: StoredDuo): Promise<void> {
  await stepDuo(db, held, 'supersede', { supersededBecause: 'retracted' })
  await tellClosed(db, held.id)
  await auditDuo(db, held, 'retracted')
}
