import {
  defaultCapacity,
  type Proposal,
  type ProposalAct,
  type proposalRoutes,
  type Workshop,
} from '@interra/contracts'
import { recordAudit } from '../../platform/audit.ts'
import type { Db } from '../../platform/db/database.ts'
import type { Deps } from '../../platform/deps.ts'
import type { Handlers, Scope } from '../../platform/http/context.ts'
import { confirmedRoom, handOverRequests } from '../venues/venue-requests.store.ts'
import { draftWorkshop, findWorkshop } from '../workshops/workshops.store.ts'
import { auditProposal } from './proposal-audit.ts'
import { afterAct } from './proposal.ts'
import { findProposal, lockProposal, saveProposal, type ProposalChange } from './proposals.store.ts'

type ActHandlers = Pick<
  Handlers<typeof proposalRoutes>,
  | 'submitProposal'
  | 'accompanyProposal'
  | 'holdProposal'
  | 'resumeProposal'
  | 'readyProposal'
  | 'declineProposal'
  | 'withdrawProposal'
  | 'convertProposal'
>
interface OneProposal {
  readonly params: { proposalId: string }
  readonly scope: Scope
  readonly ifMatch: number
}

const done: Readonly<Record<ProposalAct, string>> = {
  submit: 'submitted',
  accompany: 'accompanied',
  ready: 'made_ready',
  convert: 'converted',
  hold: 'put_on_hold',
  resume: 'resumed',
  withdraw: 'withdrawn',
  decline: 'declined',
}

/** The machine of a proposal, act by act. */
export const proposalActHandlers = (deps: Deps): ActHandlers => {
  const { database, clock } = deps
  const act = (
    call: OneProposal,
    name: ProposalAct,
    reason?: string,
    more?: (before: Proposal) => ProposalChange,
  ): Promise<Proposal> =>
    database.write(call.scope, async (db) => {
      await step(deps, db, call, name, reason, more)
      return (await findProposal(db, call.scope, call.params.proposalId, clock.now())).proposal
    })

  return {
    submitProposal: (call) => act(call, 'submit'),
    accompanyProposal: (call) =>
      act(call, 'accompany', undefined, ({ owner }) => (owner ? {} : { ownerAccountId: call.actor.accountId })),
    holdProposal: (call) => act(call, 'hold', call.body.reason),
    resumeProposal: (call) => act(call, 'resume'),
    readyProposal: (call) => act(call, 'ready'),
    declineProposal: (call) => act(call, 'decline', call.body.reason),
    withdrawProposal: (call) => act(call, 'withdraw', call.body.reason),
    convertProposal: (call) => database.write(call.scope, (db) => convert(deps, db, call)),
  }
}

/** Takes one step of the machine: locks, decides, saves, notes; answers the proposal as it was before. */
async function step(
  { clock }: Deps,
  db: Db,
  { params: { proposalId }, scope, ifMatch }: OneProposal,
  act: ProposalAct,
  reason: string | undefined,
  more: (before: Proposal) => ProposalChange = () => ({}),
): Promise<{ before: Proposal; today: string }> {
  const { proposal: before, today } = await lockProposal(db, scope, proposalId, ifMatch, clock.now())
  const change = afterAct(before.status, act, { now: clock.now(), reason })
  await saveProposal(db, proposalId, { ...change, ...more(before) })
  await auditProposal(db, before, done[act], [], reason)
  return { before, today }
}

type Converting = Parameters<Handlers<typeof proposalRoutes>['convertProposal']>[0]

/** Makes the workshop, as a draft, of what the proposal holds. */
async function convert(deps: Deps, db: Db, call: Converting): Promise<Workshop> {
  const { before, today } = await step(deps, db, call, 'convert', undefined)
  const room = await confirmedRoom(db, before.id)
  const training = before.steps.find(({ step, state }) => step === 'train' && state === 'done')
  const workshopId = await draftWorkshop(db, {
    siteId: before.siteId,
    proposalId: before.id,
    title: call.body.title ?? before.title,
    categoryTermId: before.category?.id ?? null,
    languages: before.languages,
    capacity: call.body.capacity ?? room?.capacity ?? defaultCapacity,
    roomId: room?.id ?? null,
    ownerAccountId: before.owner?.id ?? call.actor.accountId,
    hosts: before.hosts.map(({ person, part }) => ({
      personId: person.personId,
      part,
      trainedOn: training?.doneOn ?? null,
    })),
    from: today,
    by: call.actor.accountId,
  })
  await handOverRequests(db, before.id, workshopId)
  await recordAudit(db, {
    act: 'workshop.drafted',
    siteId: before.siteId,
    entity: 'workshop',
    entityId: workshopId,
  })
  return (await findWorkshop(db, call.scope, workshopId, deps.clock.now())).workshop
}
