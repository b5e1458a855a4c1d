import type { applicationRoutes } from '@interra/contracts'
import { changedFields, recordAudit } from '../../platform/audit.ts'
import { guardVersion } from '../../platform/db/guard-version.ts'
import type { Deps } from '../../platform/deps.ts'
import type { Handlers } from '../../platform/http/context.ts'
import { requireInScope } from '../sites/sites.store.ts'
import { interlabCohort } from './applications.tables.ts'
import { findCohort, insertCohort, listCohorts, saveCohort } from './cohorts.store.ts'

type CohortRoutes = Pick<typeof applicationRoutes, 'listCohorts' | 'addCohort' | 'changeCohort'>

export const cohortHandlers = ({ database }: Deps): Handlers<CohortRoutes> => ({
  listCohorts: ({ query, scope }) =>
    database.read(scope, async (db) => ({ items: await listCohorts(db, scope, query.siteId) })),

  addCohort: ({ body, scope, actor }) => {
    requireInScope(scope, body.siteId)
    return database.write(scope, async (db) => {
      const id = await insertCohort(db, { ...body, createdBy: actor.accountId })
      await recordAudit(db, { act: 'cohort.added', siteId: body.siteId, entity: 'cohort', entityId: id })
      return findCohort(db, scope, id)
    })
  },

  changeCohort: ({ params: { cohortId }, body, scope, ifMatch }) =>
    database.write(scope, async (db) => {
      await guardVersion(db, scope, interlabCohort, cohortId, ifMatch)
      const before = await findCohort(db, scope, cohortId)
      await saveCohort(db, cohortId, body)
      const fields = changedFields(body, before)
      await recordAudit(db, {
        act: 'cohort.changed',
        siteId: before.siteId,
        entity: 'cohort',
        entityId: cohortId,
        fields,
      })
      return findCohort(db, scope, cohortId)
    }),
})
