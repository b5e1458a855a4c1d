import type { Programme, Role } from '@interra/contracts'
import { createHash } from 'node:crypto'
import type { Database } from '../src/platform/db/database.ts'
import type { Scope } from '../src/platform/http/context.ts'
import type { Authenticator } from '../src/platform/http/identities.ts'

const nobody: Scope = { sites: [], filterSites: [], actorKind: 'anonymous', actorId: null, requestId: 'sign-in' }

const findSession = {
  name: 'test-session',
  text: `select a.id as account_id, a.person_id, a.name, s.id as session_id,
      (select json_agg(json_build_object('role', g.role, 'siteId', g.on_site_id, 'programme', g.programme))
       from role_grant g where g.account_id = a.id) as grants
    from account_session s join account a on a.id = s.account_id
    where s.token_hash = $1 and s.ended_at is null and a.status = 'active'`,
}
interface Found {
  readonly account_id: string
  readonly person_id: string | null
  readonly name: string
  readonly session_id: string
  readonly grants: { role: Role; siteId: string | null; programme: Programme | null }[] | null
}

/** Finds the sessions that `signIn` wrote. */
export function accountAuthenticator(database: Database): Authenticator {
  return {
    async session(token) {
      const hash = createHash('sha256').update(token).digest('hex')
      const [found] = await database.read(nobody, (db) => db.hot<Found & Record<string, unknown>>(findSession, [hash]))
      if (!found) return null
      const { account_id: accountId, person_id: personId, name, session_id: sessionId, grants } = found
      return { kind: 'account', accountId, personId, name, sessionId, grants: grants ?? [], secondFactorMissing: false }
    },
    key: () => Promise.resolve(null),
    siteIds: () =>
      database.read(nobody, async (db) => {
        const rows = await db.hot<{ id: string }>({ name: 'test-sites', text: 'select id from site order by id' }, [])
        return rows.map(({ id }) => id)
      }),
  }
}
