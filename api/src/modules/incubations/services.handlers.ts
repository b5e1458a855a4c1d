import {
  advance,
  broken,
  confidentialKinds,
  problem,
  serviceMachine,
  who,
  type ServiceRequest,
  type serviceRoutes,
} from '@interra/contracts'
import { recordAudit, recordReads } from '../../platform/audit.ts'
import type { Db } from '../../platform/db/database.ts'
import { guardVersion } from '../../platform/db/guard-version.ts'
import type { Deps } from '../../platform/deps.ts'
import type { Actor, Handlers } from '../../platform/http/context.ts'
import { findIncubation } from './incubations.store.ts'
import { serviceRequest } from './incubations.tables.ts'
import { findService, insertService, listServices, saveService } from './services.store.ts'

export const serviceHandlers = ({ database, clock }: Deps): Handlers<typeof serviceRoutes> => ({
  listServices: ({ query, ...call }) =>
    database.write(call.scope, async (db) => {
      const items = await listServices(db, call, query, clock.now())
      await recordReads(
        db,
        items.map(({ person }) => person.personId),
        'listServices',
      )
      return { items }
    }),

  askService: ({ body, ...call }) =>
    database.write(call.scope, async (db) => {
      const { siteId } = await findIncubation(db, call, body.incubationId, clock.now())
      const asked = { siteId, askedAt: clock.now(), askedBy: call.actor.accountId }
      const service = await findService(db, call, await insertService(db, body, asked), clock.now())
      await audit(db, service, 'asked')
      // whoever asked knows what: an answer may be kept for a replay, where nothing confidential stands
      return { ...service, confidential: null }
    }),

  moveService: ({ params: { serviceRequestId }, body: { act, partnerId }, ifMatch, ...call }) =>
    database.write(call.scope, async (db) => {
      const service = await findService(db, call, serviceRequestId, clock.now())
      requireDoing(call.actor, service)
      await guardVersion(db, call.scope, serviceRequest, serviceRequestId, ifMatch)
      const status = advance(serviceMachine, service.status, act)
      if (act === 'passOn' && partnerId === undefined)
        throw broken('rule-broken', '/partnerId', { rule: 'missing-for-this-kind' })
      await saveService(db, serviceRequestId, {
        status,
        partnerId: act === 'passOn' ? (partnerId ?? null) : null,
        takenBy: act === 'reopen' ? null : call.actor.accountId,
        closedAt: status === 'done' || status === 'passed_on' ? clock.now() : null,
      })
      await audit(db, service, status)
      return findService(db, call, serviceRequestId, clock.now())
    }),

  noteService: ({ params: { serviceRequestId }, body, ifMatch, ...call }) =>
    database.write(call.scope, async (db) => {
      const service = await findService(db, call, serviceRequestId, clock.now())
      requireDoing(call.actor, service)
      await guardVersion(db, call.scope, serviceRequest, serviceRequestId, ifMatch)
      await saveService(db, serviceRequestId, body)
      await audit(db, service, 'noted')
      return findService(db, call, serviceRequestId, clock.now())
    }),
})

/** Social and legal matters are the social officers', the others the team's. Throws `not-allowed`. */
function requireDoing(actor: Actor, { kind, siteId }: Pick<ServiceRequest, 'kind' | 'siteId'>): void {
  const roles = confidentialKinds.includes(kind) ? who.socialOfficers : who.team
  if (!actor.sitesWith(roles, 'interlab').includes(siteId)) throw problem('not-allowed')
}

function audit(db: Db, { id, siteId }: Pick<ServiceRequest, 'id' | 'siteId'>, what: string): Promise<void> {
  return recordAudit(db, { act: `service.${what}`, siteId, entity: 'service', entityId: id })
}
