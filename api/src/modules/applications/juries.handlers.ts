import { broken, juryCriteria, problem, who, type JuryRound, type juryRoutes } from '@interra/contracts'
import { changedFields, recordAudit } from '../../platform/audit.ts'
import type { Db } from '../../platform/db/database.ts'
import type { Deps } from '../../platform/deps.ts'
import type { Actor, Handlers, Scope } from '../../platform/http/context.ts'
import { requireInScope } from '../sites/sites.store.ts'
import { afterApplicationAct } from './application.ts'
import { lockApplication, recordApplicationsRead, saveApplication } from './applications.store.ts'
import {
  assignReviews,
  deleteDossier,
  findRound,
  insertDossier,
  insertMember,
  insertRound,
  insertSheet,
  keepResults,
  listRounds,
  lockRound,
  missReviews,
  removeMember,
  requireUnread,
  saveRound,
  sheetOf,
  type StoredRound,
} from './juries.store.ts'
import { afterRoundAct, requireComplete, requireHundred, requireNotClosed, requirePreparing } from './jury.ts'
import { juryDecisionHandlers } from './jury-decisions.handlers.ts'
import { ownReviewHandlers } from './own-reviews.handlers.ts'
import { judgedIn, roundFor } from './round-view.ts'
import { resultOf } from './scoring.ts'

interface Act {
  readonly params: { readonly roundId: string }
  readonly scope: Scope
  readonly actor: Actor
  readonly ifMatch?: number
}

