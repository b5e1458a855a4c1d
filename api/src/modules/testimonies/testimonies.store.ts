import { problem, type QuotedTestimony, type Testimony } from '@interra/contracts'
import type { Db } from '../../platform/db/database.ts'
import type { Scope } from '../../platform/http/context.ts'
import type { Window } from '../../platform/http/paging.ts'
import { newId } from '../../platform/ids.ts'
import type { OpenFile } from '../people/facts.store.ts'
import { birthSql } from '../people/people.sql.ts'

/** What was withdrawn has no words, and is nowhere. */
const stands = 't.site_id = any ($1::uuid[]) and t.words is not null'
const json = `json_build_object('id', t.id, 'siteId', t.site_id, 'personId', p.id,
  'personName', concat_ws(' ', coalesce(p.usual_name, p.given_name), p.family_name), 'words', t.words,
  'language', t.language, 'toldOn', t.told_on, 'mayName', t.may_name,
  'consent', json_build_object('textVersion', c.text_version, 'channel', c.channel, 'collectedOn', c.collected_on))`
const from = `testimony t join consent c on c.id = t.consent_id join person own on own.id = t.person_id
  join person p on p.id = coalesce(own.merged_into_id, own.id)`

interface Listed extends Record<string, unknown> {
  readonly id: string
  readonly on: string
  readonly item: Testimony
}

/** The latest first. */
export function listTestimonies(
  db: Db,
  scope: Scope,
  siteId: string | undefined,
  { take, after }: Window,
): Promise<Listed[]> {
  const text = `select t.id, t.told_on::text as on, ${json} as item from ${from} where ${stands}
      and ($2::uuid is null or t.site_id = $2) and ($3::date is null or (t.told_on, t.id) < ($3, $4::uuid))
    order by t.told_on desc, t.id desc limit $5`
  const values = [scope.filterSites, siteId ?? null, after?.[0] ?? null, after?.[1] ?? null, take]
  return db.hot<Listed>({ name: 'testimonies-list', text }, values)
}

/** Throws `not-found`. */
export async function findTestimony(db: Db, scope: Scope, testimonyId: string): Promise<Testimony> {
  const text = `select ${json} as item from ${from} where ${stands} and t.id = $2`
  const [found] = await db.hot<{ item: Testimony }>({ name: 'testimony-find', text }, [scope.filterSites, testimonyId])
  if (!found) throw problem('not-found')
  return found.item
}

/** What is known of the birth of a member. */
export async function birthOf(db: Db, personId: string): Promise<string | null> {
  const text = `select ${birthSql('p')} as birth from person p where p.id = $1`
  const [found] = await db.hot<{ birth: string | null }>({ name: 'testimony-birth', text }, [personId])
  return found?.birth ?? null
}

export async function insertTestimony(
  db: Db,
  { id: personId, siteId, today, by }: OpenFile,
  told: Pick<Testimony, 'words' | 'language' | 'mayName'> & { readonly toldOn?: string; readonly consentId: string },
): Promise<string> {
  const id = newId()
  const { consentId, language, mayName, words, toldOn = today } = told
  const text = `insert into testimony (id, site_id, person_id, consent_id, language, told_on, may_name, words, created_by)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`
  const values = [id, siteId, personId, consentId, language, toldOn, mayName, words, by]
  await db.hot({ name: 'testimony-add', text }, values)
  return id
}

export async function endTestimony(db: Db, testimonyId: string, now: Date): Promise<void> {
  const text = 'update testimony set words = null, withdrawn_at = $2 where id = $1 and withdrawn_at is null'
  await db.hot({ name: 'testimony-end', text }, [testimonyId, now])
}

/** What a report quotes, in the order in which it was added. */
export function quotedIn(db: Db, reportId: string): Promise<(QuotedTestimony & Record<string, unknown>)[]> {
  const text = `select t.id, t.words, t.language,
      case when t.may_name then coalesce(nullif(p.usual_name, ''), p.given_name) end as "givenName"
    from report_testimony q join ${from.replace('testimony t join', 'testimony t on t.id = q.testimony_id join')}
    where q.report_id = $1 and t.words is not null order by q.created_at, t.id`
  return db.hot<QuotedTestimony & Record<string, unknown>>({ name: 'testimonies-quoted', text }, [reportId])
}

export async function quote(
  db: Db,
  { siteId, ...of }: { readonly siteId: string; readonly reportId: string; readonly testimonyId: string },
  by: string | null,
): Promise<void> {
  const text = `insert into report_testimony (report_id, testimony_id, site_id, created_by) values ($1, $2, $3, $4)
    on conflict do nothing`
  await db.hot({ name: 'testimony-quote', text }, [of.reportId, of.testimonyId, siteId, by])
}

export async function drop(db: Db, reportId: string, testimonyId: string): Promise<void> {
  const text = 'delete from report_testimony where report_id = $1 and testimony_id = $2'
  await db.hot({ name: 'testimony-drop', text }, [reportId, testimonyId])
}
