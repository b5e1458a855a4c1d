import type { Config } from '../../config.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Database } from '../../platform/db/database.ts'
import type { Scope } from '../../platform/http/context.ts'
import type { Authenticator } from '../../platform/http/identities.ts'
import { isWholeKey } from '../../platform/key-text.ts'
import { dayIn, homeTimeZone } from '../../platform/local-day.ts'
import { findKey, isAccessToken, isLongAgo, keyIdentity, noteUse } from './keys.store.ts'
import { findLiveSession, needsSecondFactor, sawSession, siteIds } from './session-info.store.ts'
import { tokenHash } from './tokens.ts'

/** Accounts, sessions and grants belong to no site: nothing behind the wall is read in order to know who calls. */
const nobody: Scope = { sites: [], filterSites: [], actorKind: 'anonymous', actorId: null, requestId: 'authentication' }
const day = 86_400_000

/** Who a session cookie belongs to, with the grants of today; null as soon as the session or the account is ended. */
export function createAuthenticator(options: {
  readonly config: Pick<Config, 'sessionIdleDays'>
  readonly database: Database
  readonly clock: Clock
}): Authenticator {
  const { config, database, clock } = options
  return {
    async session(token) {
      const now = clock.now()
      const idleSince = new Date(now.getTime() - config.sessionIdleDays * day)
      const moment = { now, idleSince, day: dayIn(homeTimeZone, now) }
      const found = await database.read(nobody, (db) => findLiveSession(db, tokenHash(token), moment))
      if (!found) return null
      if (found.seen_long_ago) await database.system('session-seen', (db) => sawSession(db, found.session_id, now))
      return {
        kind: 'account',
        accountId: found.account_id,
        personId: found.person_id,
        name: found.name,
        sessionId: found.session_id,
        grants: found.grants,
        secondFactorMissing: found.required && !found.enrolled && needsSecondFactor(found.grants),
      }
    },
    async key(token, address) {
      if (!isWholeKey(token) && !isAccessToken(token)) return null
      const now = clock.now()
      const found = await database.read(nobody, (db) => findKey(db, tokenHash(token), now, dayIn(homeTimeZone, now)))
      if (!found) return null
      const identity = keyIdentity(found)
      if (!identity.refusal && isLongAgo(found.last_used_at, now))
        await database.system('key-used', (db) => noteUse(db, found.id, address, now))
      return identity
    },
    siteIds: () => database.read(nobody, siteIds),
  }
}
