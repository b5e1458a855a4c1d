import type { feedbackRoutes } from '@interra/contracts'
import type { Deps } from '../../platform/deps.ts'
import type { Handlers } from '../../platform/http/context.ts'
import { onlyHostedBy } from '../../platform/http/hosted-by.ts'
import {
  countFeedback,
  findSession,
  keepFeedback,
  makeFeedbackLink,
  openFeedback,
  requireOpen,
  shownToHolder,
} from './feedback.store.ts'

/** What people say of a session, in pictures and without a name. */
export const feedbackHandlers = ({ database, clock, config }: Deps): Handlers<typeof feedbackRoutes> => ({
  makeFeedbackLink: ({ params: { sessionId }, scope, actor }) =>
    database.write(scope, async (db) => {
      const now = clock.now()
      const session = await findSession(db, scope, sessionId, onlyHostedBy(actor, scope))
      requireOpen(session, now)
      const url = await makeFeedbackLink(db, config, session, { by: actor.accountId, now })
      return { url, expiresAt: session.expiresAt }
    }),

  getSessionFeedback: ({ params: { sessionId }, scope, actor }) =>
    database.read(scope, async (db) => {
      const session = await findSession(db, scope, sessionId, onlyHostedBy(actor, scope))
      return countFeedback(db, session, clock.now())
    }),

  tellFeedback: ({ params: { sessionId }, body, scope, actor }) =>
    database.write(scope, async (db) => {
      const now = clock.now()
      const session = await findSession(db, scope, sessionId, onlyHostedBy(actor, scope))
      requireOpen(session, now)
      await keepFeedback(db, session, body, { mode: 'oral', now })
      return countFeedback(db, session, now)
    }),

  readFeedbackLink: ({ body: { token } }) =>
    database.system('feedback-link', async (db) => shownToHolder(await openFeedback(db, token, clock.now()))),

  tellFeedbackByLink: async ({ body: { token, ...said }, scope }) => {
    const now = clock.now()
    const session = await database.system('feedback-link', (db) => openFeedback(db, token, now))
    const here = { ...scope, sites: [session.siteId], filterSites: [session.siteId] }
    await database.write(here, (db) => keepFeedback(db, session, said, { mode: 'phone', now }))
    return shownToHolder(session)
  },
})
