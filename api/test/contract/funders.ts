import { newId } from '../../src/platform/ids.ts'
import type { Sites } from '../base-data.ts'
import type { Api } from '../harness.ts'
import type { Known } from './values.ts'

/** A funder with a grant, and an activity that nobody carries yet, at one site. */
export async function oneFunder(t: Api, site: keyof Sites): Promise<Known> {
  const site_id = t.sites[site]
  const at = (table: string, row: Record<string, unknown>) =>
    t.insert<{ id: string }>(table, { id: newId(), site_id, ...row })
  const funder = await at('funder', { name: `Fondation ${newId()}`, kind: 'foundation' })
  const year = { starts_on: '2026-01-01', ends_on: '2026-12-31' }
  const money = { reference: 'Mixité 2026', amount_cents: 1_000_000, programmes: ['interact'], status: 'granted' }
  const grant = await at('funder_grant', { funder_id: funder.id, ...year, ...money })
  await at('grant_target', { grant_id: grant.id, indicator_id: 'ACT-01', target: 40, due_on: '2026-12-31' })
  const workshop = await t.given.workshop({ site })
  const allocation = await at('allocation', { workshop_id: workshop.id, ...year })
  const life = { created_at: '2026-11-01T10:00:00Z', expires_at: '2027-01-01T10:00:00Z' }
  const shown = { indicators: ['ACT-01'], from_year: 2024, to_year: 2025, token_hash: newId(), ...life }
  const link = await at('funder_link', { funder_id: funder.id, ...shown })
  return { funderLinkId: link.id, funderId: funder.id, grantId: grant.id, allocationId: allocation.id }
}
