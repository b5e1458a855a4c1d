import { broken, problem, type surveyRoutes } from '@interra/contracts'
import { eq } from 'drizzle-orm'
import { recordAudit } from '../../platform/audit.ts'
import type { Db } from '../../platform/db/database.ts'
import { guardVersion } from '../../platform/db/guard-version.ts'
import type { Deps } from '../../platform/deps.ts'
import type { Handlers, Scope } from '../../platform/http/context.ts'
import { pageOfRows, windowOf } from '../../platform/http/paging.ts'
import { requireInScope } from '../sites/sites.store.ts'
import { answer, requireWaiting } from './answering.store.ts'
import { instruments } from './instruments.ts'
import { makeLink, openLink, readAsked, writeTo } from './survey-links.store.ts'
import {
  findInvitation,
  findWave,
  insertInvitations,
  insertWave,
  listInvitations,
  listWaves,
  lockInvitation,
  whoIsDue,
  type HeldInvitation,
} from './surveys.store.ts'
import { surveyInvitation } from './surveys.tables.ts'

export const surveyHandlers = (deps: Deps): Handlers<typeof surveyRoutes> => ({
  ...staffHandlers(deps),
  ...linkHandlers(deps),
})

type LinkRoutes = 'readSurveyLink' | 'answerSurvey' | 'declineSurvey'
type Staff = Omit<Handlers<typeof surveyRoutes>, LinkRoutes>
type ByLink = Pick<Handlers<typeof surveyRoutes>, LinkRoutes>

const staffHandlers = ({ database, clock, config }: Deps): Staff => ({
  listInstruments: () => Promise.resolve({ items: [...instruments] }),

  listSurveyWaves: ({ query, scope }) =>
    database.read(scope, async (db) => {
      const window = windowOf(query, 2)
      return pageOfRows(
        await listWaves(db, scope, query.siteId, window, clock.now()),
        window,
        ({ since, id }) => [since, id],
        ({ item }) => item,
      )
    }),

  openSurveyWave: ({ body, scope, actor }) => {
    requireInScope(scope, body.siteId)
    if (body.closesOn < body.opensOn) throw broken('rule-broken', '/closesOn', { rule: 'before-start' })
    return database.write(scope, async (db) => {
      const id = await insertWave(db, body, actor.accountId)
      await recordAudit(db, { act: 'survey.opened', siteId: body.siteId, entity: 'survey_wave', entityId: id })
      return findWave(db, scope, id, clock.now())
    })
  },

  getSurveyWave: ({ params: { waveId }, scope }) =>
    database.read(scope, (db) => findWave(db, scope, waveId, clock.now())),

  askSurveyWave: ({ params: { waveId }, scope, actor }) =>
    database.write(scope, async (db) => {
      const now = clock.now()
      const wave = await findWave(db, scope, waveId, now)
      if (wave.state !== 'open')
        throw problem('act-not-possible', {
          params: { entity: 'survey_wave', state: wave.state, act: 'ask', possible: [] },
        })
      const due = await whoIsDue(db, waveId, now)
      const people = due.filter(({ minor, agreed }) => agreed && !minor)
      const asked = await insertInvitations(db, wave, people, actor.accountId)
      for (const id of asked) await writeTo(db, config, id, actor.accountId, now)
      await recordAudit(db, { act: 'survey.asked', siteId: wave.siteId, entity: 'survey_wave', entityId: waveId })
      const minors = due.filter(({ minor }) => minor).length
      return { asked: asked.length, minors, withoutConsent: due.length - minors - people.length }
    }),

  listSurveyInvitations: ({ params: { waveId }, query, scope }) =>
    database.read(scope, async (db) => {
      await findWave(db, scope, waveId, clock.now())
      const window = windowOf(query, 2)
      return pageOfRows(
        await listInvitations(db, scope, waveId, window),
        window,
        ({ name, id }) => [name, id],
        ({ item }) => item,
      )
    }),

  makeSurveyLink: ({ params: { invitationId }, scope, actor }) =>
    database.write(scope, async (db) => {
      const now = clock.now()
      const held = await lockInvitation(db, scope, invitationId, now)
      if (held.state !== 'waiting') throw notPossible(held, 'makeLink')
      const { url, expiresAt } = await makeLink(db, config, invitationId, actor.accountId, now)
      await audit(db, held, 'link_made')
      return { url, expiresAt }
    }),

  revokeSurveyInvitation: ({ params: { invitationId }, scope, ifMatch }) =>
    database.write(scope, async (db) => {
      await guardVersion(db, scope, surveyInvitation, invitationId, ifMatch)
      const held = await lockInvitation(db, scope, invitationId, clock.now())
      if (held.state !== 'waiting') throw notPossible(held, 'revoke')
      await db.update(surveyInvitation).set({ revokedAt: clock.now() }).where(eq(surveyInvitation.id, invitationId))
      await audit(db, held, 'revoked')
      return findInvitation(db, scope, invitationId)
    }),

  enterSurveyAnswers: ({ params: { invitationId }, body, scope, actor }) =>
    database.write(scope, async (db) => {
      const now = clock.now()
      const held = await lockInvitation(db, scope, invitationId, now)
      if (body.answeredOn > held.today) throw broken('rule-broken', '/answeredOn', { rule: 'in-the-future' })
      const { opensOn: from, closesOn: to } = held
      if (body.answeredOn < from || body.answeredOn > to)
        throw broken('rule-broken', '/answeredOn', { rule: 'outside-the-wave', from, to })
      await answer(db, held, { ...body, now, by: actor.accountId })
      await audit(db, held, 'entered')
      return findInvitation(db, scope, invitationId)
    }),
})

/** What members do by their link, without an account: it opens one survey of one person, at its site and nowhere else. */
const linkHandlers = ({ database, clock }: Deps): ByLink => {
  const scopeOf = async (token: string, scope: Scope): Promise<{ scope: Scope; invitationId: string }> => {
    const { siteId, invitationId } = await database.system('survey-link', (db) => openLink(db, token, clock.now()))
    return { scope: { ...scope, sites: [siteId], filterSites: [siteId] }, invitationId }
  }
  return {
    readSurveyLink: async ({ body: { token }, scope: asking }) => {
      const { scope, invitationId } = await scopeOf(token, asking)
      return database.read(scope, (db) => readAsked(db, invitationId))
    },

    answerSurvey: async ({ body: { token, language, answers }, scope: asking }) => {
      const { scope, invitationId } = await scopeOf(token, asking)
      return database.write(scope, async (db) => {
        const now = clock.now()
        const held = await lockInvitation(db, scope, invitationId, now)
        await answer(db, held, { mode: 'phone', language, answers, answeredOn: held.today, now, by: null })
        return readAsked(db, invitationId)
      })
    },

    declineSurvey: async ({ body: { token }, scope: asking }) => {
      const { scope, invitationId } = await scopeOf(token, asking)
      return database.write(scope, async (db) => {
        const held = await lockInvitation(db, scope, invitationId, clock.now())
        if (held.state === 'declined') return readAsked(db, invitationId)
        requireWaiting(held.state)
        await db.update(surveyInvitation).set({ declinedAt: clock.now() }).where(eq(surveyInvitation.id, invitationId))
        return readAsked(db, invitationId)
      })
    },
  }
}

const notPossible = ({ state }: HeldInvitation, act: string) =>
  problem('act-not-possible', { params: { entity: 'survey_invitation', state, act, possible: [] } })

function audit(db: Db, { id, siteId }: HeldInvitation, act: string): Promise<void> {
  return recordAudit(db, { act: `survey.${act}`, siteId, entity: 'survey_invitation', entityId: id })
}
