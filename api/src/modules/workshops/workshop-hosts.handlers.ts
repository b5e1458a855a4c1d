import type { workshopRoutes } from '@interra/contracts'
import { changedFields, recordAudit } from '../../platform/audit.ts'
import type { Deps } from '../../platform/deps.ts'
import type { Handlers } from '../../platform/http/context.ts'
import { addHost, hostIn, lockHost, removeHost, saveHost } from './workshop-hosts.store.ts'
import { requireOpen, requirePast } from './workshop.ts'
import { findWorkshop, lockWorkshop } from './workshops.store.ts'

type HostHandlers = Pick<
  Handlers<typeof workshopRoutes>,
  'addWorkshopHost' | 'changeWorkshopHost' | 'removeWorkshopHost'
>

export const workshopHostHandlers = ({ database, clock }: Deps): HostHandlers => ({
  addWorkshopHost: ({ params, body, scope }) =>
    database.write(scope, async (db) => {
      const { workshop } = await lockWorkshop(db, scope, params.workshopId, clock.now())
      requireOpen(workshop.status, 'add_host')
      const hostId = await addHost(db, workshop, body)
      await recordAudit(db, hostAudit(workshop, 'host_added', [body.part]))
      return hostIn((await findWorkshop(db, scope, workshop.id, clock.now())).workshop.hosts, hostId)
    }),

  changeWorkshopHost: ({ params, body, scope, ifMatch }) =>
    database.write(scope, async (db) => {
      await lockHost(db, scope, params, ifMatch)
      const { workshop, today } = await findWorkshop(db, scope, params.workshopId, clock.now())
      requirePast(body, today)
      await saveHost(db, params.hostId, body)
      const before = hostIn(workshop.hosts, params.hostId)
      await recordAudit(db, hostAudit(workshop, 'host_changed', changedFields(body, before)))
      return hostIn((await findWorkshop(db, scope, workshop.id, clock.now())).workshop.hosts, params.hostId)
    }),

  removeWorkshopHost: ({ params, scope, ifMatch }) =>
    database.write(scope, async (db) => {
      const { siteId } = await lockHost(db, scope, params, ifMatch)
      await removeHost(db, params.hostId)
      await recordAudit(db, hostAudit({ id: params.workshopId, siteId }, 'host_removed', []))
      return undefined
    }),
})

function hostAudit(workshop: { id: string; siteId: string }, act: string, fields: readonly string[]) {
  return { act: `workshop.${act}`, siteId: workshop.siteId, entity: 'workshop', entityId: workshop.id, fields }
}
