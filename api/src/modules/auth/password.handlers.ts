import { broken, problem, type authRoutes } from '@interra/contracts'
import { setTimeout as pause } from 'node:timers/promises'
import { recordAudit } from '../../platform/audit.ts'
import type { Deps } from '../../platform/deps.ts'
import type { Handlers } from '../../platform/http/context.ts'
import { canonicalEmail, findByEmail, savePassword } from './credentials.store.ts'
import { findOpenLink, sendReset, useLink, voidLinks } from './links.store.ts'
import { minPasswordLength, passwordFault } from './password-rule.ts'
import { hashPassword } from './password.ts'
import { endSessions } from './sessions.store.ts'

/** How long asking for a reset takes, whoever asks: longer than finding an account and queueing its mail. */
const resetTakesMs = 300

export const passwordHandlers = ({
  database,
  clock,
  config,
  identities,
}: Deps): Handlers<Pick<typeof authRoutes, 'requestReset' | 'setPassword'>> => ({
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
    const fault = passwordFault(body.password, link)
    if (fault) throw broken('password-too-weak', '/password', { fault, minLength: minPasswordLength })
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
})
