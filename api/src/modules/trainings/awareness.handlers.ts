import { broken, type AwarenessAction, type awarenessRoutes } from '@interra/contracts'
import { changedFields, recordAudit } from '../../platform/audit.ts'
import type { Db } from '../../platform/db/database.ts'
import { guardVersion } from '../../platform/db/guard-version.ts'
import type { Deps } from '../../platform/deps.ts'
import type { Handlers } from '../../platform/http/context.ts'
import { pageOfRows, windowOf } from '../../platform/http/paging.ts'
import { requireInScope } from '../sites/sites.store.ts'
import { findAction, insertAction, listActions, saveAction } from './awareness.store.ts'
import { awarenessAction } from './trainings.tables.ts'

export const awarenessHandlers = ({ database, clock }: Deps): Handlers<typeof awarenessRoutes> => ({
  listAwarenessActions: ({ query, scope }) =>
    database.read(scope, async (db) => {
      const window = windowOf(query, 2)
      return pageOfRows(
        await listActions(db, scope, query, window, clock.now()),
        window,
        ({ heldOn, id }) => [heldOn, id],
        ({ item }) => item,
      )
    }),

  addAwarenessAction: ({ body, scope, actor }) => {
    requireInScope(scope, body.siteId)
    return database.write(scope, async (db) => {
      requireOnce(body.heads)
      const id = await insertAction(db, body, { now: clock.now(), by: actor.accountId })
      const { item, today } = await findAction(db, scope, id, clock.now())
      requirePast(item.heldOn, today)
      await audit(db, item, 'added')
      return item
    })
  },

  changeAwarenessAction: ({ params: { awarenessActionId }, body, scope, ifMatch }) =>
    database.write(scope, async (db) => {
      await guardVersion(db, scope, awarenessAction, awarenessActionId, ifMatch)
      const { item: before, today } = await findAction(db, scope, awarenessActionId, clock.now())
      if (body.heads) requireOnce(body.heads)
      if (body.heldOn !== undefined) requirePast(body.heldOn, today)
      await saveAction(db, before, body)
      await audit(db, before, 'changed', changedFields(body, before))
      return (await findAction(db, scope, awarenessActionId, clock.now())).item
    }),

  removeAwarenessAction: ({ params: { awarenessActionId }, scope, ifMatch }) =>
    database.write(scope, async (db) => {
      await guardVersion(db, scope, awarenessAction, awarenessActionId, ifMatch)
      const { item } = await findAction(db, scope, awarenessActionId, clock.now())
      await saveAction(db, item, { removedAt: clock.now() })
      await audit(db, item, 'removed')
      return undefined
    }),
})

/** Heads of an audience are counted once. */
function requireOnce(heads: AwarenessAction['heads']): void {
  const seen = heads.map(({ audience }) => audience)
  const twice = seen.findIndex((audience, at) => seen.indexOf(audience) < at)
  if (twice >= 0) throw broken('rule-broken', `/heads/${twice}/audience`, { rule: 'named-twice' })
}

function requirePast(day: string, today: string): void {
  if (day > today) throw broken('rule-broken', '/heldOn', { rule: 'in-the-future' })
}

function audit(
  db: Db,
  { id, siteId }: Pick<AwarenessAction, 'id' | 'siteId'>,
  act: string,
  fields: readonly string[] = [],
): Promise<void> {
  return recordAudit(db, { act: `awareness.${act}`, siteId, entity: 'awareness_action', entityId: id, fields })
}
