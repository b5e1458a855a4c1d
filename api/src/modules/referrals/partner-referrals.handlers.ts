import {
  faultsOfContact,
  faultsOfReferral,
  problem,
  referralMachine,
  refusalOf,
  type partnerReferralRoutes,
} from '@interra/contracts'
import { recordAudit } from '../../platform/audit.ts'
import type { Db } from '../../platform/db/database.ts'
import type { Deps } from '../../platform/deps.ts'
import type { Handlers, PartnerScope, Scope } from '../../platform/http/context.ts'
import { pageOfRows, windowOf } from '../../platform/http/paging.ts'
import { findOwn, listOwn, lockOwn } from './partner-referrals.store.ts'
import { listChanges } from './referral-feed.store.ts'
import { keepReferral, locationOf, noteStep, partnersEnd, takeStep, type ReferralRow } from './referral-steps.store.ts'

export const partnerReferralHandlers = ({ database, clock }: Deps): Handlers<typeof partnerReferralRoutes> => {
  const step = (scope: Scope) => ({ at: clock.now(), actorKind: 'partner' as const, actorId: scope.actorId })

  return {
    sendReferral: ({ body, scope, answer }) =>
      database.write(scope, async (db) => {
        const partner = partnerOf(scope)
        const faults = faultsOfReferral(body, clock.now())
        if (faults.length > 0) throw refusalOf(faults)
        const { id, isNew } = await keepReferral(db, {
          siteId: partner.siteId,
          partnerId: partner.id,
          isTest: partner.test,
          channel: 'api',
          keyId: scope.actorId,
          body,
          step: step(scope),
        })
        if (!isNew) answer.existing()
        answer.header('location', locationOf(id))
        return findOwn(db, partner, id)
      }),

    getOwnReferral: ({ params, scope }) =>
      database.write(scope, async (db) => {
        const partner = partnerOf(scope)
        const read = await findOwn(db, partner, params.referralId)
        // the same for everybody, known here or not
        const { siteId } = partner
        await recordAudit(db, { act: 'referral.read', siteId, entity: 'referral', entityId: read.id })
        return read
      }),

    listOwnReferrals: ({ query, scope }) => {
      if (query.updatedSince !== undefined) return listChanges(database, scope, query, query.updatedSince)
      return database.read(scope, async (db) => {
        const window = windowOf(query, 2)
        return pageOfRows(
          await listOwn(db, partnerOf(scope), query, window),
          window,
          ({ receivedAt, id }) => [receivedAt, id],
          ({ item }) => item,
        )
      })
    },

    changeReferralContact: ({ params: { referralId }, body: { contact }, scope, ifMatch }) =>
      database.write(scope, async (db) => {
        const { row, version } = await lockOwn(db, partnerOf(scope), referralId)
        if (version !== ifMatch) throw problem('version-outdated', { params: { version } })
        requireOpen(row, 'changeContact')
        const faults = faultsOfContact(contact, '/contact')
        if (faults.length > 0) throw refusalOf(faults)
        if (row.received) {
          const received = { ...row.received, person: { ...row.received.person, contact } }
          await noteStep(db, row, row.status, { ...step(scope), reasons: ['contact_changed'], change: { received } })
          const { siteId, id: entityId } = row
          const act = 'referral.contact_changed'
          await recordAudit(db, { act, siteId, entity: 'referral', entityId, fields: ['contact'] })
        }
        return findOwn(db, partnerOf(scope), referralId)
      }),

    withdrawReferral: ({ params: { referralId }, body: { requestedBy, reason }, scope }) =>
      database.write(scope, async (db) => {
        const { row } = await lockOwn(db, partnerOf(scope), referralId)
        requireOpen(row, 'withdraw')
        const change = { withdrawnBy: requestedBy }
        await withdraw(db, row, { ...step(scope), said: reason ?? null, change })
        return findOwn(db, partnerOf(scope), referralId)
      }),

    giveReferralInformation: ({ params: { referralId }, body: { information }, scope }) =>
      database.write(scope, async (db) => {
        const { row } = await lockOwn(db, partnerOf(scope), referralId)
        requireOpen(row, 'inform')
        const given = { ...step(scope), said: information }
        if (row.status === 'needs_info') await takeStep(db, row, 'inform', given)
        else await noteStep(db, row, row.status, { ...given, reasons: ['information'] })
        return findOwn(db, partnerOf(scope), referralId)
      }),
  }
}

/** A route of this door is opened by nothing but a partner's key. */
function partnerOf({ partner }: Scope): PartnerScope {
  if (!partner) throw problem('not-allowed')
  return partner
}

/**
 * Over is what the partner knows to be over: who may not be told what became of somebody does not learn it from a refusal
 * either. Throws `act-not-possible`.
 */
export function requireOpen(row: ReferralRow, act: string): void {
  if (partnersEnd.includes(row.partnerStatus))
    throw problem('act-not-possible', { params: { entity: 'referral', state: row.partnerStatus, act, possible: [] } })
}

/** What ended already without the partner being told stays as it ended, and is erased like any other that is withdrawn. */
export async function withdraw(db: Db, row: ReferralRow, step: Parameters<typeof takeStep>[3]): Promise<void> {
  if (referralMachine.acts.withdraw.from.some((state) => state === row.status))
    return takeStep(db, row, 'withdraw', step)
  // withdrawn here before, it is erased no later than it would have been
  const first = row.withdrawnAt ? { withdrawnAt: row.withdrawnAt, withdrawnBy: row.withdrawnBy } : null
  const change = { withdrawnAt: step.at, ...step.change, ...first, partnerStatus: 'ended' as const }
  return noteStep(db, row, row.status, { ...step, reasons: ['withdrawn'], change })
}
