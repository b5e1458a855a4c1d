import { newId } from '../../src/platform/ids.ts'
import type { Api } from '../harness.ts'

/** A condition of a decision that no panel took: what a panel needs is the business of conditions.http.test.ts. */
export async function oneCondition(
  { sql }: Api,
  of: Record<'round_id' | 'application_id' | 'site_id' | 'sheet_id', string>,
) {
  const [decision, condition] = [newId(), newId()]
  await sql(`begin;
    set local session_replication_role = replica;
    insert into jury_decision (id, site_id, round_id, application_id, sheet_id, outcome, total, reviews, proposal, feedback, decided_at)
      values ('${decision}', '${of.site_id}', '${of.round_id}', '${of.application_id}', '${of.sheet_id}',
        'admitted_with_conditions', 60, 3, 'discuss', 'Bravo', '2026-11-20T10:00:00Z');
    insert into jury_condition (id, site_id, decision_id, number, content, due_on)
      values ('${condition}', '${of.site_id}', '${decision}', 1, 'Trouver un atelier', '2026-12-01');
    commit`)
  return condition
}
