import { broken, type siteRoutes } from '@interra/contracts'
import { recordAudit } from '../../platform/audit.ts'
import { guardVersion } from '../../platform/db/guard-version.ts'
import type { Deps } from '../../platform/deps.ts'
import type { Handlers } from '../../platform/http/context.ts'
import { dayIn } from '../../platform/local-day.ts'
import { termCodeFrom } from './site.ts'
import { findSite, requireInScope } from './sites.store.ts'
import { taxonomyTerm } from './sites.tables.ts'
import { findTerm, listTerms, moveTerm, saveNewTerm, saveTerm } from './terms.store.ts'

type TermRoutes = Pick<typeof siteRoutes, 'listTerms' | 'addTerm' | 'changeTerm'>

export const termHandlers = ({ database, clock }: Deps): Handlers<TermRoutes> => ({
  listTerms: async ({ params, query, scope }) => {
    requireInScope(scope, params.siteId)
    return { items: await database.read(scope, (db) => listTerms(db, scope, params.siteId, query)) }
  },
  addTerm: ({ params: { siteId }, body, scope }) =>
    database.write(scope, async (db) => {
      const { timeZone } = await findSite(db, scope, siteId)
      const { taxonomy, labels, place = null, code = termCodeFrom(labels.fr) } = body
      const termId = await saveNewTerm(db, siteId, {
        taxonomy,
        labels,
        place,
        code,
        startsOn: dayIn(timeZone, clock.now()),
      })
      await recordAudit(db, { act: 'term.added', siteId, entity: 'term', entityId: termId })
      return findTerm(db, scope, siteId, termId)
    }),
  changeTerm: ({ params: { siteId, termId }, body, scope, ifMatch }) =>
    database.write(scope, async (db) => {
      const term = await findTerm(db, scope, siteId, termId)
      await guardVersion(db, scope, taxonomyTerm, termId, ifMatch)
      const { position, ...change } = body
      if (change.endsOn && change.endsOn < term.startsOn)
        throw broken('rule-broken', '/endsOn', { rule: 'before-start' })
      await saveTerm(db, termId, change)
      if (position !== undefined) await moveTerm(db, siteId, term, position)
      await recordAudit(db, {
        act: 'term.changed',
        siteId,
        entity: 'term',
        entityId: termId,
        fields: Object.keys(body),
      })
      return findTerm(db, scope, siteId, termId)
    }),
})
