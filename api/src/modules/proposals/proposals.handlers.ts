import { broken, defaultCapacity, type Proposal, type ProposalAct, type proposalRoutes } from '@interra/contracts'
import { changedFields, recordAudit } from '../../platform/audit.ts'
import type { Db } from '../../platform/db/database.ts'
import type { Deps } from '../../platform/deps.ts'
import type { Handlers, Scope } from '../../platform/http/context.ts'
import { pageOfRows, windowOf } from '../../platform/http/paging.ts'
import { dayIn } from '../../platform/local-day.ts'
import { findSite } from '../sites/sites.store.ts'
import { confirmedRoom, handOverRequests } from '../venues/venue-requests.store.ts'
import { changedReferences, requireReferences } from '../workshops/references.store.ts'
import { draftWorkshop, findWorkshop } from '../workshops/workshops.store.ts'
import { partHandlers } from './proposal-parts.handlers.ts'
import { afterAct, requireBeforeEnd, requireOnce } from './proposal.ts'
import {
  findProposal,
  insertProposal,
  listProposals,
  lockProposal,
  replaceHosts,
  saveProposal,
  type ProposalChange,
} from './proposals.store.ts'

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

export const proposalHandlers = (deps: Deps): Handlers<typeof proposalRoutes> => {
  const { database, clock } = deps

  /** Takes one step of the machine: locks, decides, saves, notes; answers the proposal as it was before. */
  async function step(
    db: Db,
    { params: { proposalId }, scope, ifMatch }: OneProposal,
    act: ProposalAct,
    reason: string | undefined,
    more: (before: Proposal) => ProposalChange = () => ({}),
  ): Promise<{ before: Proposal; today: string }> {
    const { proposal: before, today } = await lockProposal(db, scope, proposalId, ifMatch, clock.now())
    const change = afterAct(before.status, act, { now: clock.now(), reason })
    await saveProposal(db, proposalId, { ...change, ...more(before) })
    await audit(db, before, done[act], [], reason)
    return { before, today }
  }
  const act = (
    call: OneProposal,
    name: ProposalAct,
    reason?: string,
    more?: (before: Proposal) => ProposalChange,
  ): Promise<Proposal> =>
    database.write(call.scope, async (db) => {
      await step(db, call, name, reason, more)
      return (await findProposal(db, call.scope, call.params.proposalId, clock.now())).proposal
    })

  return {
    ...partHandlers(deps),

    listProposals: ({ query, scope, actor }) =>
      database.read(scope, async (db) => {
        const window = windowOf(query, 2)
        const seen = { now: clock.now(), readsNames: actor.classes.has('C1') }
        return pageOfRows(
          await listProposals(db, scope, query, window, seen),
          window,
          ({ receivedOn, id }) => [receivedOn, id],
          (row) => row,
        )
      }),

    getProposal: ({ params, scope }) =>
      database.read(scope, async (db) => (await findProposal(db, scope, params.proposalId, clock.now())).proposal),

    recordProposal: ({ body, scope, actor }) =>
      database.write(scope, async (db) => {
        const { siteId, hosts, categoryId, channelId, ownerId = actor.accountId, ...same } = body
        const now = clock.now()
        const today = dayIn((await findSite(db, scope, siteId)).timeZone, now)
        const { receivedOn = today } = body
        requireOnce(hosts)
        requireReceived(receivedOn, today)
        await requireReferences(db, siteId, today, body)
        const id = await insertProposal(db, {
          ...same,
          siteId,
          hosts,
          receivedOn,
          categoryTermId: categoryId ?? null,
          channelTermId: channelId ?? null,
          ownerAccountId: ownerId,
          createdBy: actor.accountId,
          statusSince: now,
        })
        await audit(db, { id, siteId }, 'recorded')
        return (await findProposal(db, scope, id, now)).proposal
      }),

    changeProposal: ({ params: { proposalId }, body, scope, ifMatch }) =>
      database.write(scope, async (db) => {
        const { proposal, today } = await lockProposal(db, scope, proposalId, ifMatch, clock.now())
        requireBeforeEnd(proposal.status, 'change')
        const { hosts, categoryId, channelId, ownerId, ...same } = body
        if (hosts) requireOnce(hosts)
        requireReceived(body.receivedOn, today)
        await requireReferences(db, proposal.siteId, today, changedReferences(body, asBody(proposal)))
        await saveProposal(db, proposalId, {
          ...same,
          // a change of hosts alone changes the proposal too: its version moves
          title: body.title ?? proposal.title,
          ...(categoryId !== undefined && { categoryTermId: categoryId }),
          ...(channelId !== undefined && { channelTermId: channelId }),
          ...(ownerId !== undefined && { ownerAccountId: ownerId }),
        })
        if (hosts) await replaceHosts(db, proposal, hosts)
        await audit(db, proposal, 'changed', changedFields(body, asBody(proposal)))
        return (await findProposal(db, scope, proposalId, clock.now())).proposal
      }),

    submitProposal: (call) => act(call, 'submit'),
    accompanyProposal: (call) =>
      act(call, 'accompany', undefined, ({ owner }) => (owner ? {} : { ownerAccountId: call.actor.accountId })),
    holdProposal: (call) => act(call, 'hold', call.body.reason),
    resumeProposal: (call) => act(call, 'resume'),
    readyProposal: (call) => act(call, 'ready'),
    declineProposal: (call) => act(call, 'decline', call.body.reason),
    withdrawProposal: (call) => act(call, 'withdraw', call.body.reason),

    convertProposal: (call) =>
      database.write(call.scope, async (db) => {
        const { before, today } = await step(db, call, 'convert', undefined)
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
        return (await findWorkshop(db, call.scope, workshopId, clock.now())).workshop
      }),
  }
}

function audit(
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

/** A proposal as a body would say it. */
function asBody({ category, channel, owner, hosts, ...same }: Proposal) {
  return {
    ...same,
    categoryId: category?.id ?? null,
    channelId: channel?.id ?? null,
    ownerId: owner?.id ?? null,
    hosts: hosts.map(({ person, part }) => ({ personId: person.personId, part })),
  }
}

function requireReceived(receivedOn: string | undefined, today: string): void {
  if (receivedOn !== undefined && receivedOn > today)
    throw broken('rule-broken', '/receivedOn', { rule: 'in-the-future' })
}
