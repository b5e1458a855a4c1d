import { broken, daysBetween, problem, type registrationRoutes, type RegistrationState } from '@interra/contracts'
import { recordAudit } from '../../platform/audit.ts'
import type { Db } from '../../platform/db/database.ts'
import type { Deps } from '../../platform/deps.ts'
import { begun, raw, stream, type Handlers, type Raw, type Scope } from '../../platform/http/context.ts'
import { onlyHostedBy } from '../../platform/http/hosted-by.ts'
import { offerFreePlaces } from './offers.store.ts'
import { answered, cancelled } from './registration.ts'
import { registrationsCsv } from './registrations.csv.ts'
import {
  exportOf,
  findRegistration,
  listRegistrations,
  lockRegistration,
  register,
  saveStatus,
  siteOfSession,
  type ExportRow,
  type LockedRegistration,
} from './registrations.store.ts'

/** Days of one export. */
const longestExport = 366

interface OneRegistration {
  readonly params: { readonly registrationId: string }
  readonly scope: Scope
  readonly ifMatch: number
}
interface Outcome {
  readonly status: RegistrationState
  readonly act: string
  readonly reason?: string | null
}

export const registrationHandlers = ({ database, clock }: Deps): Handlers<typeof registrationRoutes> => {
  /** Locks, decides, saves, passes on the place if one became free, and answers. */
  const act = (
    { params, scope, ifMatch }: OneRegistration,
    decide: (found: LockedRegistration, now: Date) => Outcome,
  ) =>
    database.write(scope, async (db) => {
      const now = clock.now()
      const found = await lockRegistration(db, scope, params.registrationId, ifMatch, now)
      if (found.closed) throw problem('session-closed')
      const { status, act, reason = null } = decide(found, now)
      await saveStatus(db, found.id, status, reason)
      await offerFreePlaces(db, found.sessionId, now)
      const { id, siteId } = found
      await recordAudit(db, { act, siteId, entity: 'registration', entityId: id, reason, fields: ['status'] })
      return answer(db, id)
    })

  return {
    registerForSession: ({ params, body, actor, scope }) =>
      database.write(scope, async (db) => {
        const { personId, waitlist = false, authorPartnerId: partnerId = null } = body
        const { sessionId } = params
        const wanted = { sessionId, personId, waitlist, accountId: actor.accountId, partnerId }
        const { id, siteId } = await register(db, scope, wanted, clock.now())
        await recordAudit(db, { act: 'registration.made', siteId, entity: 'registration', entityId: id })
        return answer(db, id)
      }),

    listRegistrations: async ({ params, query, actor, scope }) => {
      const { json, next } = await database.read(scope, async (db) => {
        const siteId = await siteOfSession(db, scope, params.sessionId, onlyHostedBy(actor, scope))
        if (query.toPhone !== undefined && !actor.classesAt(siteId).has('C2')) throw problem('not-allowed')
        return listRegistrations(db, scope, params.sessionId, query)
      })
      return raw(json, { next })
    },

    cancelRegistration: (call) =>
      act(call, ({ status }) => ({
        status: cancelled(status, call.body),
        act: 'registration.cancelled',
        reason: call.body.reason ?? null,
      })),

    acceptOffer: (call) =>
      act(call, (found, now) => ({ status: answered(found, 'accept', now), act: 'offer.accepted' })),

    declineOffer: (call) =>
      act(call, (found, now) => ({ status: answered(found, 'decline', now), act: 'offer.declined' })),

    exportRegistrations: async ({ query, scope }) => {
      if (query.from >= query.to) throw broken('rule-broken', '/query/to', { rule: 'before-start' })
      if (daysBetween(query.from, query.to) > longestExport)
        throw broken('rule-broken', '/query/to', { rule: 'period-too-long', days: longestExport })
      const csv = await begun(registrationsCsv(database.batches<ExportRow>(scope, exportOf(scope, query))))
      return stream(csv, 'text/csv', `inscriptions-${query.from}-${query.to}.csv`)
    },
  }
}

async function answer(db: Db, id: string): Promise<Raw> {
  const { json, version } = await findRegistration(db, id)
  return raw(json, { version })
}
