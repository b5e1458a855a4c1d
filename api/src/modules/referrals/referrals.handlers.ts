import {
  actsFrom,
  faultsOfReferral,
  problem,
  referralMachine,
  refusalOf,
  broken,
  type EnterReferral,
  type MoveReferral,
  type referralRoutes,
  type SendReferral,
} from '@interra/contracts'
import { recordAudit, recordRead } from '../../platform/audit.ts'
import type { Db } from '../../platform/db/database.ts'
import type { Deps } from '../../platform/deps.ts'
import type { Actor, Handlers, Scope } from '../../platform/http/context.ts'
import { pageOfRows, windowOf } from '../../platform/http/paging.ts'
import { newId } from '../../platform/ids.ts'
import { findDuplicates } from '../people/duplicates.store.ts'
import { recognisable } from '../people/people.store.ts'
import { personColumns } from '../people/person.ts'
import { dayAtSite } from '../people/references.store.ts'
import { requireReferences } from '../workshops/references.store.ts'
import { acceptAs } from './accepted.store.ts'
import { birthOf, callable, judged } from './referral.ts'
import { keepReferral, noteStep, takeStep, type ReferralRow, type Step } from './referral-steps.store.ts'
import { findReferral, guardReferral, isPartnerOf, listReferrals, nameOfAccount, sameNeed } from './referrals.store.ts'

export const referralHandlers = ({ database, clock }: Deps): Handlers<typeof referralRoutes> => {
  const by = (actor: Actor) => ({ at: clock.now(), actorKind: 'staff' as const, actorId: actor.accountId })

  return {
    listReferrals: ({ query: { mine, ...query }, scope, actor }) =>
      database.read(scope, async (db) => {
        const window = windowOf(query, 2)
        const filters = mine && actor.accountId ? { ...query, ownerId: actor.accountId } : query
        return pageOfRows(
          await listReferrals(db, scope, filters, window, clock.now()),
          window,
          ({ receivedAt, id }) => [receivedAt, id],
          ({ item }) => item,
        )
      }),

    getReferral: ({ params, scope }) =>
      database.write(scope, async (db) => {
        const read = await findReferral(db, scope, params.referralId, clock.now())
        if (read.person) await recordRead(db, read.person.personId, 'getReferral')
        return read
      }),

    listReferralCandidates: ({ params: { referralId }, scope }) =>
      database.read(scope, async (db) => {
        const { siteId } = await findReferral(db, scope, referralId, clock.now())
        const body = await receivedOf(db, referralId)
        const items = body ? judged(await lookAlike(db, scope, siteId, body, clock.now()), body) : []
        const found = await sameNeed(
          db,
          scope,
          referralId,
          items.map(({ person }) => person.id),
        )
        return { items, referrals: found.map((one) => ({ ...one, receivedAt: one.receivedAt.toISOString() })) }
      }),

    enterReferral: ({ body: { siteId, partnerId, ...body }, scope, actor, answer }) =>
      database.write(scope, async (db) => {
        await dayAtSite(db, scope, siteId, clock.now())
        if (!(await isPartnerOf(db, siteId, partnerId))) throw broken('rule-broken', '/partnerId', { rule: 'unknown' })
        const sent = asSent(body)
        const faults = faultsOfReferral(sent, clock.now())
        if (faults.length > 0) throw refusalOf(faults)
        const who = { siteId, partnerId, isTest: false, channel: 'staff_entry' as const, enteredBy: actor.accountId }
        const { id, isNew } = await keepReferral(db, { ...who, body: sent, step: by(actor) })
        if (!isNew) answer.existing()
        return findReferral(db, scope, id, clock.now())
      }),

    acceptReferral: ({ params: { referralId }, body, scope, actor, ifMatch }) =>
      database.write(scope, async (db) => {
        const row = await guardReferral(db, scope, referralId, ifMatch)
        requirePossible(row, 'accept')
        const { personId, feedback } = await acceptAs(db, scope, row, body, { now: clock.now(), by: actor.accountId })
        const change = { programmes: body.programmes, personId, feedback, ownerId: row.ownerId ?? actor.accountId }
        await takeStep(db, { ...row, feedback }, 'accept', { ...by(actor), said: body.words ?? null, change })
        return findReferral(db, scope, referralId, clock.now())
      }),

    moveReferral: ({ params: { referralId }, body, scope, actor, ifMatch }) =>
      database.write(scope, async (db) => {
        const row = await guardReferral(db, scope, referralId, ifMatch)
        requirePossible(row, body.act)
        await move(db, scope, row, body, { ...by(actor), note: 'note' in body ? (body.note ?? null) : null })
        return findReferral(db, scope, referralId, clock.now())
      }),

    handOverReferral: ({ params: { referralId }, body: { ownerId }, scope, actor, ifMatch }) =>
      database.write(scope, async (db) => {
        const row = await guardReferral(db, scope, referralId, ifMatch)
        await handOver(db, row, ownerId, by(actor), await dayAtSite(db, scope, row.siteId, clock.now()))
        return findReferral(db, scope, referralId, clock.now())
      }),
  }
}

