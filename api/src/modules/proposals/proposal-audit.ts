import type { Proposal } from '@interra/contracts'
import { recordAudit } from '../../platform/audit.ts'
import type { Db } from '../../platform/db/database.ts'

/** The line of an act on a proposal in the audit trail. */
export function auditProposal(
  db: Db,
  { id, siteId }: Pick<Proposal, 'id' | 'siteId'>,
  act: string,
  fields: readonly string[] = [],
  reason?: string,
): Promise<void> {
  return recordAudit(db, {
    act: `proposal.${act}`,
    siteId,
    entity: 'proposal',
    entityId: id,
    fields,
    reason: reason ?? null,
  })
}
