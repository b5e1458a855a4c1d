import { broken, type Path, type PathItem, type pathRoutes } from '@interra/contracts'
import { changedFields, recordAudit, recordRead } from '../../platform/audit.ts'
import type { Db } from '../../platform/db/database.ts'
import { guardVersion } from '../../platform/db/guard-version.ts'
import type { Deps } from '../../platform/deps.ts'
import type { Handlers } from '../../platform/http/context.ts'
import { requireNotAhead, requireWithin } from './incubation.ts'
import { findIncubation, lockIncubation, readsWhole, type Asking, type FoundIncubation } from './incubations.store.ts'
import { pathItem } from './incubations.tables.ts'
import { afterPathAct, isRated, requireFitting, requireOpen } from './path.ts'
import { findPath, insertItem, itemIn, saveItem, saveReview, type WholePath } from './path.store.ts'

export const pathHandlers = ({ database, clock }: Deps): Handlers<typeof pathRoutes> => {
  /** One item of a path that is held, as the caller read it. */
  const held = async (db: Db, asking: Asking, ids: { incubationId: string; pathItemId: string }, ifMatch?: number) => {
    const incubation = await lockIncubation(db, asking, ids.incubationId, clock.now())
    const item = itemIn(await findPath(db, incubation), ids.pathItemId)
    if (ifMatch !== undefined) await guardVersion(db, asking.scope, pathItem, item.id, ifMatch)
    return { incubation, item }
  }
  return {
    getPath: ({ params: { incubationId }, ...call }) =>
      database.write(call.scope, async (db) => {
        const incubation = await findIncubation(db, call, incubationId, clock.now())
        await recordRead(db, incubation.personId, 'getPath')
        const path = await findPath(db, incubation)
        return readsWhole(call.actor, incubation) ? path : sharedPath(path)
      }),

    addPathItem: ({ params: { incubationId }, body, ...call }) =>
      database.write(call.scope, async (db) => {
        const incubation = await lockIncubation(db, call, incubationId, clock.now())
        const { items } = await findPath(db, incubation)
        requireFitting(body, items)
        const on = body.openedOn ?? incubation.today
        requireNotAhead(on, incubation.today, '/openedOn')
        requireWithin(incubation, on, '/openedOn')
        requireDue(incubation, body.dueOn, on)
        const written = { on, by: call.actor.accountId, now: clock.now() }
        const id = await insertItem(db, incubation, body, written)
        await audit(db, incubation, `${body.kind}_added`)
        return itemIn(await findPath(db, incubation), id)
      }),

    changePathItem: ({ params, body, ifMatch, ...call }) =>
      database.write(call.scope, async (db) => {
        const { incubation, item } = await held(db, call, params, ifMatch)
        requireOpen(item, 'change')
        requireDue(incubation, body.dueOn, item.openedOn)
        await saveItem(db, item.id, body)
        await audit(db, incubation, `${item.kind}_changed`, changedFields(body, item))
        return findPath(db, incubation)
      }),

    movePathItem: ({ params, body: { act, reason, on }, ifMatch, ...call }) =>
      database.write(call.scope, async (db) => {
        const { incubation, item } = await held(db, call, params, ifMatch)
        const status = afterPathAct(item, act, reason)
        const day = on ?? incubation.today
        requireNotAhead(day, incubation.today, '/on')
        if (day < item.openedOn) throw broken('rule-broken', '/on', { rule: 'before-start' })
        await saveItem(db, item.id, {
          status,
          statusReason: reason ?? null,
          closedOn: act === 'begin' ? null : day,
        })
        await audit(db, incubation, `${item.kind}_${status}`)
        return findPath(db, incubation)
      }),

    reviewPathItem: ({ params, body: { severity, reviewedOn }, ...call }) =>
      database.write(call.scope, async (db) => {
        const { incubation, item } = await held(db, call, params)
        if (!isRated(item.kind)) throw broken('rule-broken', '/severity', { rule: 'not-for-this-kind' })
        if (item.status === 'abandoned') requireOpen(item, 'review')
        const day = reviewedOn ?? incubation.today
        requireNotAhead(day, incubation.today, '/reviewedOn')
        if (day < item.openedOn) throw broken('rule-broken', '/reviewedOn', { rule: 'before-start' })
        const place = { id: item.id, siteId: incubation.siteId }
        await saveReview(db, place, { reviewedOn: day, severity }, call.actor.accountId)
        await audit(db, incubation, `${item.kind}_reviewed`)
        return findPath(db, incubation)
      }),
  }
}

/** What is shared with experts and mentors: of the rest not even that it is there. */
function sharedPath({ courses: _, ...path }: WholePath): Path {
  const items = path.items.filter(({ shared }) => shared)
  const told = new Set<string | null>(items.map(({ id }) => id))
  const known = ({ parentId }: PathItem) => (told.has(parentId) ? parentId : null)
  return { ...path, items: items.map((one) => ({ ...one, parentId: known(one) })), history: [] }
}

/** Nothing of a path is due before it was written, or after the end of the incubation. */
function requireDue(incubation: FoundIncubation, dueOn: string | null | undefined, openedOn: string): void {
  if (dueOn === undefined || dueOn === null) return
  requireWithin(incubation, dueOn, '/dueOn')
  if (dueOn < openedOn) throw broken('rule-broken', '/dueOn', { rule: 'before-start' })
}

function audit(db: Db, { id, siteId }: FoundIncubation, act: string, fields: readonly string[] = []): Promise<void> {
  return recordAudit(db, { act: `path.${act}`, siteId, entity: 'path', entityId: id, fields })
}
