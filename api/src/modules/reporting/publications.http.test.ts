import type { ReportLine } from '@interra/contracts'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { parse } from 'csv-parse/sync'
import { startApi, type Api } from '../../../test/harness.ts'

let t: Api
let key: string
beforeAll(async () => {
  t = await startApi({ now: '2026-11-22T11:00:00Z' })
  const asked = { name: 'Cahier', scopes: ['figures:read' as const], siteIds: [t.sites.liege], expiresOn: '2027-11-01' }
  key = (await (await t.as('admin')).createReportingKey({ body: asked })).key
})
afterAll(() => t.stop())

const ask = (path: string) =>
  fetch(new URL(`/v1/reporting/publications${path}`, t.url), { headers: { authorization: `Bearer ${key}` } })

test('[H9] [H11] a script reads a published report as of its day, whatever is written later', async () => {
  const lead = await t.as('programme_lead')
  await t.given.session({ starts_on: '2025-03-10', status: 'held' })
  const line = (...by: ReportLine['by']): ReportLine[] => [{ indicatorId: 'ACT-01', by, each: null }]
  const year = { from: '2025-01-01', to: '2026-01-01', level: 'internal_case' as const }
  const make = async (level: 'internal_case' | 'external', lines: ReportLine[]) => {
    const body = { siteId: t.sites.liege, title: 'Année', template: null, ...year, level, lines }
    const { id: reportId, version } = await lead.addReport({ body })
    const frozen = await lead.freezeReport({ params: { reportId }, ifMatch: version })
    return lead.publishReport({ params: { reportId }, ifMatch: frozen.version })
  }
  const whole = await make('internal_case', line('site'))
  const { id, asKnownAt, sha256 } = await make('external', line())
  t.clock.set('2026-11-25T11:00:00Z')
  await t.given.session({ starts_on: '2025-03-17', status: 'held' })

  const { items } = (await (await ask('')).json()) as { items: { id: string; asOf: string; sha256: string }[] }
  expect(items).toEqual([expect.objectContaining({ id, asOf: asKnownAt, sha256 })])
  const rows: Record<string, string>[] = parse(await (await ask(`/${id}/figures.csv`)).text(), { columns: true })
  expect(rows[0]).toMatchObject({ indicator: 'ACT-01', value: '1', as_of: asKnownAt })
  expect(rows[0]?.['computed_at']).toMatch(/^2026-11-25/)
  const json = (await (await ask(`/${id}/figures`)).json()) as { items: { value: number }[] }
  expect(json.items).toHaveLength(rows.length)
  expect((await ask(`/${whole.id}/figures`)).status).toBe(404)
  await lead.withdrawReport({ params: { reportId: id }, ifMatch: 3, body: { reason: 'Erreur' } })
  expect((await ask(`/${id}/figures`)).status).toBe(404)
})
