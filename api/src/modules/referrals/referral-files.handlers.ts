import { problem, type Partner, type ReferralFileReport, type referralFileRoutes } from '@interra/contracts'
import { recordAudit } from '../../platform/audit.ts'
import type { Db } from '../../platform/db/database.ts'
import type { Deps } from '../../platform/deps.ts'
import type { Handlers } from '../../platform/http/context.ts'
import { findPartner } from '../partners/partners.store.ts'
import { faultAt, readReferralFile, type ReadRow } from './referral-file.ts'
import { bodyHashOf, keepReferral } from './referral-steps.store.ts'

/** What a partner without a program gives as a table, written by the team. */
export const referralFileHandlers = ({ database, clock }: Deps): Handlers<typeof referralFileRoutes> => {
  /** Rows whose reference stands for something else here are wrong, those that are here just so are known. */
  const check = async (db: Db, partner: Partner, text: string) => {
    const { rows, good, faults } = readReferralFile(text, clock.now())
    const kept = await hashesOf(db, partner.id, good)
    const used = good.filter(({ body }) => {
      const hash = kept.get(body.partnerReference)
      return hash !== undefined && hash !== bodyHashOf(body)
    })
    const fitting = good.filter((one) => !used.includes(one))
    const fresh = fitting.filter(({ body }) => !kept.has(body.partnerReference))
    const refused = used.map(({ row }) => faultAt(row, { pointer: '/partnerReference', code: 'reference-used' }))
    const report: ReferralFileReport = {
      rows,
      good: fitting.length,
      known: fitting.length - fresh.length,
      written: 0,
      faults: [...faults, ...refused].sort((one, other) => one.row - other.row),
    }
    return { report, fresh }
  }

  return {
    checkReferralFile: ({ params: { partnerId }, body: { text }, scope }) =>
      database.read(scope, async (db) => {
        const partner = await findPartner(db, scope, partnerId, clock.now())
        requireAgreement(partner)
        return (await check(db, partner, text)).report
      }),

    importReferralFile: ({ params: { partnerId }, body: { text, only }, scope, actor }) =>
      database.write(scope, async (db) => {
        const now = clock.now()
        const partner = await findPartner(db, scope, partnerId, now)
        requireAgreement(partner)
        const { report, fresh } = await check(db, partner, text)
        if (only === 'all' && report.faults.length > 0) return report
        const { siteId } = partner
        const step = { at: now, actorKind: 'staff', actorId: actor.accountId } as const
        let written = 0
        for (const { body } of fresh) {
          const { isNew } = await keepReferral(db, {
            siteId,
            partnerId,
            isTest: false,
            channel: 'csv',
            enteredBy: actor.accountId,
            body,
            step,
          })
          // somebody else may have written the same file meanwhile
          if (isNew) written++
        }
        await recordAudit(db, { act: 'referral_file.imported', siteId, entity: 'partner', entityId: partnerId })
        return { ...report, known: report.good - written, written }
      }),
  }
}

function requireAgreement({ active, standing }: Partner): void {
  if (!active || (standing !== 'in_force' && standing !== 'expiring')) throw problem('agreement-missing')
}

async function hashesOf(db: Db, partnerId: string, good: readonly ReadRow[]): Promise<Map<string, string>> {
  const text = `select partner_reference as reference, body_hash as hash from referral
    where partner_id = $1 and not is_test and partner_reference = any ($2)`
  const references = good.map(({ body }) => body.partnerReference)
  const rows = await db.hot<{ reference: string; hash: string }>({ name: 'referral-file-known', text }, [
    partnerId,
    references,
  ])
  return new Map(rows.map(({ reference, hash }) => [reference, hash]))
}
