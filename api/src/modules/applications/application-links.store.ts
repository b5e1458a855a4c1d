import { problem, type OwnApplication } from '@interra/contracts'
import type { Db } from '../../platform/db/database.ts'
import { newId } from '../../platform/ids.ts'
import { newToken, tokenHash } from '../auth/tokens.ts'
import { answersOf } from './applications.store.ts'

export const linkDays = 30

interface NewLink {
  readonly siteId: string
  readonly applicationId: string
  readonly by: string | null
}

/** Makes the link of an application and answers its token; the one before stops working. */
export async function makeLink(
  db: Db,
  { siteId, applicationId, by }: NewLink,
  now: Date,
): Promise<{ readonly token: string; readonly expiresAt: Date }> {
  await revokeLink(db, applicationId, now)
  const token = newToken()
  const expiresAt = new Date(now.getTime() + linkDays * 86_400_000)
  const insert = `insert into application_link (id, site_id, application_id, token_hash, created_at, created_by, expires_at)
    values ($1, $2, $3, $4, $5, $6, $7)`
  const values = [newId(), siteId, applicationId, tokenHash(token), now, by, expiresAt]
  await db.hot({ name: 'application-link-insert', text: insert }, values)
  return { token, expiresAt }
}

export async function revokeLink(db: Db, applicationId: string, now: Date): Promise<void> {
  const text = 'update application_link set revoked_at = $2 where application_id = $1 and revoked_at is null'
  await db.hot({ name: 'application-link-revoke', text }, [applicationId, now])
}

export interface OpenLink {
  readonly id: string
  readonly siteId: string
  readonly applicationId: string
  readonly expiresAt: Date
}

/** What a token opens. Unknown, replaced or over: `link-expired`, the same for all. */
export async function openLink(db: Db, token: string, now: Date): Promise<OpenLink> {
  const text = `select id, site_id as "siteId", application_id as "applicationId", expires_at as "expiresAt"
    from application_link where token_hash = $1 and revoked_at is null and expires_at > $2`
  const [found] = await db.hot<{ [K in keyof OpenLink]: OpenLink[K] }>({ name: 'application-link-open', text }, [
    tokenHash(token),
    now,
  ])
  if (!found) throw problem('link-expired')
  return found
}

/** Notes when a link was first used. */
export async function markUsed(db: Db, linkId: string, now: Date): Promise<void> {
  const text = 'update application_link set used_at = coalesce(used_at, $2) where id = $1'
  await db.hot({ name: 'application-link-used', text }, [linkId, now])
}

type Read = Omit<OwnApplication, 'answers'> & { readonly answers: Readonly<Record<string, string>> }

/** What the link says once it is submitted: what was told last, and nothing before that. */
const toldStatus = `coalesce((select case d.outcome when 'waitlisted' then 'waitlisted'
      when 'redirected' then 'refused' when 'refused' then 'refused' else 'admitted' end
    from jury_decision d where d.application_id = a.id and d.communicated_at is not null
    order by d.decided_at desc, d.id desc limit 1), 'submitted')`

/**
 * What the holder of a link reads: their own draft, and from the submission on a receipt. A link may be read by others
 * who hold the phone: answers that are written for good are not in it, nor what nobody has told yet.
 */
export async function readOwn(db: Db, { id }: OpenLink): Promise<OwnApplication> {
  const text = `select json_build_object('project', a.project, 'formVersion', a.form_version,
      'answers', case when a.status = 'draft' then a.answers else '{}' end, 'language', a.language,
      'helpedBy', case when a.status = 'draft' then a.helped_by end,
      'status', case when a.status = 'draft' then a.status else ${toldStatus} end, 'submittedAt', a.submitted_at,
      'version', case when a.status = 'draft' then a.version else 1 end, 'expiresAt', l.expires_at) as own
    from application_link l join application a on a.id = l.application_id where l.id = $1`
  const [found] = await db.hot<{ own: Read }>({ name: 'application-link-read', text }, [id])
  if (!found) throw problem('link-expired')
  return { ...found.own, answers: answersOf(found.own.formVersion, found.own.answers) }
}
