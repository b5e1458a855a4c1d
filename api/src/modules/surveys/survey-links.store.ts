import { problem, type AskedSurvey, type InstrumentCode } from '@interra/contracts'
import type { Config } from '../../config.ts'
import type { Db } from '../../platform/db/database.ts'
import { newId } from '../../platform/ids.ts'
import { dayInWords, mailLocaleFor, mailLocales } from '../../platform/mail/day-words.ts'
import { queueMessage } from '../../platform/outbox.ts'
import { newToken, tokenHash } from '../auth/tokens.ts'
import { takesMail } from '../registrations/registrations.sql.ts'
import { stateSql } from './due.sql.ts'
import { instrumentOf } from './instruments.ts'

interface Told extends Record<string, unknown> {
  readonly siteId: string
  readonly personId: string
  readonly firstName: string
  readonly address: string | null
  readonly language: string | null
  readonly closesOn: string
  readonly expiresAt: string
}
const toldSql = {
  name: 'survey-told',
  text: `select i.site_id as "siteId", p.id as "personId", coalesce(p.usual_name, p.given_name) as "firstName",
      case when ${takesMail} then p.email end as address, p.contact_language as language, w.closes_on::text as "closesOn",
      to_char(((w.closes_on + 1)::timestamp at time zone place.time_zone) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')
        as "expiresAt"
    from survey_invitation i join survey_wave w on w.id = i.wave_id join person p on p.id = i.person_id
    join site place on place.id = i.site_id where i.id = $1`,
}

export interface MadeLink {
  readonly url: string
  readonly expiresAt: string
}
interface LinkOf extends MadeLink {
  readonly told: Told
}

/** Makes the link of an invitation, until its wave closes; the one before stops working. Throws `act-not-possible` when it has. */
export async function makeLink(
  db: Db,
  config: Config,
  invitationId: string,
  by: string | null,
  now: Date,
): Promise<LinkOf> {
  const [told] = await db.hot<Told>(toldSql, [invitationId])
  if (!told) throw problem('not-found')
  const { siteId, expiresAt, language } = told
  if (Date.parse(expiresAt) <= now.getTime())
    throw problem('act-not-possible', {
      params: { entity: 'survey_wave', state: 'over', act: 'makeLink', possible: [] },
    })
  const revoke = 'update survey_link set revoked_at = $2 where invitation_id = $1 and revoked_at is null'
  await db.hot({ name: 'survey-link-revoke', text: revoke }, [invitationId, now])
  const token = newToken()
  const insert = `insert into survey_link (id, site_id, invitation_id, token_hash, created_at, created_by, expires_at)
    values ($1, $2, $3, $4, $5, $6, $7)`
  const values = [newId(), siteId, invitationId, tokenHash(token), now, by, expiresAt]
  await db.hot({ name: 'survey-link-insert', text: insert }, values)
  const written = mailLocales.find((locale) => locale === language)
  const url = new URL(`/survey${written === undefined ? '' : `?in=${written}`}#${token}`, config.publicUrl).href
  return { url, expiresAt, told }
}

/** Writes to whoever is asked, with their link, when they take e-mail. */
export async function writeTo(
  db: Db,
  config: Config,
  invitationId: string,
  by: string | null,
  now: Date,
): Promise<void> {
  const { url, told } = await makeLink(db, config, invitationId, by, now)
  const { siteId, personId, firstName: name, address, language, closesOn } = told
  if (address === null) return
  const locale = mailLocaleFor(language)
  const payload = { name, until: dayInWords(locale, closesOn), link: url }
  const dedupeKey = `survey:${invitationId}`
  await queueMessage(db, { siteId, personId, kind: 'survey-asked', locale, address, payload, dedupeKey })
}

export interface OpenSurveyLink extends Record<string, unknown> {
  readonly siteId: string
  readonly invitationId: string
}
/** What a token opens. Unknown, replaced or over: `link-expired`, the same for all. */
export async function openLink(db: Db, token: string, now: Date): Promise<OpenSurveyLink> {
  const text = `select l.site_id as "siteId", l.invitation_id as "invitationId" from survey_link l
    join survey_invitation i on i.id = l.invitation_id
    where l.token_hash = $1 and l.revoked_at is null and l.expires_at > $2 and i.revoked_at is null`
  const [found] = await db.hot<OpenSurveyLink>({ name: 'survey-link-open', text }, [tokenHash(token), now])
  if (!found) throw problem('link-expired')
  return found
}

interface ReadSurvey extends Record<string, unknown> {
  readonly state: AskedSurvey['state']
  readonly kind: AskedSurvey['kind']
  readonly firstName: string
  readonly codes: readonly InstrumentCode[]
  readonly expiresAt: string
}
/** What the holder of a link reads: the questions while they wait for an answer. */
export async function readAsked(db: Db, invitationId: string): Promise<AskedSurvey> {
  const text = `select ${stateSql('i')} as state, w.kind, coalesce(p.usual_name, p.given_name) as "firstName",
      (select json_agg(x.instrument order by x.position) from survey_wave_instrument x where x.wave_id = w.id) as codes,
      to_char(l.expires_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "expiresAt"
    from survey_invitation i join survey_wave w on w.id = i.wave_id join person p on p.id = i.person_id
    join survey_link l on l.invitation_id = i.id and l.revoked_at is null where i.id = $1`
  const [found] = await db.hot<ReadSurvey>({ name: 'survey-asked', text }, [invitationId])
  if (!found) throw problem('link-expired')
  const { codes, ...asked } = found
  return { ...asked, instruments: asked.state === 'waiting' ? codes.map(instrumentOf) : [] }
}
