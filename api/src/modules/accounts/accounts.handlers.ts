import { broken, problem, type Account, type AccountState, type accountRoutes } from '@interra/contracts'
import { recordAudit } from '../../platform/audit.ts'
import type { Db } from '../../platform/db/database.ts'
import { guardVersion } from '../../platform/db/guard-version.ts'
import type { Deps } from '../../platform/deps.ts'
import type { Actor, Handlers, Scope } from '../../platform/http/context.ts'
import { pageOfRows, windowOf } from '../../platform/http/paging.ts'
import { dayIn, homeTimeZone } from '../../platform/local-day.ts'
import { canonicalEmail, removeFactor } from '../auth/credentials.store.ts'
import { sendInvitation, voidLinks } from '../auth/links.store.ts'
import { endSessions } from '../auth/sessions.store.ts'
import {
  findAccount,
  hasPassword,
  isMember,
  listAccounts,
  saveNewAccount,
  saveState,
  touchAccount,
} from './accounts.store.ts'
import { account } from './accounts.tables.ts'
import { colleagueHandlers } from './colleagues.handlers.ts'
import { grantChange } from './grant.ts'
import { allGrants, heldBy, saveGrants, seenGrants } from './grants.store.ts'
import { mayGive } from './reach.ts'
import { signInPolicyHandlers } from './sign-in-policy.handlers.ts'

interface AccountCall {
  readonly params: { readonly accountId: string }
  readonly actor: Actor
  readonly scope: Scope
}

export const accountHandlers = (deps: Deps): Handlers<typeof accountRoutes> => {
  const { database, clock, config, identities } = deps
  const today = () => dayIn(homeTimeZone, clock.now())
  const heldByActor = async (db: Db, actor: Actor) =>
    actor.accountId === null ? [] : heldBy(db, actor.accountId, today())

  /** Acts on a whole account are for whoever could have given every one of its roles. */
  const requireWholeReach = async (db: Db, { params, actor, scope }: AccountCall) => {
    const found = await findAccount(db, scope, params.accountId)
    const held = await heldByActor(db, actor)
    const grants = await allGrants(db, params.accountId)
    if (!grants.every((grant) => mayGive(held, grant))) throw problem('not-allowed')
    return found
  }

  /** One act on an account: checked, done, traced; its sessions end, and the account is answered as it is now. */
  const actOn = async (
    call: AccountCall & { readonly ifMatch: number },
    act: string,
    work: (db: Db, found: Account) => Promise<unknown>,
  ): Promise<Account> => {
    const { scope, params } = call
    const changed = await database.write(scope, async (db) => {
      const found = await requireWholeReach(db, call)
      await guardVersion(db, scope, account, params.accountId, call.ifMatch)
      await work(db, found)
      await endSessions(db, params.accountId, clock.now(), call.actor.sessionId)
      await recordAudit(db, { act, siteId: null, entity: 'account', entityId: params.accountId })
      return findAccount(db, scope, params.accountId)
    })
    identities.forget()
    return changed
  }

  return {
    ...colleagueHandlers(deps),
    ...signInPolicyHandlers(deps),
    listAccounts: async ({ query, scope }) => {
      const window = windowOf(query, 2)
      const rows = await database.read(scope, (db) => listAccounts(db, scope, { state: query.state ?? null, window }))
      return pageOfRows(
        rows,
        window,
        ({ name, id }) => [name, id],
        (row) => row,
      )
    },
    getAccount: ({ params, scope }) => database.read(scope, (db) => findAccount(db, scope, params.accountId)),
    inviteAccount: ({ body, actor, scope }) =>
      database.write(scope, async (db) => {
        const { name, locale, grants, personId = null } = body
        const email = canonicalEmail(body.email)
        const by = { held: await heldByActor(db, actor), today: today() }
        const change = grantChange([], grants, by)
        if (personId !== null && !(await isMember(db, scope, personId)))
          throw broken('rule-broken', '/personId', { rule: 'unknown' })
        const accountId = await saveNewAccount(db, { name, email, locale, personId })
        await saveGrants(db, accountId, change, { accountId: actor.accountId, today: by.today })
        await sendInvitation(db, config, { id: accountId, name, email, locale }, clock.now())
        await recordAudit(db, { act: 'account.invited', siteId: null, entity: 'account', entityId: accountId })
        return findAccount(db, scope, accountId)
      }),
    changeGrants: async ({ params: { accountId }, body, actor, scope, ifMatch }) => {
      const changed = await database.write(scope, async (db) => {
        await findAccount(db, scope, accountId)
        await guardVersion(db, scope, account, accountId, ifMatch)
        const by = { held: await heldByActor(db, actor), today: today() }
        const change = grantChange(await seenGrants(db, scope, accountId), body.grants, by)
        await saveGrants(db, accountId, change, { accountId: actor.accountId, today: by.today })
        await touchAccount(db, accountId)
        await endSessions(db, accountId, clock.now(), actor.sessionId)
        await recordAudit(db, {
          act: 'account.grants-changed',
          siteId: null,
          entity: 'account',
          entityId: accountId,
          fields: ['grants'],
        })
        return findAccount(db, scope, accountId)
      })
      identities.forget()
      return changed
    },
    disableAccount: (call) =>
      actOn(call, 'account.disabled', async (db, { id, state }) => {
        requireState(state, ['invited', 'active'])
        await saveState(db, id, 'disabled')
        await voidLinks(db, id, clock.now())
      }),
    enableAccount: (call) =>
      actOn(call, 'account.enabled', async (db, { id, state }) => {
        requireState(state, ['disabled'])
        await saveState(db, id, (await hasPassword(db, id)) ? 'active' : 'invited')
      }),
    sendInviteAgain: async (call) => {
      await database.write(call.scope, async (db) => {
        const found = await requireWholeReach(db, call)
        requireState(found.state, ['invited'])
        await sendInvitation(db, config, found, clock.now())
        await recordAudit(db, { act: 'account.invited-again', siteId: null, entity: 'account', entityId: found.id })
      })
      return undefined
    },
    resetSecondFactor: (call) =>
      actOn(call, 'second-factor.reset', async (db, { id }) => {
        if (!(await removeFactor(db, id))) throw problem('act-not-possible')
        await touchAccount(db, id)
      }),
  }
}

function requireState(state: AccountState, possible: readonly AccountState[]): void {
  if (!possible.includes(state)) throw problem('act-not-possible', { params: { state } })
}
