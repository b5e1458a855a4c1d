import { sides, who, type CheckInKind, type Side } from '@interra/contracts'
import type { Config } from '../../config.ts'
import type { Db } from '../../platform/db/database.ts'
import { dayIn } from '../../platform/local-day.ts'
import { dayInWords, mailLocaleFor, mailLocales } from '../../platform/mail/day-words.ts'
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
  text: `select d.site_id as "siteId", p.id as "personId", coalesce(p.usual_name, p.given_name) as "firstName",
      coalesce(o.usual_name, o.given_name) as "otherFirstName",
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
    const link = await linkFor(db, config, { duoId, side, purpose: 'answer', expiresAt }, now)
    const until = dayInWords(mailLocaleFor(told.language), dayIn(told.timeZone, expiresAt))
    const payload = { name: told.firstName, other: told.otherFirstName, until, link }
    await queue(db, told, { kind: 'duo-proposed', payload, dedupeKey: `duo-proposed:${duoId}:${side}` })
  }
}

export interface WantedLink {
  readonly duoId: string
  readonly side: Side
  readonly purpose: 'answer' | 'log'
  readonly expiresAt: Date
}

/** Where one side answers or notes meetings, in their language. */
export async function linkFor(db: Db, config: Config, wanted: WantedLink, now: Date): Promise<string> {
  const { siteId, language } = await toldOf(db, wanted.duoId, wanted.side)
  return addressOf(config, await makeLink(db, { siteId, ...wanted }, now), language)
}

/** The page that a token opens, in the language in which we write; the token stands behind `#`, so that it reaches no log. */
function addressOf(config: Config, token: string, language: string | null): string {
  const written = mailLocales.find((locale) => locale === language)
  return new URL(`/duo${written === undefined ? '' : `?in=${written}`}#${token}`, config.publicUrl).href
}

/** Tells both sides that they are a duo, each with the link by which they note their meetings until `until`. */
export async function tellStarted(
  db: Db,
  config: Config,
  duoId: string,
  { until, now }: { readonly until: Date; readonly now: Date },
): Promise<void> {
  for (const side of sides) {
    const told = await toldOf(db, duoId, side)
    const { siteId, firstName, otherFirstName } = told
    const token = await makeLink(db, { siteId, duoId, side, purpose: 'log', expiresAt: until }, now)
    const payload = { name: firstName, other: otherFirstName, link: addressOf(config, token, told.language) }
    await queue(db, told, { kind: 'duo-started', payload, dedupeKey: `duo-started:${duoId}:${side}` })
  }
}

export interface AskedCheckIn {
  readonly id: string
  readonly duoId: string
  readonly side: Side
  readonly kind: CheckInKind
}

/** Asks one side how it goes, by a link that works until `until`. */
export async function askCheckIn(
  db: Db,
  config: Config,
  { id: checkInId, duoId, side, kind }: AskedCheckIn,
  { until, now }: { readonly until: Date; readonly now: Date },
): Promise<void> {
  const told = await toldOf(db, duoId, side)
  const { siteId, firstName, otherFirstName } = told
  const token = await makeLink(db, { siteId, duoId, side, purpose: 'check_in', checkInId, expiresAt: until }, now)
  const later = kind === 'after_3_months' || kind === 'after_6_months'
  const payload = { name: firstName, other: otherFirstName, link: addressOf(config, token, told.language) }
  await queue(db, told, {
    kind: later ? 'duo-still-in-touch' : 'duo-check-in',
    payload,
    dedupeKey: `duo-check-in:${checkInId}`,
  })
}

interface Words {
  readonly kind: string
  readonly payload: Readonly<Record<string, string>>
  readonly dedupeKey: string
}

/** In the person's language, by the way they asked for: without an e-mail it waits for the team to tell it. */
async function queue(db: Db, { siteId, personId, language, address }: Told, words: Words): Promise<void> {
  await queueMessage(db, { siteId, personId, locale: mailLocaleFor(language), address, ...words })
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
  const told = await toldOf(db, duoId, side)
  const payload = { name: told.firstName, other: told.otherFirstName }
  await queue(db, told, { kind, payload, dedupeKey: `${kind}:${duoId}:${side}` })
}

/**
 * Whoever is told of a word about safety, who must be able to read it: the owner of the duo, else the coordinators of its
 * site, else its programme leads. $1 duo, $2 now, $3 roles.
 */
const safeguardsSql = {
  name: 'duo-safeguards',
  text: `with held as (
      select a.id, a.email, a.locale, d.site_id,
        case when a.id = d.owner_account_id then 1 when g.role = 'coordinator' then 2 else 3 end as place
      from duo d join site on site.id = d.site_id
      join role_grant g on g.role = any($3) and (g.on_site_id is null or g.on_site_id = d.site_id)
        and (g.programme is null or g.programme = 'duo2change')
        and g.starts_on <= ($2::timestamptz at time zone site.time_zone)::date
        and (g.expires_on is null or g.expires_on >= ($2::timestamptz at time zone site.time_zone)::date)
      join account a on a.id = g.account_id and a.status = 'active'
      where d.id = $1
    )
    select distinct id as "accountId", email, locale, site_id as "siteId" from held
    where place = (select min(place) from held) order by id`,
}
interface Safeguard extends Record<string, unknown> {
  readonly accountId: string
  readonly email: string
  readonly locale: string
  readonly siteId: string
}

/** Calls the team at once about a word about safety, once for each time it is raised (`flagId`). */
export async function tellSafety(
  db: Db,
  config: Config,
  { duoId, flagId, now }: { readonly duoId: string; readonly flagId: string; readonly now: Date },
): Promise<void> {
  const link = new URL(`/duos/${duoId}`, config.publicUrl).href
  for (const { siteId, accountId, email, locale } of await db.hot<Safeguard>(safeguardsSql, [
    duoId,
    now,
    who.safeguards,
  ]))
    await queueMessage(db, {
      siteId,
      accountId,
      kind: 'duo-safety',
      locale: mailLocaleFor(locale),
      address: email,
      payload: { link },
      dedupeKey: `duo-safety:${flagId}:${accountId}`,
    })
}
