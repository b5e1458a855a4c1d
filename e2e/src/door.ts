import { expect } from '@jest/globals'
import type { Page } from 'playwright-core'
import { openAs, type DemoApp } from './demo-app.ts'
import { ask } from './pool.ts'

export const headers = { 'x-interra-client': '1' }
export async function staff(app: DemoApp): Promise<Page> {
  return (await openAs(app, app.account('coordinator', 'liege'))).page
}

/** All that this page wrote on the phone, as text. */
export const onThePhone = (page: Page) =>
  page.evaluate(async () => {
    const done = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.addEventListener('success', () => resolve(request.result))
        request.addEventListener('error', () => reject(new Error('no database')))
      })
    const kept: unknown[] = [{ ...localStorage }, { ...sessionStorage }]
    for (const { name } of await indexedDB.databases()) {
      const base = await done(indexedDB.open(name ?? ''))
      for (const store of base.objectStoreNames) {
        const all = base.transaction(store).objectStore(store)
        kept.push(await done(all.getAllKeys()), await done(all.getAll()))
      }
      base.close()
    }
    return JSON.stringify(kept)
  })

/** The day at the demo's sites. */
export const today = `(now() at time zone 'Europe/Brussels')::date`

/** A living duo of the demo that did not meet today, and the link of its newcomer, in the phone's language. */
export async function livingLink(app: DemoApp): Promise<{ duoId: string; url: string }> {
  const [duo] = await ask<{ id: string }>(
    app.databaseUrl,
    `select d.id from duo d join site s on s.id = d.site_id and s.code = 'liege'
     where d.status = 'active' and not exists
       (select from duo_meeting m where m.duo_id = d.id and m.met_on >= ${today} - 1) order by d.id limit 1`,
  )
  const team = await staff(app)
  const made = await team.request.post(`/v1/duos/${duo?.id}/links`, { data: { side: 'newcomer' }, headers })
  expect(made.status()).toBe(201)
  return { duoId: duo?.id ?? '', url: String((await made.json()).url).replace(/\?in=\w+/, '') }
}

/** The link of a check-in of the demo that was asked for and not answered. */
export async function checkInLink(app: DemoApp, token: string): Promise<{ id: string; url: string }> {
  const [asked] = await ask<{ id: string; duo: string; site: string }>(
    app.databaseUrl,
    `select k.id, k.duo_id as duo, k.site_id as site from check_in k join duo d on d.id = k.duo_id
     where d.status = 'active' and k.side = 'newcomer' and k.asked_at is not null and k.answered_at is null
     order by k.id limit 1`,
  )
  await ask(
    app.databaseUrl,
    `insert into duo_link (id, site_id, duo_id, side, purpose, check_in_id, token_hash, created_at, expires_at)
     values (gen_random_uuid(), $1, $2, 'newcomer', 'check_in', $3, encode(sha256($4::bytea), 'hex'), now(), now() + interval '1 day')`,
    [asked?.site, asked?.duo, asked?.id, token],
  )
  return { id: asked?.id ?? '', url: `${app.url}/duo#${token}` }
}
/** What a check-in keeps. */
export const said = (app: DemoApp, id: string) =>
  ask<{ wellbeing: number; met: boolean | null }>(
    app.databaseUrl,
    'select wellbeing, met from check_in where id = $1',
    [id],
  )
