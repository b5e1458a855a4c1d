import { staffRoles, type Role } from '@interra/contracts'
import type { Actor, Scope } from './context.ts'

/** Of which sessions somebody reads: all of some sites, and elsewhere those they host. */
export interface Hosting {
  readonly personId: string
  readonly freeSites: readonly string[]
}

/** Nobody hosts as this person: a host's account without a person behind it sees nothing. */
const nobody = '00000000-0000-0000-0000-000000000000'
/** Who sees every session where they hold the role. */
const everySession: readonly Role[] = [...staffRoles, 'helper']

/**
 * Where somebody is a host and nothing else, they read only the sessions they host, as their person: a role at another
 * site opens nothing here. Null: no such limit at any site of the scope.
 */
export function onlyHostedBy(actor: Pick<Actor, 'sitesWith' | 'personId'>, { sites }: Scope): Hosting | null {
  const freeSites = actor.sitesWith(everySession, 'interact')
  return sites.every((site) => freeSites.includes(site)) ? null : { personId: actor.personId ?? nobody, freeSites }
}

/** SQL that is true of a session `s` that is read: the parameters are the members of `Hosting`, null for no limit. */
export const isReadBy = (person: string, freeSites: string) => `(${person}::uuid is null
  or s.site_id = any (${freeSites}::uuid[])
  or exists (select from session_host own where own.session_id = s.id and own.person_id = ${person}::uuid))`

export const hostingValues = (hosting: Hosting | null) => [hosting?.personId ?? null, hosting?.freeSites ?? null]
