import { broken, type Proposal, type proposalRoutes } from '@interra/contracts'
import { changedFields } from '../../platform/audit.ts'
import type { Deps } from '../../platform/deps.ts'
import type { Handlers } from '../../platform/http/context.ts'
import { pageOfRows, windowOf } from '../../platform/http/paging.ts'
import { dayIn } from '../../platform/local-day.ts'
import { findSite } from '../sites/sites.store.ts'
import { changedReferences, requireReferences } from '../workshops/references.store.ts'
import { proposalActHandlers } from './proposal-acts.handlers.ts'
import { auditProposal } from './proposal-audit.ts'
import { partHandlers } from './proposal-parts.handlers.ts'
import { requireBeforeEnd, requireOnce } from './proposal.ts'
import {
  findProposal,
  insertProposal,
  listProposals,
  lockProposal,
  replaceHosts,
  saveProposal,
} from './proposals.store.ts'

export const proposalHandlers = (deps: Deps): Handlers<typeof proposalRoutes> => {
  const { database, clock } = deps
  return {
    ...proposalActHandlers(deps),
    ...recordHandlers(deps),
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
  }
}

type RecordHandlers = Pick<Handlers<typeof proposalRoutes>, 'recordProposal' | 'changeProposal'>

const recordHandlers = ({ database, clock }: Deps): RecordHandlers => ({
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
      await auditProposal(db, { id, siteId }, 'recorded')
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
      await auditProposal(db, proposal, 'changed', changedFields(body, asBody(proposal)))
      return (await findProposal(db, scope, proposalId, clock.now())).proposal
    }),
})

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
