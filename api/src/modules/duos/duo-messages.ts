import { sides, type Side } from '@interra/contracts'
import type { Config } from '../../config.ts'
import type { Db } from '../../platform/db/database.ts'
import { dayIn } from '../../platform/local-day.ts'
import { dayInWords, mailLocaleFor } from '../../platform/mail/day-words.ts'
import { queueMessage } from '../../platform/outbox.ts'
import { takesMail } from '../registrations/registrations.sql.ts'
import { makeLink } from './duo-links.store.ts'

interface Told {
  readonly siteId: string
  readonly personId: string
  readonly firstName: string
  readonly otherFirstName: string
  readonly address: string | null
  readonly language: string | null
  readonly timeZone: string
}

/** Both sides of a duo, as a message needs them: $1 duo, $2 side. */
const toldSql = {
  name: 'duo-told',
  text: `select d.site_id as "siteId", p.id as "personId", p.given_name as "firstName", o.given_name as "otherFirstName",
      case when ${takesMail} then p.email end as address, p.contact_language as language, site.time_zone as "timeZone"
    from duo d join site on site.id = d.site_id
    join person p on p.id = case $2 when 'newcomer' then d.newcomer_id else d.local_id end
    join person o on o.id = case $2 when 'newcomer' then d.local_id else d.newcomer_id end
    where d.id = $1`,
}

async function toldOf(db: Db, duoId: string, side: Side): Promise<Told> {
  const [told] = await db.hot<{ [K in keyof Told]: Told[K] }>(toldSql, [duoId, side])
  if (!told) throw new Error('a message about a duo that is not there')
  return told
}

/** Tells both sides of a new proposal, each with a link of their own that works until `expiresAt`. */
export async function tellProposal(db: Db, config: Config, duoId: string, expiresAt: Date, now: Date): Promise<void> {
  for (const side of sides) {
    const told = await toldOf(db, duoId, side)
    const link = await linkFor(db, config, { ...told, duoId, side, expiresAt }, now)
    const locale = mailLocaleFor(told.language)
    await queueMessage(db, {
      siteId: told.siteId,
      personId: told.personId,
      kind: 'duo-proposed',
      locale,
      address: told.address,
      payload: {
        name: told.firstName,
        other: told.otherFirstName,
        until: dayInWords(locale, dayIn(told.timeZone, expiresAt)),
        link,
      },
      dedupeKey: `duo-proposed:${duoId}:${side}`,
    })
  }
}

/** Where one side answers; the token stands behind `#`, so that it reaches no log. */
export async function linkFor(
  db: Db,
  config: Config,
  { siteId, duoId, side, expiresAt }: { siteId: string; duoId: string; side: Side; expiresAt: Date },
  now: Date,
): Promise<string> {
  const token = await makeLink(db, { siteId, duoId, side, purpose: 'answer', expiresAt }, now)
  return new URL(`/duo#${token}`, config.publicUrl).href
}

/** Tells both sides that nothing comes of a proposal, once: another duo, a withdrawal; never why, never who. */
export async function tellClosed(db: Db, duoId: string, except?: Side): Promise<void> {
  for (const side of sides) if (side !== except) await tell(db, duoId, side, 'duo-closed')
}

/** Tells both sides that each has accepted. */
export async function tellAccepted(db: Db, duoId: string): Promise<void> {
  for (const side of sides) await tell(db, duoId, side, 'duo-accepted')
}

async function tell(db: Db, duoId: string, side: Side, kind: 'duo-closed' | 'duo-accepted'): Promise<void> {
  const { siteId, personId, firstName, otherFirstName, address, language } = await toldOf(db, duoId, side)
  await queueMessage(db, {
    siteId,
    personId,
    kind,
    locale: mailLocaleFor(language),
    address,
    payload: { name: firstName, other: otherFirstName },
    dedupeKey: `${kind}:${duoId}:${side}`,
  })
}
