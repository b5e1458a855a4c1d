import {
  broken,
  outgoingPossible,
  problem,
  type AnswerOutgoing,
  type MoveOutgoing,
  type outgoingReferralRoutes,
} from '@interra/contracts'
import type { Db } from '../../platform/db/database.ts'
import { guardVersion } from '../../platform/db/guard-version.ts'
import type { Deps } from '../../platform/deps.ts'
import type { Handlers } from '../../platform/http/context.ts'
import { pageOfRows, windowOf } from '../../platform/http/paging.ts'
import { openFile } from '../people/facts.store.ts'
import {
  addOutgoing,
  canBeAsked,
  closeOutgoingLinks,
  findOutgoing,
  letterOf,
  listOutgoing,
  lockOutgoing,
  noteOutgoingTold,
  openOffered,
  takeOutgoingStep,
  wipeOutgoing,
  writeToAgent,
  type OutgoingRow,
} from './outgoing.store.ts'
import { outgoingReferral } from './referrals.tables.ts'

/** Whom we send to partners, and what the agent of a partner does by the link in the mail. */
export const outgoingHandlers = ({ database, clock, config }: Deps): Handlers<typeof outgoingReferralRoutes> => {
  async function move(db: Db, row: OutgoingRow, said: MoveOutgoing): Promise<void> {
    const at = clock.now()
    switch (said.act) {
      case 'send': {
        const { consent, shares } = said
        const letter = await letterOf(db, row.id, at)
        if (letter.email === null) throw broken('rule-broken', '/agentId', { rule: 'nobody-to-reach' })
        if (consent.on > letter.today) throw broken('rule-broken', '/consent/on', { rule: 'in-the-future' })
        const agreed = { consentOn: consent.on, consentMethod: consent.method, consentLanguage: consent.language }
        await takeOutgoingStep(db, row, 'send', { at, ...agreed, shares, answerDueOn: letter.dueOn })
        return writeToAgent(db, row, letter, { kind: 'outgoing-sent', now: at, publicUrl: config.publicUrl })
      }
      case 'withdraw':
        await takeOutgoingStep(db, row, 'withdraw', { at, message: null, shares: [] })
        await closeOutgoingLinks(db, row.id, at)
        await wipeOutgoing(db, row.id)
        return
      case 'tell':
        return noteOutgoingTold(db, row, at)
      case 'accept':
      case 'decline':
      case 'start':
      case 'close':
        return answer(db, row, said)
    }
  }
  const answer = (db: Db, row: OutgoingRow, { act, ...said }: AnswerOutgoing['answer']) =>
    takeOutgoingStep(db, row, act, { at: clock.now(), ...said })

  return {
    listOutgoing: ({ query, scope }) =>
      database.read(scope, async (db) => {
        const window = windowOf(query, 2)
        const rows = await listOutgoing(db, scope, query, window, clock.now())
        const sortOf = ({ createdAt, id }: (typeof rows)[number]) => [createdAt, id]
        return pageOfRows(rows, window, sortOf, ({ item }) => item)
      }),

    prepareOutgoing: ({ body, scope, actor }) =>
      database.write(scope, async (db) => {
        const made = { now: clock.now(), by: actor.accountId }
        const { siteId } = await openFile(db, scope, body.personId, made)
        if (body.service.trim() === '') throw broken('rule-broken', '/service', { rule: 'blank' })
        if (!(await canBeAsked(db, siteId, body))) throw broken('rule-broken', '/agentId', { rule: 'unknown' })
        return findOutgoing(db, scope, await addOutgoing(db, body, { siteId, ...made }), clock.now())
      }),

    moveOutgoing: ({ params: { outgoingId }, body, scope, ifMatch }) =>
      database.write(scope, async (db) => {
        await guardVersion(db, scope, outgoingReferral, outgoingId, ifMatch)
        const row = await lockOutgoing(db, outgoingId)
        const possible = outgoingPossible(row.status, row.toldAt !== null)
        if (!possible.includes(body.act))
          throw problem('act-not-possible', {
            params: { entity: 'outgoing_referral', state: row.status, act: body.act, possible },
          })
        await move(db, row, body)
        return findOutgoing(db, scope, outgoingId, clock.now())
      }),

    readOffered: async ({ body: { token } }) =>
      (await database.system('outgoing-link', (db) => openOffered(db, token, clock.now()))).offered,

    answerOffered: async ({ body: { token, answer: said }, scope }) => {
      const { id, siteId } = await database.system('outgoing-link', (db) => openOffered(db, token, clock.now()))
      return database.write({ ...scope, sites: [siteId], filterSites: [siteId] }, async (db) => {
        const row = await lockOutgoing(db, id)
        // opened again once it is held: taken back meanwhile, it answers nothing
        await openOffered(db, token, clock.now())
        await answer(db, row, said)
        return (await openOffered(db, token, clock.now())).offered
      })
    },
  }
}
