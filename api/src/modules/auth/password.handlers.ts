import { broken, problem, type authRoutes } from '@interra/contracts'
import { setTimeout as pause } from 'node:timers/promises'
import { recordAudit } from '../../platform/audit.ts'
import type { Deps } from '../../platform/deps.ts'
import type { Db } from '../../platform/db/database.ts'
import type { Call, Handlers } from '../../platform/http/context.ts'
import { queueMessage } from '../../platform/outbox.ts'
import { beginTry, forgetTry } from './attempts.store.ts'
import { canonicalEmail, findByEmail, findCredentials, savePassword, type Credentials } from './credentials.store.ts'
import { findOpenLink, sendReset, useLink, voidLinks } from './links.store.ts'
import { minPasswordLength, passwordFault } from './password-rule.ts'
import { hashPassword, isPassword } from './password.ts'
import { endSessions } from './sessions.store.ts'
import { signedIn } from './signed-in.ts'

/** How long asking for a reset takes, whoever asks: longer than finding an account and queueing its mail. */
const resetTakesMs = 300

type PasswordRoutes = Pick<typeof authRoutes, 'requestReset' | 'setPassword' | 'changePassword'>

export const passwordHandlers = (deps: Deps): Handlers<PasswordRoutes> => {
  const { database, clock, config, identities } = deps
  return {
    requestReset: async ({ body, scope }) => {
      const now = clock.now()
      const work = database.write(scope, async (db) => {
        const found = await findByEmail(db, canonicalEmail(body.email))
        if (found && found.status !== 'disabled') await sendReset(db, config, found, now)
      })
      await Promise.all([work, pause(resetTakesMs)])
      return undefined
    },
    setPassword: async ({ body, scope }) => {
      const now = clock.now()
      const link = await database.read(scope, (db) => findOpenLink(db, body.token, now))
      if (!link) throw problem('link-expired')
      requireStrong(body.password, link, '/password')
      const hash = await hashPassword(body.password)
      await database.write(scope, async (db) => {
        if (!(await useLink(db, link.linkId, now))) throw problem('link-expired')
        await savePassword(db, link.id, hash)
        await voidLinks(db, link.id, now)
        await endSessions(db, link.id, now)
        await recordAudit(db, { act: 'password.set', siteId: null, entity: 'account', entityId: link.id })
      })
      identities.forget()
      return undefined
    },
    changePassword: async (call) => {
      const { accountId, sessionId } = signedIn(call.actor)
      const found = await knownByPassword(deps, call)
      requireStrong(call.body.newPassword, found, '/newPassword')
      const hash = await hashPassword(call.body.newPassword)
      await database.write(call.scope, async (db) => {
        const now = clock.now()
        await savePassword(db, accountId, hash)
        await voidLinks(db, accountId, now)
        await endSessions(db, accountId, now, sessionId)
        await recordAudit(db, { act: 'password.changed', siteId: null, entity: 'account', entityId: accountId })
        await tellChanged(db, found, new URL('/forgotten-password', config.publicUrl).href)
      })
      identities.forget()
      return undefined
    },
  }
}

/** Whoever is signed in, if the password they give is theirs: tries are counted as those of signing in. */
async function knownByPassword(
  { database, clock, config }: Deps,
  { actor, scope, address, body }: Call<PasswordRoutes['changePassword']>,
): Promise<Credentials> {
  const { accountId } = signedIn(actor)
  const tried = { subject: `password of ${accountId}`, address }
  const attempt = await database.write(scope, (db) => beginTry(db, tried, clock.now(), config.signInFreeTries))
  const found = await database.read(scope, (db) => findCredentials(db, accountId))
  const matches = await isPassword(body.currentPassword, found?.passwordHash ?? null)
  if (!found || !matches) throw broken('current-password-wrong', '/currentPassword')
  await database.write(scope, (db) => forgetTry(db, attempt))
  return found
}

function requireStrong(password: string, owner: { readonly email: string; readonly name: string }, at: string): void {
  const fault = passwordFault(password, owner)
  if (fault) throw broken('password-too-weak', at, { fault, minLength: minPasswordLength })
}

/** Somebody else may have done it: the mail says what to do then. */
async function tellChanged(db: Db, { id, email, locale, name }: Credentials, link: string): Promise<void> {
  const payload = { name, link }
  await queueMessage(db, { siteId: null, accountId: id, kind: 'password-changed', locale, address: email, payload })
}
