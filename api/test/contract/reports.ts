import { canonical, sha256 } from '../../src/modules/reports/content.store.ts'
import { newId } from '../../src/platform/ids.ts'
import type { Sites } from '../base-data.ts'
import type { Api } from '../harness.ts'
import type { Known } from './values.ts'

/** A frozen report that all staff read, a testimony that it quotes, and a period that was locked and reopened. */
export async function oneReport({ insert, sites }: Api, site: keyof Sites, person_id: string): Promise<Known> {
  const site_id = sites[site]
  const at = (table: string, row: Record<string, unknown>) =>
    insert<{ id: string }>(table, { id: newId(), site_id, ...row })
  const asKnownAt = '2026-01-15T10:00:00.000Z'
  const period = { from: '2025-01-01', to: '2026-01-01', level: 'external' } as const
  const content = canonical({ siteId: site_id, ...period, asKnownAt, today: '2026-01-15', tables: [] })
  const row = {
    title: 'Année',
    from_on: period.from,
    to_on: period.to,
    level: period.level,
    lines: JSON.stringify([{ indicatorId: 'ACT-01', by: [], each: null }]),
    as_known_at: asKnownAt,
    content,
    sha256: sha256(content),
  }
  const report = await at('report', { ...row, status: 'frozen' })
  const publication = await at('report', { ...row, status: 'published', published_at: '2026-01-16T10:00:00Z' })
  const again = { reopened_at: '2026-01-20T10:00:00Z', reopened_reason: 'Une feuille oubliée' }
  const periodLock = await at('period_lock', { from_on: '2019-01-01', to_on: '2019-02-01', ...again })
  const consent = await at('consent', {
    person_id,
    purpose: 'image_testimony',
    given: true,
    text_version: '2026-11',
    language: 'fr',
    channel: 'paper',
    collected_on: '2026-01-10',
  })
  const words = 'Ici, on m’a demandé ce que je savais faire.'
  const said = { person_id, consent_id: consent.id, language: 'fr', told_on: '2026-01-10', may_name: true, words }
  const testimony = await at('testimony', said)
  await insert('report_testimony', { report_id: report.id, testimony_id: testimony.id, site_id })
  return {
    testimonyId: testimony.id,
    reportId: report.id,
    publicationId: publication.id,
    periodLockId: periodLock.id,
    since: '2026-06-01T10:00:00Z',
  }
}
