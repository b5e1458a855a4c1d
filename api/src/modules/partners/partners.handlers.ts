import { advance, agreementMachine, broken, type Agreement, type partnerRoutes } from '@interra/contracts'
import { changedFields, recordAudit } from '../../platform/audit.ts'
import type { Db } from '../../platform/db/database.ts'
import { guardVersion } from '../../platform/db/guard-version.ts'
import type { Deps } from '../../platform/deps.ts'
import type { Handlers } from '../../platform/http/context.ts'
import { pageOfRows, windowOf } from '../../platform/http/paging.ts'
import { partner } from '../people/people.tables.ts'
import { requireInScope } from '../sites/sites.store.ts'
import { findKey, insertKey, listKeys, revoke } from './keys.store.ts'
import {
  findAgent,
  findAgreement,
  findPartner,
  insertAgent,
  insertAgreement,
  insertPartner,
  listPartners,
  saveAgent,
  saveAgreement,
  savePartner,
} from './partners.store.ts'
import { agreement, partnerAgent } from './partners.tables.ts'

export const partnerHandlers = ({ database, clock, identities }: Deps): Handlers<typeof partnerRoutes> => {
  /** What a key opens follows from its partner and the agreement: what was known of callers is known no longer. */
  const withKeysChanged = async <T>(work: Promise<T>): Promise<T> => {
    const result = await work
    identities.forget()
    return result
  }
  return {
    listPartners: ({ query, scope }) =>
      database.read(scope, async (db) => {
        const window = windowOf(query, 2)
        const rows = await listPartners(db, scope, query, window, clock.now())
        return pageOfRows(
          rows,
          window,
          ({ name, id }) => [name, id],
          ({ item }) => item,
        )
      }),

    getPartner: ({ params, scope }) =>
      database.read(scope, (db) => findPartner(db, scope, params.partnerId, clock.now())),

    addPartner: ({ body, scope }) => {
      requireInScope(scope, body.siteId)
      return database.write(scope, async (db) => {
        const id = await insertPartner(db, body)
        await recordAudit(db, { act: 'partner.added', siteId: body.siteId, entity: 'partner', entityId: id })
        return findPartner(db, scope, id, clock.now())
      })
    },

    changePartner: ({ params: { partnerId }, body, scope, ifMatch }) =>
      withKeysChanged(
        database.write(scope, async (db) => {
          await guardVersion(db, scope, partner, partnerId, ifMatch)
          const present = await findPartner(db, scope, partnerId, clock.now())
          await savePartner(db, partnerId, body)
          const { siteId } = present
          const fields = changedFields(body, present)
          await recordAudit(db, { act: 'partner.changed', siteId, entity: 'partner', entityId: partnerId, fields })
          return findPartner(db, scope, partnerId, clock.now())
        }),
      ),

    addPartnerAgent: ({ params, body, scope }) =>
      database.write(scope, async (db) => {
        const of = await findPartner(db, scope, params.partnerId, clock.now())
        const id = await insertAgent(db, of, body)
        const { siteId } = of
        await recordAudit(db, { act: 'partner_agent.added', siteId, entity: 'partner_agent', entityId: id })
        return (await findAgent(db, scope, id)).agent
      }),

    changePartnerAgent: ({ params: { agentId }, body, scope, ifMatch }) =>
      database.write(scope, async (db) => {
        await guardVersion(db, scope, partnerAgent, agentId, ifMatch)
        const { siteId, agent } = await findAgent(db, scope, agentId)
        await saveAgent(db, agentId, body)
        const fields = changedFields(body, agent)
        const entity = 'partner_agent'
        await recordAudit(db, { act: 'partner_agent.changed', siteId, entity, entityId: agentId, fields })
        return (await findAgent(db, scope, agentId)).agent
      }),

    addAgreement: ({ params, body, scope, actor }) =>
      database.write(scope, async (db) => {
        const of = await findPartner(db, scope, params.partnerId, clock.now())
        requireDaysInOrder(body)
        const id = await insertAgreement(db, of, body, actor.accountId)
        const { present } = await findAgreement(db, scope, id, clock.now())
        await auditAgreement(db, present, 'added')
        return present
      }),

    changeAgreement: ({ params: { agreementId }, body, scope, ifMatch }) =>
      database.write(scope, async (db) => {
        await guardVersion(db, scope, agreement, agreementId, ifMatch)
        const { present } = await findAgreement(db, scope, agreementId, clock.now())
        advance(agreementMachine, present.status, 'change')
        requireDaysInOrder({ ...present, ...body })
        await saveAgreement(db, agreementId, body)
        await auditAgreement(db, present, 'changed', { fields: changedFields(body, present) })
        return (await findAgreement(db, scope, agreementId, clock.now())).present
      }),

    signAgreement: ({ params: { agreementId }, body, scope, ifMatch }) =>
      withKeysChanged(
        database.write(scope, async (db) => {
          await guardVersion(db, scope, agreement, agreementId, ifMatch)
          const { present, today } = await findAgreement(db, scope, agreementId, clock.now())
          const status = advance(agreementMachine, present.status, 'sign')
          if (body.signedOn > today) throw broken('rule-broken', '/signedOn', { rule: 'in-the-future' })
          if (body.dataSharingVersion.trim() === '')
            throw broken('rule-broken', '/dataSharingVersion', { rule: 'blank' })
          await saveAgreement(db, agreementId, { status, ...body })
          await auditAgreement(db, present, 'signed')
          return (await findAgreement(db, scope, agreementId, clock.now())).present
        }),
      ),

    terminateAgreement: ({ params: { agreementId }, body: { endedOn, reason }, scope, ifMatch }) =>
      withKeysChanged(
        database.write(scope, async (db) => {
          await guardVersion(db, scope, agreement, agreementId, ifMatch)
          const { present, today } = await findAgreement(db, scope, agreementId, clock.now())
          const status = advance(agreementMachine, present.status, 'terminate', reason)
          if (endedOn > today) throw broken('rule-broken', '/endedOn', { rule: 'in-the-future' })
          await saveAgreement(db, agreementId, { status, endedOn, endReason: reason })
          await auditAgreement(db, present, 'terminated', { reason })
          return (await findAgreement(db, scope, agreementId, clock.now())).present
        }),
      ),

    listPartnerKeys: ({ params: { partnerId }, query, scope }) =>
      database.read(scope, async (db) => {
        await findPartner(db, scope, partnerId, clock.now())
        const window = windowOf(query, 2)
        const rows = await listKeys(db, scope, partnerId, window, clock.now())
        return pageOfRows(
          rows,
          window,
          ({ since, id }) => [since, id],
          ({ item }) => item,
        )
      }),

    createPartnerKey: ({ params: { partnerId }, body, scope, actor }) =>
      database.write(scope, async (db) => {
        const { siteId } = await findPartner(db, scope, partnerId, clock.now())
        const { id, text } = await insertKey(db, partnerId, body, clock.now(), actor.accountId)
        await recordAudit(db, { act: 'api_key.created', siteId, entity: 'api_key', entityId: id })
        return { ...(await findKey(db, scope, id, clock.now())).key, key: text }
      }),

    revokeKey: ({ params: { keyId }, body: { reason }, scope }) =>
      withKeysChanged(
        database.write(scope, async (db) => {
          const { siteId } = await findKey(db, scope, keyId, clock.now())
          if (reason.trim() === '') throw broken('rule-broken', '/reason', { rule: 'blank' })
          if (await revoke(db, keyId, clock.now()))
            await recordAudit(db, { act: 'api_key.revoked', siteId, entity: 'api_key', entityId: keyId, reason })
          return (await findKey(db, scope, keyId, clock.now())).key
        }),
      ),
  }
}

function requireDaysInOrder({ startsOn, endsOn }: { startsOn: string; endsOn?: string | null }): void {
  if (endsOn && endsOn < startsOn) throw broken('rule-broken', '/endsOn', { rule: 'before-start' })
}

function auditAgreement(
  db: Db,
  { id, siteId }: Agreement,
  act: string,
  more: { readonly fields?: readonly string[]; readonly reason?: string } = {},
): Promise<void> {
  return recordAudit(db, { act: `agreement.${act}`, siteId, entity: 'agreement', entityId: id, ...more })
}
