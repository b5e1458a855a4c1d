import type { MakeFunderLink } from '@interra/contracts'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { ApiClient } from '../../../test/client.ts'
import { startApi, type Api } from '../../../test/harness.ts'
import { tellFirstWinter } from '../../demo/first-winter.ts'
import { tokenHash } from '../auth/tokens.ts'

let t: Api
let lead: ApiClient
let funderId: string
beforeAll(async () => {
  t = await startApi()
  lead = await t.as('programme_lead')
  await t.database.system('test.first-winter', (db) => tellFirstWinter(db, t.sites.liege, null))
  const funder = await lead.addFunder({
    body: { siteId: t.sites.liege, name: 'Fondation des Rives', kind: 'foundation' },
  })
  funderId = funder.id
})
afterAll(() => t.stop())

const asked: MakeFunderLink = { indicators: ['ACT-01', 'ACT-04', 'MIX-01'], fromYear: 2018, toYear: 2020 }
const make = (body: Partial<MakeFunderLink> = {}, by = lead) =>
  by.makeFunderLink({ params: { funderId }, body: { ...asked, ...body } })
const tokenOf = ({ url }: { url: string }) => new URL(url).hash.slice(1)
const read = (token: string, more: object = {}) =>
  fetch(new URL('/v1/funder-links/reading', t.url), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token, ...more }),
  })
const broken = (rule: string, pointer: string) => ({
  code: 'rule-broken',
  extra: { errors: [expect.objectContaining({ pointer, params: expect.objectContaining({ rule }) })] },
})

describe('[K5] [H12] a link by which a funder reads figures', () => {
  test('shows what everybody outside is told, year by year, and never a small number', async () => {
    const made = await make()
    expect(made.url).toMatch(/\/funder#[\w-]{20,}$/)
    const told = (await (await read(tokenOf(made))).json()) as {
      tables: { indicatorId: string; cells: { from: string; figure: { value: number | null } }[] }[]
    }
    expect(told).toMatchObject({ funder: 'Fondation des Rives', fromYear: 2018, toYear: 2020 })
    const admin = await t.as('admin')
    const { key } = await admin.createReportingKey({ body: { name: 'Essai', siteIds: [t.sites.liege] } })
    const query = `indicators=${asked.indicators.join()}&from=2018-01-01&to=2021-01-01&each=year`
    const answer = await fetch(new URL(`/v1/reporting/figures?${query}&site=${t.sites.liege}`, t.url), {
      headers: { authorization: `Bearer ${key}` },
    })
    const { items } = (await answer.json()) as {
      items: { indicator: string; part: string | null; periodStart: string; value: number | null; unit: string }[]
    }
    const rows = items.filter(({ part }) => part === null)
    expect(rows.some(({ value }) => (value ?? 0) > 0)).toBe(true)
    expect(
      told.tables.flatMap(({ indicatorId, cells }) => cells.map((one) => [indicatorId, one.from, one.figure.value])),
    ).toEqual(rows.map(({ indicator, periodStart, value }) => [indicator, periodStart, value]))
    const people = told.tables.filter(({ indicatorId }) => indicatorId === 'ACT-04').flatMap(({ cells }) => cells)
    for (const { figure } of people) expect([1, 2, 3, 4]).not.toContain(figure.value)
  })

  test('shows what was settled and nothing else: no body, no role and no statement changes it', async () => {
    const made = await make()
    const wider = await read(tokenOf(made), { indicators: ['DUO-01'], toYear: 2026 })
    expect(wider.status).toBe(400)
    const change = 'update funder_link set to_year = 2019 where id = $1'
    const scope = {
      sites: [t.sites.liege],
      filterSites: [t.sites.liege],
      actorKind: 'system',
      actorId: null,
      requestId: 'test',
    } as const
    await expect(
      t.database.write(scope, (db) => db.hot({ name: 'test change', text: change }, [made.id])),
    ).rejects.toThrow('42501')
  })

  test('opens until it ends or is revoked, then nothing, as one that never was; its hash alone is kept', async () => {
    const made = await make({ expiresOn: '2026-11-30' })
    const token = tokenOf(made)
    expect((await read(token)).status).toBe(200)
    const [row] = await t.sql('select token_hash from funder_link where id = $1', [made.id])
    expect(row).toEqual({ token_hash: tokenHash(token) })
    const { items } = await lead.listFunderLinks({ params: { funderId } })
    expect(JSON.stringify(items)).not.toContain(token)
    expect(items[0]).toMatchObject({ id: made.id, state: 'live', indicators: asked.indicators })
    const unknown = await read('x'.repeat(40))
    expect([unknown.status, await unknown.json()]).toMatchObject([409, { code: 'link-expired' }])
    const at = { params: { funderLinkId: made.id } }
    const revoked = await lead.revokeFunderLink({ ...at, body: { reason: 'Convention terminée' } })
    expect(revoked.state).toBe('revoked')
    expect(await lead.revokeFunderLink({ ...at, body: { reason: 'Encore' } })).toEqual(revoked)
    expect(await (await read(token)).json()).toMatchObject({ code: 'link-expired' })
    const short = await make({ expiresOn: '2026-11-22' })
    t.clock.set('2026-11-23T11:00:00Z')
    expect(await (await read(tokenOf(short))).json()).toMatchObject({ code: 'link-expired' })
    t.clock.set('2026-11-22T11:00:00Z')
  })

  test('is of years that are over, ten at most, for a year at most', async () => {
    await expect(make({ toYear: 2026 })).rejects.toMatchObject(broken('year-not-over', '/toYear'))
    await expect(make({ fromYear: 2021, toYear: 2020 })).rejects.toMatchObject(broken('before-start', '/toYear'))
    await expect(make({ fromYear: 2010 })).rejects.toMatchObject(broken('period-too-long', '/fromYear'))
    await expect(make({ expiresOn: '2026-11-21' })).rejects.toMatchObject(broken('in-the-past', '/expiresOn'))
    await expect(make({ expiresOn: '2028-01-01' })).rejects.toMatchObject(broken('period-too-long', '/expiresOn'))
  })

  test('is made by leads of what it shows, and found at no other site', async () => {
    const duos = await t.as('programme_lead', { programme: 'duo2change' })
    await expect(make({}, duos)).rejects.toHaveProblem('not-allowed')
    const elsewhere = await t.as('programme_lead', { site: 'pilot' })
    await expect(make({}, elsewhere)).rejects.toHaveProblem('not-found')
    const { id: funderLinkId } = await make()
    await expect(elsewhere.listFunderLinks({ params: { funderId } })).rejects.toHaveProblem('not-found')
    await expect(
      elsewhere.revokeFunderLink({ params: { funderLinkId }, body: { reason: 'Essai' } }),
    ).rejects.toHaveProblem('not-found')
    await expect(make({}, await t.as('reader'))).rejects.toHaveProblem('not-allowed')
  })
})
