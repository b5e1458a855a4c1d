import type { proposalRoutes } from '@interra/contracts'
import { recordAudit } from '../../platform/audit.ts'
import type { Db } from '../../platform/db/database.ts'
import type { Deps } from '../../platform/deps.ts'
import type { Handlers } from '../../platform/http/context.ts'
import { requireReferences } from '../workshops/references.store.ts'
import {
  findNeed,
  findStep,
  holdProposal,
  insertNeed,
  lockNeed,
  lockStep,
  saveNeed,
  saveStep,
} from './proposal-parts.store.ts'
import { asStep, changeStep, requireAlive } from './proposal.ts'
import { findProposal } from './proposals.store.ts'

type PartHandlers = Pick<Handlers<typeof proposalRoutes>, 'setStep' | 'addNeed' | 'coverNeed' | 'uncoverNeed'>

/** The steps and needs of a proposal. They go on after it became a workshop. */
export const partHandlers = ({ database, clock }: Deps): PartHandlers => ({
  setStep: ({ params, body, scope, ifMatch }) =>
    database.write(scope, async (db) => {
      const found = await lockStep(db, scope, params, ifMatch, clock.now())
      requireAlive(found.status, 'set_step')
      if (body.ownerId !== found.step.owner?.id)
        await requireReferences(db, found.siteId, found.today, { ownerId: body.ownerId })
      const change = changeStep(found.step, body, found)
      await saveStep(db, found.id, {
        ...change,
        ...(body.ownerId !== undefined && { ownerAccountId: body.ownerId }),
        ...(body.note !== undefined && { note: body.note }),
      })
      const act = change.state === found.step.state ? 'step_changed' : `step_${actOf[change.state]}`
      await audit(db, found.siteId, params.proposalId, act, [params.step], change.reason)
      const after = await findStep(db, scope, params, clock.now())
      return asStep(after.step, after)
    }),

  addNeed: ({ params: { proposalId }, body, scope }) =>
    database.write(scope, async (db) => {
      await holdProposal(db, scope, proposalId)
      const { proposal } = await findProposal(db, scope, proposalId, clock.now())
      requireAlive(proposal.status, 'add_need')
      const needId = await insertNeed(db, proposal, body)
      await audit(db, proposal.siteId, proposalId, 'need_added', [body.kind])
      return (await findNeed(db, scope, { proposalId, needId })).need
    }),

  coverNeed: ({ params, body, scope, ifMatch }) =>
    database.write(scope, async (db) => {
      const { siteId, status, need } = await lockNeed(db, scope, params, ifMatch)
      requireAlive(status, 'cover_need')
      await saveNeed(db, params.needId, { coveredAt: clock.now(), coveredNote: body.note ?? null })
      await audit(db, siteId, params.proposalId, 'need_covered', [need.kind])
      return (await findNeed(db, scope, params)).need
    }),

  uncoverNeed: ({ params, scope, ifMatch }) =>
    database.write(scope, async (db) => {
      const { siteId, status, need } = await lockNeed(db, scope, params, ifMatch)
      requireAlive(status, 'uncover_need')
      await saveNeed(db, params.needId, { coveredAt: null, coveredNote: null })
      await audit(db, siteId, params.proposalId, 'need_uncovered', [need.kind])
      return (await findNeed(db, scope, params)).need
    }),
})

const actOf = { todo: 'reopened', done: 'done', waived: 'waived' } as const

function audit(
  db: Db,
  siteId: string,
  proposalId: string,
  act: string,
  fields: readonly string[],
  reason: string | null = null,
): Promise<void> {
  return recordAudit(db, { act: `proposal.${act}`, siteId, entity: 'proposal', entityId: proposalId, fields, reason })
}
