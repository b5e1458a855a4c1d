import { problem } from '@interra/contracts'
import type { Db } from '../../platform/db/database.ts'
import { enqueue } from '../../platform/jobs.ts'
import { dayIn } from '../../platform/local-day.ts'
import { dayInWords, hoursInWords, mailLocaleFor } from '../../platform/mail/day-words.ts'
import { queueMessage } from '../../platform/outbox.ts'
import { policyAt } from '../sites/policies.store.ts'
import { offerSql, takesMail } from './registrations.sql.ts'

export const offerTask = 'pass-on-offers'

interface Offered {
  readonly id: string
  readonly siteId: string
  readonly personId: string
  readonly offeredUntil: Date
}

/**
 * Surface: gives every free place of a session to those who wait, in their order, and tells them. Each offer asks for the
 * job that ends it. The row of the places must be locked by the caller.
 */
export async function offerFreePlaces(db: Db, sessionId: string, now: Date): Promise<void> {
  const [place] = await db.hot<{ siteId: string; free: boolean; timeZone: string }>(
    {
      name: 'offer-free',
      text: `select q.site_id as "siteId", site.time_zone as "timeZone", q.taken < q.capacity and q.waiting > 0 as free
        from session_seats q join site on site.id = q.site_id where q.session_id = $1`,
    },
    [sessionId],
  )
  if (!place?.free) return
  const hours = await policyAt(db, place.siteId, 'offer_hours', dayIn(place.timeZone, now))
  const offers = await db.hot<{ [K in keyof Offered]: Offered[K] }>({ name: 'offer', text: offerSql }, [
    sessionId,
    now,
    hours,
  ])
  for (const offer of offers) {
    await enqueue(db, { task: offerTask, runAt: offer.offeredUntil, key: `offer:${offer.id}` })
    await tellOffer(db, sessionId, offer, place.timeZone)
  }
}

/** Surface: sets the places of a session and offers the new ones. Throws `capacity-below-seats` with those taken. */
export async function setCapacity(db: Db, sessionId: string, capacity: number, now: Date): Promise<void> {
  const lock = 'select taken from session_seats where session_id = $1 for no key update'
  const [seats] = await db.hot<{ taken: number }>({ name: 'places-lock', text: lock }, [sessionId])
  if (!seats) throw problem('not-found')
  if (capacity < seats.taken) throw problem('capacity-below-seats', { params: { sessionId, taken: seats.taken } })
  const text = 'update session_seats set capacity = $2 where session_id = $1'
  await db.hot({ name: 'places-set', text }, [sessionId, capacity])
  await offerFreePlaces(db, sessionId, now)
}

/** Sessions with an offer whose time is over. */
export async function sessionsWithOverdueOffers(db: Db, now: Date): Promise<string[]> {
  const text = `select distinct session_id as id from registration where status = 'offered' and offered_until <= $1 limit 500`
  return (await db.hot<{ id: string }>({ name: 'offers-overdue', text }, [now])).map(({ id }) => id)
}

/** Ends the offers of a session whose time is over and passes their places on. */
export async function passOn(db: Db, sessionId: string, now: Date): Promise<void> {
  await db.hot({ name: 'offers-lock', text: 'select from session_seats where session_id = $1 for no key update' }, [
    sessionId,
  ])
  const text = `update registration set status = 'expired', offered_until = null
    where session_id = $1 and status = 'offered' and offered_until <= $2`
  await db.hot({ name: 'offers-expire', text }, [sessionId, now])
  await offerFreePlaces(db, sessionId, now)
}

interface Invited {
  readonly title: string
  readonly startsOn: string
  readonly startsTime: string
  readonly endsTime: string
  readonly place: string | null
  readonly address: string | null
  readonly language: string | null
}

async function tellOffer(
  db: Db,
  sessionId: string,
  { id, siteId, personId, offeredUntil }: Offered,
  timeZone: string,
): Promise<void> {
  const text = `select w.title, s.starts_on as "startsOn", left(s.starts_time::text, 5) as "startsTime",
      left(s.ends_time::text, 5) as "endsTime",
      (select concat_ws(', ', v.name, r.name, v.address) from room r join venue v on v.id = r.venue_id where r.id = s.room_id) as place,
      case when ${takesMail} then p.email end as address, p.contact_language as language
    from session s join workshop w on w.id = s.workshop_id join person p on p.id = $2 where s.id = $1`
  const [invited] = await db.hot<{ [K in keyof Invited]: Invited[K] }>({ name: 'offer-words', text }, [
    sessionId,
    personId,
  ])
  if (!invited) return
  const locale = mailLocaleFor(invited.language)
  await queueMessage(db, {
    siteId,
    personId,
    kind: 'place-offered',
    locale,
    address: invited.address,
    payload: {
      title: invited.title,
      when: hoursInWords(locale, invited.startsOn, invited.startsTime, invited.endsTime),
      place: invited.place ?? '',
      until: `${dayInWords(locale, dayIn(timeZone, offeredUntil))}, ${timeIn(timeZone, offeredUntil)}`,
    },
    dedupeKey: `offer:${id}`,
  })
}

function timeIn(timeZone: string, instant: Date): string {
  return new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' }).format(instant)
}
