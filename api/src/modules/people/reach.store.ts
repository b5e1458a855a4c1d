import type { ContactChannel, Locale } from '@interra/contracts'
import type { Static } from 'typebox'
import type { Db } from '../../platform/db/database.ts'

/** How a message gets to somebody: by e-mail, or not at all, and in which of our languages. */
export interface Reach {
  readonly personId: string
  readonly address: string | null
  readonly locale: Static<typeof Locale>
}

const reachSql = {
  name: 'person-reach',
  text: `select p.id as "personId", p.contact_channel as channel, p.contact_language as language, p.email,
      r.email as "referrerEmail"
    from person p left join partner r on r.id = p.referrer_partner_id and r.active
    where p.id = any($1) and p.status = 'active'`,
}
interface Preference {
  readonly [column: string]: unknown
  readonly personId: string
  readonly channel: ContactChannel | null
  readonly language: string | null
  readonly email: string | null
  readonly referrerEmail: string | null
}

/**
 * Surface: how to reach people as they asked for (B9). Who wants to be called, or nothing at all, has no address: the
 * outbox then shows that somebody must tell them. Who wants it through their referrer is reached there.
 */
export async function howToReach(db: Db, personIds: readonly string[]): Promise<Reach[]> {
  const rows = await db.hot<Preference>(reachSql, [personIds])
  return rows.map((row) => ({ personId: row.personId, address: addressOf(row), locale: localeOf(row.language) }))
}

function addressOf({ channel, email, referrerEmail }: Preference): string | null {
  if (channel === 'through_referrer') return referrerEmail
  return channel === null || channel === 'email' ? email : null
}

/** The languages that messages are written in; French for all others. */
function localeOf(language: string | null): Reach['locale'] {
  return language === 'en' || language === 'nl' || language === 'ar' ? language : 'fr'
}
