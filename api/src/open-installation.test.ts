import { newTestDatabase } from '@interra/postgres'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { sql } from 'drizzle-orm'
import { signInAs } from '../test/accounts.ts'
import { startApi, type Api } from '../test/harness.ts'
import { AlreadyOpen, openInstallation } from './open-installation.ts'
import { createDatabase, type Database } from './platform/db/database.ts'

const camille = { email: 'Camille@Example.org', name: 'Camille Dupré', locale: 'fr' } as const
const tokenOf = (link: string) => link.split('#')[1] ?? ''
const chosen = 'quatre parapluies et un vélo'

describe('an installation with sites and nobody in it', () => {
  let t: Api
  beforeAll(async () => void (t = await startApi()))
  afterAll(() => t.stop())

  test('[J1] gets its first admin, whose link opens an account over all sites', async () => {
    const link = await openInstallation(t.deps, camille)
    expect(link).toMatch(/^http:\/\/localhost:3000\/set-password#[\w-]{20,}$/)
    await t.anonymous.setPassword({ body: { token: tokenOf(link), password: chosen } })
    const { client } = await signInAs(t, { accountId: '', email: 'camille@example.org', password: chosen })
    expect((await client.listSites()).items).toHaveLength(2)
    const { items } = await client.listAccounts({ query: {} })
    expect(items).toMatchObject([{ name: 'Camille Dupré', state: 'active', grants: [{ role: 'admin', siteId: null }] }])
  })

  test('[J1] refuses another one made this way, whoever it is', async () => {
    await expect(openInstallation(t.deps, camille)).rejects.toThrow(AlreadyOpen)
    await expect(openInstallation(t.deps, { ...camille, email: 'sacha@example.org' })).rejects.toThrow(AlreadyOpen)
    expect(await t.sql('select email from account')).toHaveLength(1)
  })
})

describe('an empty database', () => {
  let database: Database
  const open = (...more: Parameters<typeof openInstallation> extends [unknown, ...infer Rest] ? Rest : never) =>
    openInstallation({ database, config, clock: { now: () => new Date('2026-11-22T11:00:00Z') } }, ...more)
  let config: Api['config']
  beforeAll(async () => {
    const t = await startApi()
    config = t.config
    await t.stop()
    database = createDatabase({ url: await newTestDatabase(), explain: true })
  })
  afterAll(() => database.close())
  const rows = (text: string) => database.system('look', async (db) => (await db.execute(sql.raw(text))).rows)

  test('[J2] gets its first site with the usual lists and rules', async () => {
    await open(camille, { code: 'liege', name: 'Liège' })
    expect(await rows('select code, name, opens_on, time_zone from site')).toEqual([
      { code: 'liege', name: 'Liège', opens_on: '2026-11-22', time_zone: 'Europe/Brussels' },
    ])
    expect(await rows('select act from audit_event order by at, act')).toEqual([
      { act: 'account.invited' },
      { act: 'site.added' },
    ])
    const [counts] = await rows(`select (select count(*) from taxonomy_term) > 5 as terms,
      (select count(*) from policy) > 5 as rules`)
    expect(counts).toEqual({ terms: true, rules: true })
  })

  test('a link that was lost is replaced, and the one before stops working', async () => {
    const first = await open(camille)
    expect(await open(camille)).not.toBe(first)
    const links = await rows('select used_at is null as works from account_link order by created_at, id')
    expect(links.map(({ works }) => works)).toEqual([false, false, true])
    expect(await rows('select id from account')).toHaveLength(1)
  })

  test('a second first site is refused', async () => {
    await expect(open(camille, { code: 'namur', name: 'Namur' })).rejects.toThrow(AlreadyOpen)
  })
})
