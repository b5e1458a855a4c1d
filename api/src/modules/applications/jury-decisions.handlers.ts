import { broken, problem, type DecideApplication, type JuryRound, type juryRoutes } from '@interra/contracts'
import { recordAudit } from '../../platform/audit.ts'
import type { Db } from '../../platform/db/database.ts'
import type { Deps } from '../../platform/deps.ts'
import type { Actor, Handlers, Scope } from '../../platform/http/context.ts'
import { afterApplicationAct } from './application.ts'
import { lockApplication, saveApplication } from './applications.store.ts'
import { todayOf } from './conditions.store.ts'
import { insertDecision, isWaiting, tellDecision } from './decisions.store.ts'
import {
  findRound,
  lockDossier,
  lockRound,
  missReviews,
  sheetOf,
  type StoredDossier,
  type StoredRound,
} from './juries.store.ts'
import { requireDaysAhead, requireNotClosed, requireReasons, requireScoring, stateAfterDecision } from './jury.ts'
import { judgedIn, roundFor } from './round-view.ts'
import { resultOf } from './scoring.ts'

type DecisionRoutes = Pick<typeof juryRoutes, 'decideApplication' | 'communicateDecision'>
interface Act {
  readonly params: { readonly roundId: string; readonly applicationId: string }
  readonly scope: Scope
  readonly actor: Actor
}

export const juryDecisionHandlers = ({ database, clock }: Deps): Handlers<DecisionRoutes> => {
  const on = (
    { params: { roundId, applicationId }, scope, actor }: Act,
    said: string,
    work: (db: Db, round: StoredRound, dossier: StoredDossier, now: Date) => Promise<void>,
  ): Promise<JuryRound> =>
    database.write(scope, async (db) => {
      await lockRound(db, scope, roundId)
      // read what was scored once nobody can submit any more
      await lockDossier(db, roundId, applicationId)
      const round = await findRound(db, scope, roundId)
      const dossier = round.dossiers.find((one) => one.applicationId === applicationId)
      if (!dossier) throw problem('not-found')
      await work(db, round, dossier, clock.now())
      const { siteId } = round
      await recordAudit(db, { act: `application.${said}`, siteId, entity: 'application', entityId: applicationId })
      const after = await findRound(db, scope, roundId)
      return roundFor(after, sheetOf(after).weights, actor.personId)
    })

  return {
    decideApplication: (call) =>
      on(call, 'decided', async (db, round, { applicationId, decision }, now) => {
        const { body, scope, actor } = call
        const held = await lockApplication(db, scope, applicationId, now)
        // whoever waits is admitted by the same panel, also once the round is over
        if (held.status === 'waitlisted') requireNotPreparing(round)
        else requireScoring(round.status, 'decide')
        const status = afterApplicationAct(held.status, stateAfterDecision[body.outcome], body.reason ?? '')
        const sheet = sheetOf(round)
        const judged = judgedIn(round.reviews).filter((one) => one.applicationId === applicationId)
        const result = resultOf(judged, sheet.weights)
        const { total, spread, reviews, organisations, proposal } = result
        const missing = [...(reviews < round.quorum ? ['quorum'] : []), ...(organisations < 2 ? ['organisations'] : [])]
        if (missing.length > 0 || total === null || proposal === null)
          throw problem('jury-incomplete', { params: { missing, reviews, quorum: round.quorum, organisations } })
        // two who decide at once: the second one has not read what the first one decided
        if (body.replaces !== decision?.id) throw problem('conflict', { detail: 'somebody else decided meanwhile' })
        requireReasons(body, proposal)
        requireDaysAhead(body, await todayOf(db, round.siteId, now))
        requireVoters(round, applicationId, body)
        const { siteId, id: roundId } = round
        const given = { siteId, roundId, applicationId, sheetId: sheet.id, total, spread, reviews, proposal }
        await insertDecision(db, { ...given, by: actor.accountId }, body, now)
        await missReviews(db, roundId, applicationId, now)
        await saveApplication(db, applicationId, { status, statusSince: now, statusReason: body.reason ?? null })
      }),

    communicateDecision: (call) =>
      on(call, 'decision_told', async (db, _, { applicationId, decision }, now) => {
        if (decision === null || decision.communicatedAt !== null || (await isWaiting(db, decision.id)))
          throw problem('act-not-possible', {
            params: { entity: 'juryDecision', state: decision === null ? 'open' : 'told', act: 'tell', possible: [] },
          })
        await tellDecision(db, applicationId, decision, now)
      }),
  }
}

function requireNotPreparing({ status }: StoredRound): void {
  if (status === 'preparing') requireNotClosed('closed', 'decide')
}

/** Those vote whose review counts, once each, and a quorum of them. Throws `rule-broken`. */
function requireVoters({ reviews, quorum }: StoredRound, applicationId: string, { votes }: DecideApplication): void {
  for (const [at, { memberId }] of votes.entries()) {
    const review = reviews.find((one) => one.memberId === memberId && one.applicationId === applicationId)
    if (!review?.counts) throw broken('rule-broken', `/votes/${at}/memberId`, { rule: 'may-not-vote' })
    if (votes.findIndex((one) => one.memberId === memberId) !== at)
      throw broken('rule-broken', `/votes/${at}/memberId`, { rule: 'named-twice' })
  }
  if (votes.length < quorum) throw broken('rule-broken', '/votes', { rule: 'votes-below-quorum', quorum })
}
