import { randomUUID } from 'node:crypto'
import type { Page } from 'playwright-core'
import type { DemoAccount, DemoApp } from './demo-app.ts'
import { ask } from './pool.ts'
import { localDay } from './week.ts'

const headers = { 'x-interra-client': '1' }

/** Calls the service as whoever is signed in there; answers the body. */
export async function send(page: Page, method: 'post' | 'put', path: string, data?: unknown, version?: number) {
  const match = version === undefined ? {} : { 'if-match': `"${version}"` }
  const answer = await page.request[method](path, { data: data as object, headers: { ...headers, ...match } })
  if (!answer.ok()) throw new Error(`${path}: ${answer.status()} ${await answer.text()}`)
  return (await answer.json()) as Record<string, unknown> & { id: string; version: number }
}

/** Members of Liège who have not applied, the last ones first. */
export const members = (app: DemoApp, count: number) =>
  ask<{ id: string; siteId: string }>(
    app.databaseUrl,
    `select p.id, p.site_id as "siteId" from person p join site on site.id = p.site_id and site.code = 'liege'
     where p.status = 'active' and not exists (select from application a where a.person_id = p.id)
       and not exists (select from jury_member m where m.person_id = p.id)
       and not exists (select from duo d where p.id in (d.newcomer_id, d.local_id)) and p.referrer_partner_id is null
     order by p.id desc limit $1`,
    [count],
  )
export const answers = [
  { question: 'idea', value: 'Une cantine' },
  { question: 'forWhom', value: 'Le quartier' },
  { question: 'strengths', value: 'Cuisiner' },
  { question: 'needs', value: 'Un local' },
  { question: 'availability', value: 'yes' },
  { question: 'residence', value: 'yes' },
]

/** A juror's account with the password of the demo's juror. */
async function jurorOf(app: DemoApp, personId: string): Promise<DemoAccount> {
  const known = app.account('juror')
  const email = `juror.${personId.slice(-8)}@demo.interra.test`
  await ask(
    app.databaseUrl,
    `with known as (select * from account where email = $1),
      a as (insert into account (id, email, name, password_hash, status, person_id)
        select $2, $3, 'Jury', password_hash, 'active', $4 from known returning id)
      insert into role_grant (id, account_id, role, on_site_id, starts_on, expires_on)
        select $5, a.id, 'juror', p.site_id, current_date, current_date + 30 from a, person p where p.id = $4`,
    [known.email, randomUUID(), email, personId, randomUUID()],
  )
  return { ...known, email }
}

/** Five jurors of two organisations, ten dossiers, open for scoring. */
export async function prepareDay(app: DemoApp, desk: Page) {
  const people = await members(app, 15)
  const [partner] = await ask<{ id: string }>(app.databaseUrl, 'select id from partner order by name, id limit 1')
  const body = { siteId: people[0]?.siteId, name: 'Journée de jury', heldOn: localDay() }
  const round = await send(desk, 'post', '/v1/jury-rounds', body)
  const path = `/v1/jury-rounds/${round.id}`
  const jurors: DemoAccount[] = []
  for (const [index, { id: personId }] of people.slice(0, 5).entries()) {
    await send(desk, 'post', `${path}/members`, { personId, partnerId: index % 2 ? partner?.id : null })
    jurors.push(await jurorOf(app, personId))
  }
  for (const [index, { id: personId }] of people.slice(5).entries()) {
    const draft = await send(desk, 'post', '/v1/applications', { personId, project: `Projet ${index + 1}`, answers })
    const one = `/v1/applications/${draft.id}`
    const sent = await send(desk, 'post', `${one}/submission`, undefined, draft.version)
    await send(desk, 'post', `${one}/eligibility`, undefined, sent.version)
    await send(desk, 'post', `${path}/dossiers`, { applicationId: draft.id })
  }
  const ready = (await (await desk.request.get(path)).json()) as { version: number }
  await send(desk, 'post', `${path}/opening`, undefined, ready.version)
  return { round, jurors }
}
