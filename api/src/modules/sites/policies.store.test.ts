import { policyKeys } from '@interra/contracts'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { startApi, type Api } from '../../../test/harness.ts'
import type { Scope } from '../../platform/http/context.ts'
import { policyAt } from './policies.store.ts'

let t: Api
beforeAll(async () => void (t = await startApi()))
afterAll(() => t.stop())

test('[J5] a rule has on each day the value decided last before it, in TypeScript as in SQL', async () => {
  const lead = await t.as('programme_lead')
  const params = { siteId: t.sites.liege }
  const key = 'newcomer_threshold_months'
  for (const [startsOn, value] of [
    ['2025-01-01', 60],
    ['2026-06-15', 48],
  ] as const)
    await lead.setPolicy({ params, body: { key, value, startsOn, reason: 'Décret' } })

  const sites = [t.sites.liege]
  const scope: Scope = { sites, filterSites: sites, actorKind: 'system', actorId: null, requestId: 'test' }
  for (const [day, months] of [
    ['1899-12-31', 36],
    ['2019-09-02', 36],
    ['2024-12-31', 36],
    ['2025-01-01', 60],
    ['2026-06-14', 60],
    ['2026-06-15', 48],
    ['2199-12-31', 48],
  ] as const) {
    const value = await t.database.read(scope, (db) => policyAt(db, t.sites.liege, key, day))
    const [row] = await t.sql('select coalesce(interra.policy($1, $2, $3), to_jsonb(36)) as months', [
      t.sites.liege,
      key,
      day,
    ])
    expect([day, value, row?.['months']]).toEqual([day, months, months])
  }
})

test('every site has a value of every rule in force', async () => {
  const keys = await t.sql('select site_id, count(distinct key)::int as rules from policy group by site_id')
  expect(keys.map(({ rules }) => rules)).toEqual([policyKeys.length, policyKeys.length])
})
