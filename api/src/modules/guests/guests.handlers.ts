import {
  addDays,
  broken,
  guestAccessDays,
  problem,
  type Guest,
  type guestRoutes,
  type InviteGuest,
} from '@interra/contracts'
import { recordAudit } from '../../platform/audit.ts'
import type { Db } from '../../platform/db/database.ts'
import type { Deps } from '../../platform/deps.ts'
import type { Handlers } from '../../platform/http/context.ts'
import { queueMessage } from '../../platform/outbox.ts'
import { saveNewAccount, touchAccount } from '../accounts/accounts.store.ts'
import { allGrants, saveGrants } from '../accounts/grants.store.ts'
import { ownReviews } from '../applications/own-reviews.store.ts'
import { canonicalEmail } from '../auth/credentials.store.ts'
import { sendInvitation } from '../auth/links.store.ts'
import { endSessions } from '../auth/sessions.store.ts'
import { endAccess, findInvited, listGuests, listIncubatees, type Holder, type Invited } from './guests.store.ts'
import { trajectoryHandlers } from './trajectories.handlers.ts'

export const guestHandlers = (deps: Deps): Handlers<typeof guestRoutes> => {
  const { database, clock, config, identities } = deps
  const guestNow = async (
    db: Db,
    scope: Parameters<typeof listGuests>[1],
    wanted: Parameters<typeof listGuests>[2],
  ) => {
    const [guest] = await listGuests(db, scope, wanted, clock.now())
    if (!guest) throw problem('not-found')
    return guest
  }

  return {
    ...trajectoryHandlers(deps),

    inviteGuest: async ({ params: { personId }, body, scope, actor }): Promise<Guest> => {
      const guest = await database.write(scope, async (db) => {
        const person = await findInvited(db, scope, personId, clock.now())
        requireDay(body.expiresOn, person.today)
        const holder = person.account ?? (await openAccount(db, person, body))
        if (holder.status === 'disabled') throw problem('account-exists')
        const wanted = {
          role: body.role,
          siteId: person.siteId,
          programme: 'interlab',
          expiresOn: body.expiresOn,
        } as const
        const held = (await allGrants(db, holder.id)).find(
          ({ role, siteId, programme }) =>
            role === wanted.role && siteId === wanted.siteId && programme === wanted.programme,
        )
        const change = held
          ? { added: [], removed: [], prolonged: [{ id: held.id, expiresOn: wanted.expiresOn }] }
          : { added: [wanted], removed: [], prolonged: [] }
        await saveGrants(db, holder.id, change, { accountId: actor.accountId, today: person.today })
        await touchAccount(db, holder.id)
        if (holder.status === 'invited') await sendInvitation(db, config, holder, clock.now())
        else
          await tellAccess(db, holder, { untilOn: body.expiresOn, link: new URL('/my-tasks', config.publicUrl).href })
        await recordAudit(db, {
          act: 'guest.invited',
          siteId: person.siteId,
          entity: 'account',
          entityId: holder.id,
          fields: ['grants'],
        })
        return guestNow(db, scope, { personId, role: body.role })
      })
      identities.forget()
      return guest
    },

    endGuestAccess: async ({ params: { personId }, body: { role }, scope }) => {
      await database.write(scope, async (db) => {
        const person = await findInvited(db, scope, personId, clock.now())
        const holders = await endAccess(db, person, role)
        if (holders.length === 0) throw problem('not-found')
        for (const id of holders) {
          await touchAccount(db, id)
          await endSessions(db, id, clock.now())
          await recordAudit(db, { act: 'guest.ended', siteId: person.siteId, entity: 'account', entityId: id })
        }
      })
      identities.forget()
      return undefined
    },

    listGuests: ({ query, scope }) =>
      database.read(scope, async (db) => ({ items: await listGuests(db, scope, query, clock.now()) })),

    getMyTasks: ({ scope, actor }) =>
      database.read(scope, async (db) => {
        const now = clock.now()
        const incubatees = await listIncubatees(db, scope, actor.personId, actor.roles, now)
        const reviews = actor.roles.includes('juror') ? await ownReviews(db, scope, actor.personId, now) : []
        return {
          incubatees,
          dossiers: reviews.map(({ id, dossier, round, status }) => ({
            reviewId: id,
            number: dossier,
            round: round.name,
            heldOn: round.heldOn,
            status,
          })),
        }
      }),
  }
}

/** Whoever has a password needs no link to choose one: they are told what is new. */
async function tellAccess(db: Db, holder: Holder, told: { readonly untilOn: string; readonly link: string }) {
  const { id: accountId, name, locale, email: address } = holder
  await queueMessage(db, { siteId: null, accountId, kind: 'guest-access', locale, address, payload: { name, ...told } })
}

/** From today on, for a year at most. Throws `rule-broken`. */
function requireDay(expiresOn: string, today: string): void {
  if (expiresOn < today) throw broken('rule-broken', '/expiresOn', { rule: 'in-the-past' })
  if (expiresOn > addDays(today, guestAccessDays))
    throw broken('rule-broken', '/expiresOn', { rule: 'period-too-long' })
}

/** An account of their own, for somebody who has none. Throws `account-exists` for an address of somebody else. */
async function openAccount(db: Db, person: Invited, { email: given, locale = 'fr' }: InviteGuest): Promise<Holder> {
  const address = given ?? person.email
  if (address === null) throw broken('rule-broken', '/email', { rule: 'missing-for-this-kind' })
  const email = canonicalEmail(address)
  const { name } = person
  const id = await saveNewAccount(db, { name, email, locale, personId: person.id })
  return { id, name, email, locale, status: 'invited' }
}
