import { newId } from '../../src/platform/ids.ts'
import type { Sites } from '../base-data.ts'
import type { Api } from '../harness.ts'
import type { Known } from './values.ts'

/** A wave of a site in which somebody was asked. */
export async function oneSurvey({ insert, sites }: Api, site: keyof Sites, person_id: string): Promise<Known> {
  const site_id = sites[site]
  const at = (table: string, row: Record<string, unknown>) =>
    insert<{ id: string }>(table, { id: newId(), site_id, ...row })
  const wave = await at('survey_wave', { kind: 't0', opens_on: '2026-11-01', closes_on: '2026-12-01' })
  const measure = { position: 1, instrument: 'trust1', instrument_version: 1 }
  await insert('survey_wave_instrument', { wave_id: wave.id, site_id, ...measure })
  const proof = { text_version: '1', language: 'fr', channel: 'paper', collected_on: '2026-10-01' }
  await at('consent', { person_id, purpose: 'surveys', given: true, ...proof })
  const entered = { programme: 'interact', entry_on: '2026-11-10', due_on: '2026-12-01' }
  const invitation = await at('survey_invitation', { wave_id: wave.id, person_id, ...entered })
  return { waveId: wave.id, invitationId: invitation.id }
}
