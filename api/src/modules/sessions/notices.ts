import type { ChangedSession } from '@interra/contracts'
import type { Db } from '../../platform/db/database.ts'
import { hoursInWords, mailLocaleFor } from '../../platform/mail/day-words.ts'
import type { MailLocale } from '../../platform/mail/letter.ts'
import { queueMessage } from '../../platform/outbox.ts'
import { peopleToTell } from '../registrations/registrations.store.ts'
import type { Locked } from './changes.store.ts'

/** Who is told, and who has to be phoned. */
export type Told = Pick<ChangedSession, 'messages' | 'toPhone'>
export const nobodyTold: Told = { messages: 0, toPhone: [] }

export interface Move {
  readonly before: Locked
  readonly after: Locked
}

interface Notice {
  readonly kind: 'session-moved' | 'session-cancelled'
  readonly title: string
  /** Member of the payload with one line a session. */
  readonly member: 'changes' | 'sessions'
  readonly lines: ReadonlyMap<string, (locale: MailLocale) => string>
  readonly reason: string
  /** The same act tells somebody once. */
  readonly key: string
}

/** One message a person, whatever the number of their sessions that moved: what was, what is, with weekday and place. */
export async function tellMoved(db: Db, moves: readonly Move[], reason: string | null, key: string): Promise<Told> {
  const [first] = moves
  if (!first) return nobodyTold
  const lines = new Map(
    moves.map(({ before, after }) => [
      after.id,
      (locale: MailLocale) => `${inWords(locale, before)}\t${inWords(locale, after)}`,
    ]),
  )
  const { title } = first.after
  return tell(db, { kind: 'session-moved', title, member: 'changes', lines, reason: reason ?? '', key })
}

export async function tellCancelled(db: Db, sessions: readonly Locked[], reason: string, key: string): Promise<Told> {
  const [first] = sessions
  if (!first) return nobodyTold
  const lines = new Map(sessions.map((one) => [one.id, (locale: MailLocale) => inWords(locale, one)]))
  return tell(db, { kind: 'session-cancelled', title: first.title, member: 'sessions', lines, reason, key })
}

function inWords(locale: MailLocale, { startsOn, startsTime, endsTime, place }: Locked): string {
  return [hoursInWords(locale, startsOn, startsTime, endsTime), place].filter(Boolean).join(' — ')
}

async function tell(db: Db, { kind, title, member, lines, reason, key }: Notice): Promise<Told> {
  const people = await peopleToTell(db, [...lines.keys()])
  const toPhone = new Map<string, number>()
  for (const { siteId, personId, sessionIds, address, language } of people) {
    const locale = mailLocaleFor(language)
    const told = sessionIds.map((id) => lines.get(id)?.(locale) ?? '').join('\n')
    const payload = { title, reason, [member]: told }
    await queueMessage(db, { siteId, personId, kind, locale, address, payload, dedupeKey: `${key}:${personId}` })
    if (address === null) for (const id of sessionIds) toPhone.set(id, (toPhone.get(id) ?? 0) + 1)
  }
  return {
    messages: people.filter(({ address }) => address !== null).length,
    toPhone: [...toPhone].map(([sessionId, count]) => ({
      sessionId,
      count,
      link: `/v1/sessions/${sessionId}/registrations?toPhone=true`,
    })),
  }
}
