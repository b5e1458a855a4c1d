import { problem, type sandboxRoutes } from '@interra/contracts'
import { recordAudit } from '../../platform/audit.ts'
import type { Deps } from '../../platform/deps.ts'
import type { Handlers } from '../../platform/http/context.ts'
import { forgetAnswersOf } from '../../platform/http/kept-answers.ts'
import { exampleReferrals } from './sandbox-people.ts'
import { emptySandbox } from './sandbox.store.ts'

export const sandboxHandlers = ({ database }: Deps): Handlers<typeof sandboxRoutes> => ({
  resetSandbox: ({ scope }) => {
    const { partner } = scope
    if (!partner?.test) throw problem('sandbox-only')
    return database.write(scope, async (db) => {
      const erased = await emptySandbox(db, partner)
      await forgetAnswersOf(db, partner)
      const { id: entityId, siteId } = partner
      await recordAudit(db, { act: 'sandbox.reset', siteId, entity: 'partner', entityId })
      return { erased, examples: exampleReferrals() }
    })
  },
})
