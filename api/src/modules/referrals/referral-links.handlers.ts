import {
  broken,
  faultsOfReferral,
  formLinkDays,
  referralConsentVersion,
  refusalOf,
  type FollowedReferral,
  type referralLinkRoutes,
} from '@interra/contracts'
import { recordAudit } from '../../platform/audit.ts'
import type { Db } from '../../platform/db/database.ts'
import type { Deps } from '../../platform/deps.ts'
import type { Handlers, PartnerScope, Scope } from '../../platform/http/context.ts'
import { findPartner } from '../partners/partners.store.ts'
import { requireOpen, withdraw } from './partner-referrals.handlers.ts'
import { findOwn, lockOwn } from './partner-referrals.store.ts'
import {
  findFormLink,
  listFormLinks,
  makeFollowLink,
  makeFormLink,
  openFollowing,
  openForm,
  partnerOfLink,
  revokeLink,
  type OpenFollowing,
} from './referral-links.store.ts'
import { keepReferral, noteStep, takeStep, type ReferralRow } from './referral-steps.store.ts'

interface Holder {
  readonly body: { readonly token: string }
  readonly scope: Scope
}

/** What staff hand out to partners without a program, and what who holds it does, without an account. */
export const referralLinkHandlers = ({ database, clock, config }: Deps): Handlers<typeof referralLinkRoutes> => {
  const following = ({ body: { token } }: Holder, needsAgreement = true) =>
    database.system('follow-link', (db) => openFollowing(db, token, clock.now(), needsAgreement))

  /** Acts on the one referral that a link follows. */
  const by = async (
    holder: Holder,
    work: (db: Db, row: ReferralRow, step: ReturnType<typeof stepOf>) => Promise<void>,
    needsAgreement = true,
  ): Promise<FollowedReferral> => {
    const link = await following(holder, needsAgreement)
    const partner = partnerOfLink(link)
    return database.write(scopeOf(holder.scope, partner), async (db) => {
      const { row } = await lockOwn(db, partner, link.referralId)
      await work(db, row, stepOf(link))
      return readFollowed(db, partner, link)
    })
  }
  const stepOf = ({ agentId }: { readonly agentId: string | null }) =>
    ({ at: clock.now(), actorKind: 'partner', actorId: agentId }) as const

  return {
    listFormLinks: ({ params: { partnerId }, scope }) =>
      database.read(scope, async (db) => {
        await findPartner(db, scope, partnerId, clock.now())
        return { items: await listFormLinks(db, scope, partnerId, clock.now()) }
      }),

    makeFormLink: ({ params: { partnerId }, body: { days = formLinkDays, agentId = null }, scope, actor }) =>
      database.write(scope, async (db) => {
        const now = clock.now()
        const { siteId, agents } = await findPartner(db, scope, partnerId, now)
        if (agentId !== null && !agents.some(({ id, active }) => id === agentId && active))
          throw broken('rule-broken', '/agentId', { rule: 'unknown' })
        const wanted = { siteId, partnerId, agentId, by: actor.accountId }
        const { id, token } = await makeFormLink(db, wanted, now, days)
        await recordAudit(db, { act: 'form_link.made', siteId, entity: 'referral_link', entityId: id })
        const { link } = await findFormLink(db, scope, id, now)
        return { link, url: new URL(`/refer#${token}`, config.publicUrl).href }
      }),

    revokeFormLink: ({ params: { linkId }, scope }) =>
      database.write(scope, async (db) => {
        const now = clock.now()
        const { siteId } = await findFormLink(db, scope, linkId, now)
        if (await revokeLink(db, linkId, now))
          await recordAudit(db, { act: 'form_link.revoked', siteId, entity: 'referral_link', entityId: linkId })
        return (await findFormLink(db, scope, linkId, now)).link
      }),

    readReferralForm: async ({ body: { token } }) => {
      const { form, expiresAt } = await database.system('form-link', (db) => openForm(db, token, clock.now()))
      return { ...form, textVersion: referralConsentVersion, expiresAt }
    },

    referByLink: async ({ body: { token, id: deviceId, ...words }, scope, answer }) => {
      const now = clock.now()
      const link = await database.system('form-link', (db) => openForm(db, token, now))
      const body = { ...words, partnerReference: referenceOf(deviceId) }
      const faults = faultsOfReferral(body, now)
      if (faults.length > 0) throw refusalOf(faults)
      const partner = partnerOfLink(link)
      const { id, isNew } = await database.write(scopeOf(scope, partner), (db) =>
        keepReferral(db, {
          siteId: partner.siteId,
          partnerId: partner.id,
          isTest: false,
          channel: 'form',
          agentId: link.agentId,
          body,
          step: stepOf(link),
        }),
      )
      // links stand behind the wall of the site; a device that heard no answer sends again and gets another one
      const { token: followToken, until } = await database.system('follow-link', (db) =>
        makeFollowLink(db, id, link, now),
      )
      if (!isNew) answer.existing()
      return { reference: body.partnerReference, followToken, followUntil: until.toISOString() }
    },

    readFollowLink: async (call) => {
      const link = await following(call)
      const partner = partnerOfLink(link)
      return database.read(scopeOf(call.scope, partner), (db) => readFollowed(db, partner, link))
    },

    informByLink: (call) =>
      by(call, async (db, row, step) => {
        requireOpen(row, 'inform')
        const given = { ...step, said: call.body.information }
        if (row.status === 'needs_info') await takeStep(db, row, 'inform', given)
        else await noteStep(db, row, row.status, { ...given, reasons: ['information'] })
      }),

    withdrawByLink: (call) =>
      by(
        call,
        async (db, row, step) => {
          requireOpen(row, 'withdraw')
          const { requestedBy, reason = null } = call.body
          await withdraw(db, row, { ...step, said: reason, change: { withdrawnBy: requestedBy } })
        },
        false,
      ),
  }
}

/** Nobody signed in, and no site: the partner's own rows alone. */
const scopeOf = ({ requestId }: Scope, partner: PartnerScope): Scope => ({
  sites: [],
  filterSites: [],
  actorKind: 'anonymous',
  actorId: null,
  requestId,
  partner,
})

async function readFollowed(
  db: Db,
  partner: PartnerScope,
  { referralId, form, expiresAt }: OpenFollowing,
): Promise<FollowedReferral> {
  const { partnerReference, partnerStatus, statusSince, feedback, question, person } = await findOwn(
    db,
    partner,
    referralId,
  )
  const told = { partnerStatus, statusSince, feedback, question, givenName: person?.givenName ?? null }
  return { reference: partnerReference, partnerName: form.partnerName, ...told, expiresAt }
}

const letters = 'bcdfghjkmnpqrstv'
/** What people say on the telephone: of the id that the device made, without digits, so that it is no number of anybody. */
function referenceOf(deviceId: string): string {
  const spelled = Array.from(deviceId.replaceAll('-', '').slice(-12), (digit) => letters[Number.parseInt(digit, 16)])
  return `F-${[0, 4, 8].map((at) => spelled.slice(at, at + 4).join('')).join('-')}`.toUpperCase()
}