function requirePossible({ status }: ReferralRow, act: keyof typeof referralMachine.acts): void {
  const possible = actsFrom(referralMachine, status)
  // a call that nobody takes is noted also when they were reached once
  const noted = act === 'contact' && ['contacted', 'first_meeting_set'].includes(status)
  if (!noted && !possible.includes(act))
    throw problem('act-not-possible', { params: { entity: 'referral', state: status, act, possible } })
}

/** What each act writes besides the state. */
async function move(db: Db, scope: Scope, row: ReferralRow, body: MoveReferral, by: Step): Promise<void> {
  switch (body.act) {
    case 'review':
      return takeStep(db, row, 'review', { ...by, change: { ownerId: by.actorId } })
    case 'ask':
      return takeStep(db, row, 'ask', { ...by, said: body.question })
    case 'inform':
      return takeStep(db, row, 'inform', { ...by, said: body.information })
    case 'waitlist':
      return takeStep(db, row, 'waitlist', { ...by, said: body.reason, change: { reviewOn: body.reviewOn ?? null } })
    case 'decline':
      return takeStep(db, row, 'decline', { ...by, reasons: body.reasons, said: body.words ?? null })
    case 'link':
      return link(db, scope, row, body.referralId, by)
    case 'contact':
      return body.reached && row.status === 'accepted'
        ? takeStep(db, row, 'contact', by)
        : noteStep(db, row, row.status, { ...by, reasons: [body.reached ? 'reached' : 'not_reached'] })
    case 'setFirstMeeting':
      return takeStep(db, row, 'setFirstMeeting', { ...by, change: { firstMeetingOn: body.on } })
    case 'transfer':
      return takeStep(db, row, 'transfer', by)
    case 'close':
      return takeStep(db, row, 'close', { ...by, change: { outcome: body.outcome } })
    case 'withdraw':
      return takeStep(db, row, 'withdraw', { ...by, change: { withdrawnBy: body.requestedBy } })
  }
}

/** The colleague's name stays in the event, like whoever had it before in the one that gave it to them. */
async function handOver(db: Db, row: ReferralRow, ownerId: string, by: Step, today: string): Promise<void> {
  const { status: state, siteId, id } = row
  if (!isOpen(state)) throw problem('act-not-possible', { params: { entity: 'referral', state, act: 'handOver' } })
  if (ownerId === row.ownerId) return
  await requireReferences(db, siteId, today, { ownerId })
  const note = await nameOfAccount(db, ownerId)
  await noteStep(db, row, state, { ...by, reasons: ['handed_over'], note, change: { ownerId } })
  await recordAudit(db, { act: 'referral.handed_over', siteId, entity: 'referral', entityId: id, fields: ['ownerId'] })
}
const isOpen = (state: ReferralRow['status']) => referralMachine.acts.transfer.from.some((one) => one === state)

/** The other one is open, of the same site, and not this one. */
async function link(db: Db, scope: Scope, row: ReferralRow, otherId: string, by: Step): Promise<void> {
  const other = await findReferral(db, scope, otherId, by.at).catch(() => null)
  if (!other || other.id === row.id || other.siteId !== row.siteId || !isOpen(other.status))
    throw broken('rule-broken', '/referralId', { rule: 'unknown' })
  return takeStep(db, row, 'link', {
    ...by,
    change: { linkedTo: other.id, personId: other.person?.personId ?? null },
  })
}

/** A reference of ours when the partner has none; the colleague who enters it vouches for the protection of data. */
function asSent({ partnerReference, ...body }: Omit<EnterReferral, 'siteId' | 'partnerId'>): SendReferral {
  return { ...body, partnerReference: partnerReference ?? `interra-${newId()}`, dataProtectionCommitment: true }
}

async function receivedOf(db: Db, referralId: string): Promise<SendReferral | null> {
  const text = 'select received from referral where id = $1'
  const [found] = await db.hot<{ received: SendReferral | null }>({ name: 'referral-received', text }, [referralId])
  return found?.received ?? null
}

async function lookAlike(db: Db, scope: Scope, siteId: string, { person }: SendReferral, now: Date) {
  const { givenName, familyName = null, contact } = person
  const said = {
    givenName,
    familyName,
    birth: birthOf(person),
    email: contact.email ?? null,
    phone: callable(contact.phone),
  }
  return findDuplicates(db, scope, recognisable(said, personColumns(said, await dayAtSite(db, scope, siteId, now))))
}