export const juryHandlers = (deps: Deps): Handlers<typeof juryRoutes> => {
  const { database, clock } = deps
  const read = async (db: Db, { params, scope, actor }: Act): Promise<JuryRound> => {
    const round = await findRound(db, scope, params.roundId)
    return roundFor(round, sheetOf(round).weights, actor.personId)
  }
  /** One act on a round that is held, told in the audit. */
  const act = (
    call: Act,
    said: string,
    work: (db: Db, round: StoredRound, now: Date) => Promise<readonly string[] | void>,
  ): Promise<JuryRound> =>
    database.write(call.scope, async (db) => {
      const ifMatch = call.ifMatch === 0 ? undefined : call.ifMatch
      const round = await lockRound(db, call.scope, call.params.roundId, ifMatch)
      const fields = (await work(db, round, clock.now())) ?? []
      const { id: entityId, siteId } = round
      await recordAudit(db, { act: `jury_round.${said}`, siteId, entity: 'jury_round', entityId, fields })
      return read(db, call)
    })

  return {
    ...juryDecisionHandlers(deps),
    ...ownReviewHandlers(deps),

    listJuryRounds: ({ query, scope }) =>
      database.read(scope, async (db) => ({ items: await listRounds(db, scope, query.siteId) })),

    getJuryRound: (call) =>
      database.write(call.scope, async (db) => {
        const round = await read(db, call)
        const shown = round.dossiers.map(({ applicationId }) => applicationId)
        await recordApplicationsRead(db, shown, 'getJuryRound')
        return round
      }),

    addJuryRound: ({ body, scope, actor }) => {
      requireInScope(scope, body.siteId)
      return database.write(scope, async (db) => {
        const roundId = await insertRound(db, body, actor.accountId, clock.now())
        const { siteId } = body
        await recordAudit(db, { act: 'jury_round.added', siteId, entity: 'jury_round', entityId: roundId })
        return read(db, { params: { roundId }, scope, actor })
      })
    },

    changeJuryRound: (call) =>
      act(call, 'changed', async (db, round) => {
        requireNotClosed(round.status, 'change')
        await saveRound(db, round.id, call.body)
        return changedFields(call.body, round)
      }),

    addJuryMember: (call) =>
      act(call, 'member_added', async (db, round, now) => {
        requireNotClosed(round.status, 'add_member')
        const { personId, partnerId = null } = call.body
        const { id: roundId, siteId } = round
        if (!round.members.some(({ person }) => person.personId === personId))
          await requireUnread(db, { roundId, personId }, who.team)
        await insertMember(db, { siteId, roundId, personId, partnerId }, call.actor.accountId, now)
        if (round.status === 'scoring') await assignReviews(db, roundId, now)
      }),

    removeJuryMember: (call) =>
      act(call, 'member_removed', async (db, round, now) => {
        const member = round.members.find(({ id }) => id === call.params.memberId)
        if (!member) throw problem('not-found')
        requireNotClosed(round.status, 'remove_member')
        await removeMember(db, member.id, call.actor.accountId, now)
      }),

    addJuryDossier: (call) =>
      act(call, 'dossier_added', async (db, round, now) => {
        requireNotClosed(round.status, 'add_dossier')
        const { applicationId } = call.body
        const known = await lockApplication(db, call.scope, applicationId, now).catch(() => null)
        if (known?.siteId !== round.siteId) throw broken('rule-broken', '/applicationId', { rule: 'unknown' })
        const status = afterApplicationAct(known.status, 'send_to_jury')
        await saveApplication(db, applicationId, { status, statusSince: now })
        await insertDossier(db, round, applicationId, now)
        if (round.status === 'scoring') await assignReviews(db, round.id, now)
        const { siteId } = round
        const audited = { siteId, entity: 'application', entityId: applicationId }
        await recordAudit(db, { act: 'application.sent_to_jury', ...audited })
      }),

    removeJuryDossier: (call) =>
      act(call, 'dossier_removed', async (db, round, now) => {
        const { applicationId } = call.params
        if (!round.dossiers.some((one) => one.applicationId === applicationId)) throw problem('not-found')
        requirePreparing(round.status, 'remove_dossier')
        const { siteId, status: before } = await lockApplication(db, call.scope, applicationId, now)
        const status = afterApplicationAct(before, 'take_back')
        await deleteDossier(db, round.id, applicationId)
        await saveApplication(db, applicationId, { status, statusSince: now })
        const audited = { siteId, entity: 'application', entityId: applicationId }
        await recordAudit(db, { act: 'application.taken_from_jury', ...audited })
      }),

    openJuryRound: (call) =>
      act(call, 'opened', async (db, round, now) => {
        const status = afterRoundAct(round.status, 'open')
        requireComplete({
          quorum: round.quorum,
          members: round.members.length,
          organisations: new Set(round.members.map(({ organisation }) => organisation?.id ?? null)).size,
          dossiers: round.dossiers.length,
        })
        await saveRound(db, round.id, { status, statusSince: now })
        await assignReviews(db, round.id, now)
      }),

    closeJuryRound: (call) =>
      act(call, 'closed', async (db, round, now) => {
        const status = afterRoundAct(round.status, 'close')
        const open = round.dossiers.filter((one) => one.decision === null && one.status === 'in_jury')
        if (open.length > 0) throw problem('conditions-unmet', { params: { unmet: ['decisions'], count: open.length } })
        await missReviews(db, round.id, null, now)
        await saveRound(db, round.id, { status, statusSince: now })
      }),

    setJuryWeights: (call) =>
      act(call, 'weights_set', async (db, round, now) => {
        requireNotClosed(round.status, 'set_weights')
        requireHundred(call.body)
        const sheet = sheetOf(round)
        if (juryCriteria.every((criterion) => sheet.weights[criterion] === call.body[criterion])) return
        const judged = judgedIn(round.reviews)
        const kept = round.dossiers.flatMap(({ applicationId }) => {
          const own = judged.filter((one) => one.applicationId === applicationId)
          const { total, spread, reviews } = resultOf(own, sheet.weights)
          return total === null ? [] : [{ applicationId, total, spread, reviews }]
        })
        await keepResults(db, sheet.id, kept)
        const { id: roundId, siteId } = round
        const next = { siteId, roundId, number: sheet.number + 1, weights: call.body }
        await insertSheet(db, next, call.actor.accountId, now)
        await saveRound(db, roundId, { statusSince: now })
      }),
  }
}
