import {
  latestFormVersion,
  type Application,
  type ApplicationAct,
  type applicationRoutes,
  type ChangeApplication,
} from '@interra/contracts'
import { changedFields, recordAudit } from '../../platform/audit.ts'
import type { Db } from '../../platform/db/database.ts'
import type { Deps } from '../../platform/deps.ts'
import type { Actor, Handlers, Scope } from '../../platform/http/context.ts'
import { pageOfRows, windowOf } from '../../platform/http/paging.ts'
import { findPersonSite } from './applicants.store.ts'
import { applicationLinkHandlers } from './application-links.handlers.ts'
import { makeLink, revokeLink } from './application-links.store.ts'
import {
  afterApplicationAct,
  requireAnswered,
  requireDraft,
  requireGates,
  requireKnownAnswers,
  requireUndecided,
} from './application.ts'
import {
  findApplication,
  insertApplication,
  languageOf,
  listApplications,
  lockApplication,
  recordApplicationsRead,
  saveApplication,
  saveFounders,
  storedAnswers,
  type NewApplication,
  type WholeApplication,
} from './applications.store.ts'
import { conditionHandlers } from './conditions.handlers.ts'
import { cohortHandlers } from './cohorts.handlers.ts'
import { funnelHandlers } from './funnel.handlers.ts'

interface Act {
  readonly params: { readonly applicationId: string }
  readonly scope: Scope
  readonly actor: Actor
  readonly ifMatch: number
}

export const applicationHandlers = (deps: Deps): Handlers<typeof applicationRoutes> => {
  const { database, clock, config } = deps
  const act = (
    { params: { applicationId }, scope, actor, ifMatch }: Act,
    name: ApplicationAct,
    { reason, said, check, also }: ActRest,
  ): Promise<Application> =>
    database.write(scope, async (db) => {
      const now = clock.now()
      const held = await lockApplication(db, scope, applicationId, now, ifMatch)
      const status = afterApplicationAct(held.status, name, reason)
      check?.(held)
      const change = { status, statusSince: now, statusReason: reason ?? null, ...also?.(now) }
      await saveApplication(db, applicationId, change)
      if (status === 'withdrawn') await revokeLink(db, applicationId, now)
      await audit(db, held, said)
      return findApplication(db, scope, applicationId, now, actor.personId)
    })

  return {
    ...cohortHandlers(deps),
    ...applicationLinkHandlers(deps),
    ...funnelHandlers(deps),
    ...conditionHandlers(deps),

    listApplications: ({ query, scope, actor }) =>
      database.read(scope, async (db) => {
        const window = windowOf(query, 2)
        return pageOfRows(
          await listApplications(db, scope, query, window, actor.personId),
          window,
          ({ since, id }) => [since, id],
          ({ item }) => item,
        )
      }),

    getApplication: ({ params, scope, actor }) =>
      database.write(scope, async (db) => {
        const found = await findApplication(db, scope, params.applicationId, clock.now(), actor.personId)
        await recordApplicationsRead(db, [found.id], 'getApplication')
        return found
      }),

    startApplication: ({ body, scope, actor }) =>
      database.write(scope, async (db) => {
        const now = clock.now()
        const siteId = await findPersonSite(db, scope, body.personId)
        const { answers = [], coFounderIds = [], ...rest } = body
        requireKnownAnswers(latestFormVersion, answers)
        const language = body.language ?? (await languageOf(db, scope, body.personId)) ?? 'fr'
        const id = await insertApplication(db, {
          ...rest,
          language,
          siteId,
          formVersion: latestFormVersion,
          answers: storedAnswers(answers),
          statusSince: now,
          createdAt: now,
          createdBy: actor.accountId,
        })
        await saveFounders(db, { id, siteId }, without(coFounderIds, body.personId))
        await audit(db, { id, siteId }, 'started')
        return findApplication(db, scope, id, now, actor.personId)
      }),

    changeApplication: ({ params: { applicationId }, body, scope, actor, ifMatch }) =>
      database.write(scope, async (db) => {
        const now = clock.now()
        const held = await lockApplication(db, scope, applicationId, now, ifMatch)
        requireUndecided(held.status)
        if (Object.keys(body).some((member) => member !== 'cohortId')) requireDraft(held.status)
        await saveApplication(db, applicationId, changeOf(held, body))
        const { coFounderIds } = body
        if (coFounderIds) await saveFounders(db, held, without(coFounderIds, held.person?.personId))
        await audit(db, held, 'changed', changedFields(body, held))
        return findApplication(db, scope, applicationId, now, actor.personId)
      }),

    submitApplication: (call) =>
      act(call, 'submit', {
        said: 'submitted',
        check: ({ unanswered }) => requireAnswered(unanswered),
        also: (now) => ({ submittedAt: now, completeAt: now }),
      }),
    findEligible: (call) =>
      act(call, 'find_eligible', {
        said: 'found_eligible',
        check: ({ unmetGates }) => requireGates(unmetGates),
        also: (now) => ({ eligibleAt: now }),
      }),
    findNotEligible: (call) => act(call, 'find_not_eligible', { said: 'found_not_eligible', reason: call.body.reason }),
    withdrawApplication: (call) => act(call, 'withdraw', { said: 'withdrawn', reason: call.body.reason ?? null }),

    makeApplicationLink: ({ params: { applicationId }, scope, actor }) =>
      database.write(scope, async (db) => {
        const now = clock.now()
        const held = await lockApplication(db, scope, applicationId, now)
        requireDraft(held.status)
        const wanted = { siteId: held.siteId, applicationId, by: actor.accountId }
        const { token, expiresAt } = await makeLink(db, wanted, now)
        await audit(db, held, 'link_made')
        const written = ['en', 'nl', 'ar', 'fr'].includes(held.language) ? `?in=${held.language}` : ''
        const url = new URL(`/apply${written}#${token}`, config.publicUrl).href
        return { url, expiresAt: expiresAt.toISOString() }
      }),

    revokeApplicationLink: ({ params: { applicationId }, scope }) =>
      database.write(scope, async (db) => {
        const held = await lockApplication(db, scope, applicationId, clock.now())
        await revokeLink(db, applicationId, clock.now())
        await audit(db, held, 'link_revoked')
        return undefined
      }),
  }
}

interface ActRest {
  readonly said: string
  readonly reason?: string | null
  readonly check?: (held: WholeApplication) => void
  readonly also?: (now: Date) => Partial<NewApplication>
}

function changeOf({ formVersion }: WholeApplication, body: ChangeApplication): Partial<NewApplication> {
  const { answers, coFounderIds: _, ...rest } = body
  if (!answers) return rest
  requireKnownAnswers(formVersion, answers)
  return { ...rest, answers: storedAnswers(answers) }
}

const without = (personIds: readonly string[], personId: string | undefined) =>
  personIds.filter((id) => id !== personId)

function audit(
  db: Db,
  { id, siteId }: { readonly id: string; readonly siteId: string },
  act: string,
  fields: readonly string[] = [],
): Promise<void> {
  return recordAudit(db, { act: `application.${act}`, siteId, entity: 'application', entityId: id, fields })
}
