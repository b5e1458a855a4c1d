import { newId } from '../src/platform/ids.ts'
import type { Api } from './harness.ts'

/** Whoever was told about European funds, and what they answered; the columns of `situation_record`. */
export async function givenSituation(
  t: Pick<Api, 'insert'>,
  { id: person_id, site_id }: { readonly id: string; readonly site_id: string },
  answers: Readonly<Record<string, unknown>>,
): Promise<{ id: string }> {
  const of = { person_id, site_id }
  const told = { given: true, text_version: '2026-11', language: 'fr', channel: 'oral', collected_on: '2026-01-01' }
  await t.insert('consent', { id: newId(), ...of, purpose: 'eu_fund_reporting_notice', ...told })
  return t.insert('situation_record', { id: newId(), ...of, stated_on: '2026-01-01', ...answers })
}
