import type { applicationRoutes, GivenAnswer, OwnApplication } from '@interra/contracts'
import { recordAudit } from '../../platform/audit.ts'
import type { Db } from '../../platform/db/database.ts'
import type { Deps } from '../../platform/deps.ts'
import type { Handlers, Scope } from '../../platform/http/context.ts'
import {
  afterApplicationAct,
  requireAnswered,
  requireDraft,
  requireKnownAnswers,
  requireUnchanged,
} from './application.ts'
import { markUsed, openLink, readOwn } from './application-links.store.ts'
import { lockApplication, saveApplication, storedAnswers, type WholeApplication } from './applications.store.ts'

type LinkRoutes = Pick<
  typeof applicationRoutes,
  'readApplicationLink' | 'saveApplicationByLink' | 'submitApplicationByLink'
>
interface Holder {
  readonly body: { readonly token: string }
  readonly scope: Scope
}

const withChanges = (before: readonly GivenAnswer[], changed: readonly GivenAnswer[]): GivenAnswer[] => [
  ...before.filter(({ question }) => !changed.some((one) => one.question === question)),
  ...changed,
]

/** What an applicant does by their link, without an account: it opens one application, at its site and nowhere else. */
export const applicationLinkHandlers = ({ database, clock }: Deps): Handlers<LinkRoutes> => {
  const scopeOf = async ({ body: { token }, scope }: Holder): Promise<Scope> => {
    const { siteId } = await database.system('application-link', (db) => openLink(db, token, clock.now()))
    return { ...scope, sites: [siteId], filterSites: [siteId] }
  }
  const by = async (
    holder: Holder,
    work: (db: Db, held: WholeApplication, now: Date) => Promise<void>,
  ): Promise<OwnApplication> => {
    const scope = await scopeOf(holder)
    return database.write(scope, async (db) => {
      const now = clock.now()
      const { token } = holder.body
      const held = await lockApplication(db, scope, (await openLink(db, token, now)).applicationId, now)
      const link = await openLink(db, token, now)
      await work(db, held, now)
      await markUsed(db, link.id, now)
      return readOwn(db, link)
    })
  }

  return {
    readApplicationLink: async (call) => {
      const scope = await scopeOf(call)
      return database.read(scope, async (db) => readOwn(db, await openLink(db, call.body.token, clock.now())))
    },

    saveApplicationByLink: (call) =>
      by(call, async (db, held) => {
        requireDraft(held.status)
        const { token: _, answers, before, ...rest } = call.body
        if (answers) requireKnownAnswers(held.formVersion, answers)
        requireUnchanged(held.answers, answers ?? [], before ?? [])
        // question by question: somebody else may have written another one meanwhile
        const merged = answers && { answers: storedAnswers(withChanges(held.answers, answers)) }
        await saveApplication(db, held.id, { ...rest, ...merged })
      }),

    submitApplicationByLink: (call) =>
      by(call, async (db, held, now) => {
        const status = afterApplicationAct(held.status, 'submit')
        requireAnswered(held.unanswered)
        await saveApplication(db, held.id, { status, statusSince: now, submittedAt: now, completeAt: now })
        const { id: entityId, siteId } = held
        await recordAudit(db, { act: 'application.submitted', siteId, entity: 'application', entityId })
      }),
  }
}
