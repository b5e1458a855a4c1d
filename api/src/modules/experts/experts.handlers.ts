import type { expertRoutes } from '@interra/contracts'
import { changedFields, recordAudit } from '../../platform/audit.ts'
import { guardVersion } from '../../platform/db/guard-version.ts'
import type { Deps } from '../../platform/deps.ts'
import type { Handlers } from '../../platform/http/context.ts'
import { pageOfRows, windowOf } from '../../platform/http/paging.ts'
import { findExpert, insertExpert, listExperts, saveExpert } from './experts.store.ts'
import { expert } from './experts.tables.ts'
import { methodHandlers } from './methods.handlers.ts'
import { networkingHandlers } from './networking.handlers.ts'

export const expertHandlers = (deps: Deps): Handlers<typeof expertRoutes> => {
  const { database, clock } = deps
  return {
    ...methodHandlers(deps),
    ...networkingHandlers(deps),

    listExperts: ({ query, scope }) =>
      database.read(scope, async (db) => {
        const window = windowOf(query, 2)
        return pageOfRows(
          await listExperts(db, scope, query, window, clock.now()),
          window,
          ({ name, id }) => [name, id],
          ({ item }) => item,
        )
      }),

    addExpert: ({ body, scope, actor }) =>
      database.write(scope, async (db) => {
        const id = await insertExpert(db, scope, body, actor.accountId)
        const added = await findExpert(db, scope, id, clock.now())
        await recordAudit(db, { act: 'expert.added', siteId: added.siteId, entity: 'expert', entityId: id })
        return added
      }),

    changeExpert: ({ params: { expertId }, body, scope, ifMatch }) =>
      database.write(scope, async (db) => {
        const present = await findExpert(db, scope, expertId, clock.now())
        await guardVersion(db, scope, expert, expertId, ifMatch)
        await saveExpert(db, expertId, body)
        const { siteId } = present
        const fields = changedFields(body, present)
        await recordAudit(db, { act: 'expert.changed', siteId, entity: 'expert', entityId: expertId, fields })
        return findExpert(db, scope, expertId, clock.now())
      }),

    removeExpert: async ({ params: { expertId }, scope, actor, ifMatch }) => {
      await database.write(scope, async (db) => {
        const { siteId } = await findExpert(db, scope, expertId, clock.now())
        await guardVersion(db, scope, expert, expertId, ifMatch)
        await saveExpert(db, expertId, { removedAt: clock.now(), removedBy: actor.accountId })
        await recordAudit(db, { act: 'expert.removed', siteId, entity: 'expert', entityId: expertId })
      })
      return undefined
    },
  }
}
