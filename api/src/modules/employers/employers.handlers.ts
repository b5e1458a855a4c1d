import { problem, type employerRoutes, type EmployerNeed } from '@interra/contracts'
import { changedFields, recordAudit } from '../../platform/audit.ts'
import type { Db } from '../../platform/db/database.ts'
import { guardVersion } from '../../platform/db/guard-version.ts'
import type { Deps } from '../../platform/deps.ts'
import type { Handlers } from '../../platform/http/context.ts'
import { pageOfRows, windowOf } from '../../platform/http/paging.ts'
import { partner } from '../people/people.tables.ts'
import { requireInScope } from '../sites/sites.store.ts'
import {
  changeEmployer,
  endNeed,
  findEmployer,
  findNeed,
  insertNeed,
  listEmployers,
  listNeeds,
  saveEmployer,
  saveNeed,
} from './employers.store.ts'
import { employerNeed } from './employers.tables.ts'

export const employerHandlers = ({ database, clock }: Deps): Handlers<typeof employerRoutes> => {
  return {
    listEmployers: ({ query, scope }) =>
      database.read(scope, async (db) => {
        const window = windowOf(query, 2)
        return pageOfRows(
          await listEmployers(db, scope, query, window, clock.now()),
          window,
          ({ name, id }) => [name, id],
          ({ item }) => item,
        )
      }),

    getEmployer: ({ params, scope }) =>
      database.read(scope, (db) => findEmployer(db, scope, params.employerId, clock.now())),

    addEmployer: ({ body, scope }) => {
      requireInScope(scope, body.siteId)
      return database.write(scope, async (db) => {
        const id = await saveEmployer(db, body)
        await recordAudit(db, { act: 'employer.added', siteId: body.siteId, entity: 'partner', entityId: id })
        return findEmployer(db, scope, id, clock.now())
      })
    },

    changeEmployer: ({ params: { employerId }, body, scope, ifMatch }) =>
      database.write(scope, async (db) => {
        const present = await findEmployer(db, scope, employerId, clock.now())
        await guardVersion(db, scope, partner, employerId, ifMatch)
        await changeEmployer(db, employerId, body)
        const fields = changedFields(body, present)
        const { siteId } = present
        await recordAudit(db, { act: 'employer.changed', siteId, entity: 'partner', entityId: employerId, fields })
        return findEmployer(db, scope, employerId, clock.now())
      }),

    listEmployerNeeds: ({ query, scope }) =>
      database.read(scope, async (db) => {
        const window = windowOf(query, 2)
        return pageOfRows(
          await listNeeds(db, scope, query, window, clock.now()),
          window,
          ({ since, id }) => [since, id],
          ({ item }) => item,
        )
      }),

    getEmployerNeed: ({ params, scope }) =>
      database.read(scope, (db) => findNeed(db, scope, params.employerNeedId, clock.now())),

    addEmployerNeed: ({ params, body, scope, actor }) =>
      database.write(scope, async (db) => {
        const employer = await findEmployer(db, scope, params.employerId, clock.now())
        const id = await insertNeed(db, employer, body, actor.accountId)
        const need = await findNeed(db, scope, id, clock.now())
        await auditNeed(db, need, 'added')
        return need
      }),

    changeEmployerNeed: ({ params: { employerNeedId: needId }, body, scope, ifMatch }) =>
      database.write(scope, async (db) => {
        await guardVersion(db, scope, employerNeed, needId, ifMatch)
        const present = await findNeed(db, scope, needId, clock.now())
        requireNotClosed(present, 'change')
        await saveNeed(db, present, body)
        await auditNeed(db, present, 'changed', { fields: changedFields(body, present) })
        return findNeed(db, scope, needId, clock.now())
      }),

    closeEmployerNeed: ({ params: { employerNeedId: needId }, body: { reason }, scope, actor, ifMatch }) =>
      database.write(scope, async (db) => {
        await guardVersion(db, scope, employerNeed, needId, ifMatch)
        const present = await findNeed(db, scope, needId, clock.now())
        requireNotClosed(present, 'close')
        await endNeed(db, needId, reason, clock.now(), actor.accountId)
        await auditNeed(db, present, 'closed', { reason })
        return findNeed(db, scope, needId, clock.now())
      }),
  }
}

function requireNotClosed({ closedAt }: EmployerNeed, act: string): void {
  if (closedAt !== null)
    throw problem('act-not-possible', { params: { entity: 'employerNeed', state: 'closed', act, possible: [] } })
}

function auditNeed(
  db: Db,
  { id, siteId }: EmployerNeed,
  act: string,
  more: { readonly fields?: readonly string[]; readonly reason?: string } = {},
): Promise<void> {
  return recordAudit(db, { act: `employer_need.${act}`, siteId, entity: 'employer_need', entityId: id, ...more })
}
