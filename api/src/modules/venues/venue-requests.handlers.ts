import {
  addDays,
  advance,
  broken,
  problem,
  venueAnswerDays,
  venueRequestMachine,
  type venueRoutes,
} from '@interra/contracts'
import { recordAudit } from '../../platform/audit.ts'
import type { Db } from '../../platform/db/database.ts'
import { guardVersion } from '../../platform/db/guard-version.ts'
import type { Deps } from '../../platform/deps.ts'
import type { Handlers } from '../../platform/http/context.ts'
import { queueMessage } from '../../platform/outbox.ts'
import { leaveRoom, takeRoom } from '../workshops/workshops.store.ts'
import { findAskedRoom, findRequest, insertRequest, saveRequest, type AskedRoom } from './venue-requests.store.ts'
import { venueRequest } from './venues.tables.ts'

type RequestHandlers = Pick<Handlers<typeof venueRoutes>, 'askVenue' | 'answerVenueRequest' | 'releaseVenueRequest'>

/** What is over is not asked for. */
const over: readonly (string | null)[] = ['withdrawn', 'declined', 'ended']

export const venueRequestHandlers = ({ database, clock }: Deps): RequestHandlers => ({
  askVenue: ({ body, scope, actor }) => {
    if ((body.proposalId === undefined) === (body.workshopId === undefined))
      throw broken('rule-broken', '/workshopId', { rule: 'exactly-one' })
    return database.write(scope, async (db) => {
      const now = clock.now()
      const asked = await findAskedRoom(db, scope, body, now)
      const { siteId, proposalId, workshopId } = asked
      const answerDueOn = body.answerDueOn ?? addDays(asked.today, venueAnswerDays)
      if (answerDueOn < asked.today) throw broken('rule-broken', '/answerDueOn', { rule: 'in-the-past' })
      if (asked.own || over.includes(asked.status)) throw problem('conflict')
      const { roomId, wished } = body
      const request = {
        siteId,
        roomId,
        proposalId,
        workshopId,
        wished,
        answerDueOn,
        askedAt: now,
        askedBy: actor.accountId,
      }
      const id = await insertRequest(db, request)
      await audit(db, 'asked', siteId, id)
      await tellVenue(db, id, asked, { wished, answerDueOn, asker: actor.name ?? '' })
      return (await findRequest(db, scope, id, now)).request
    })
  },

  answerVenueRequest: ({ params: { requestId }, body: { answer, note }, scope, ifMatch }) =>
    database.write(scope, async (db) => {
      await guardVersion(db, scope, venueRequest, requestId, ifMatch)
      const { request, siteId } = await findRequest(db, scope, requestId, clock.now())
      const status = advance(venueRequestMachine, request.status, answer)
      await saveRequest(db, requestId, { status, ...(note && { answerNote: note }), answeredAt: clock.now() })
      if (status === 'confirmed' && request.workshopId) await takeRoom(db, request.workshopId, request.room.id)
      await audit(db, status, siteId, requestId)
      return (await findRequest(db, scope, requestId, clock.now())).request
    }),

  releaseVenueRequest: ({ params: { requestId }, body: { note }, scope, ifMatch }) =>
    database.write(scope, async (db) => {
      await guardVersion(db, scope, venueRequest, requestId, ifMatch)
      const { request, siteId } = await findRequest(db, scope, requestId, clock.now())
      const status = advance(venueRequestMachine, request.status, 'release')
      await saveRequest(db, requestId, { status, ...(note && { answerNote: note }) })
      if (request.workshopId) await leaveRoom(db, request.workshopId, request.room.id)
      await audit(db, status, siteId, requestId)
      return (await findRequest(db, scope, requestId, clock.now())).request
    }),
})

function audit(db: Db, act: string, siteId: string, entityId: string): Promise<void> {
  return recordAudit(db, { act: `venue_request.${act}`, siteId, entity: 'venue_request', entityId })
}

/** Partners read French. Without an address the outbox says that nobody could be told. */
async function tellVenue(
  db: Db,
  requestId: string,
  { siteId, venue, room, contact, email, title }: AskedRoom & { title: string },
  { wished, answerDueOn, asker }: { wished: string; answerDueOn: string; asker: string },
): Promise<void> {
  await queueMessage(db, {
    siteId,
    kind: 'venue-request',
    locale: 'fr',
    address: email,
    payload: { contact: contact ?? '', venue, room, title, wished, answerDueOn, asker },
    dedupeKey: `venue-request:${requestId}`,
  })
}
