import { problem, type expertRoutes } from '@interra/contracts'
import { recordAudit } from '../../platform/audit.ts'
import type { Db } from '../../platform/db/database.ts'
import { guardVersion } from '../../platform/db/guard-version.ts'
import type { Deps } from '../../platform/deps.ts'
import type { Handlers } from '../../platform/http/context.ts'
import { pageOfRows, windowOf } from '../../platform/http/paging.ts'
import { dayIn, homeTimeZone } from '../../platform/local-day.ts'
import { requireInScope } from '../sites/sites.store.ts'
import { methodVersion } from './experts.tables.ts'
import { findMethod, insertMethod, insertVersion, listMethods, saveVerdict } from './methods.store.ts'

type MethodHandlers = Pick<Handlers<typeof expertRoutes>, 'listMethods' | 'addMethod' | 'adaptMethod' | 'judgeMethod'>

export const methodHandlers = ({ database, clock }: Deps): MethodHandlers => ({
  listMethods: ({ query, scope }) =>
    database.read(scope, async (db) => {
      const window = windowOf(query, 2)
      return pageOfRows(
        await listMethods(db, scope, query.siteId, window),
        window,
        ({ name, id }) => [name, id],
        ({ item }) => item,
      )
    }),

  addMethod: ({ body, scope, actor }) => {
    requireInScope(scope, body.siteId)
    return database.write(scope, async (db) => {
      const id = await insertMethod(db, body, actor.accountId)
      await audit(db, body.siteId, 'added', id)
      return findMethod(db, scope, id)
    })
  },

  adaptMethod: ({ params: { methodId }, body, scope, actor }) =>
    database.write(scope, async (db) => {
      const found = await findMethod(db, scope, methodId)
      await insertVersion(db, found, body, actor.accountId)
      await audit(db, found.siteId, 'adapted', methodId)
      return findMethod(db, scope, methodId)
    }),

  judgeMethod: ({ params: { methodId, methodVersionId }, body, scope, ifMatch }) =>
    database.write(scope, async (db) => {
      const { siteId, versions } = await findMethod(db, scope, methodId)
      if (!versions.some(({ id }) => id === methodVersionId)) throw problem('not-found')
      await guardVersion(db, scope, methodVersion, methodVersionId, ifMatch)
      const verdictOn = dayIn(homeTimeZone, clock.now())
      await saveVerdict(db, methodVersionId, { verdict: body.verdict, verdictOn, verdictNote: body.finding ?? null })
      await audit(db, siteId, 'judged', methodId)
      return findMethod(db, scope, methodId)
    }),
})

const audit = (db: Db, siteId: string, act: string, entityId: string) =>
  recordAudit(db, { act: `method.${act}`, siteId, entity: 'method', entityId })
