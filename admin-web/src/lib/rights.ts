import type { Access, Programme, Role, SessionInfo } from '@interra/contracts'

/** What `mayUse` needs to know of a route. */
export interface Door {
  readonly access: Access
  readonly programme?: Programme
}

/**
 * Whether the session's grants open a route, at a site if one is given. The server decides; screens only hide what it
 * would refuse. `today` is a local date: a grant holds through its last day.
 */
export function mayUse(session: Pick<SessionInfo, 'grants'>, door: Door, today: string, siteId?: string): boolean {
  if (typeof door.access === 'string') return true
  const { roles } = door.access
  return session.grants.some(
    (grant) =>
      roles.includes(grant.role) &&
      (grant.expiresOn === null || grant.expiresOn >= today) &&
      (door.programme === undefined || grant.programme === null || grant.programme === door.programme) &&
      (siteId === undefined || grant.siteId === null || grant.siteId === siteId),
  )
}

/** Whether one of the roles is held, whatever the site. */
export function holds(session: Pick<SessionInfo, 'grants'>, roles: readonly Role[]): boolean {
  return session.grants.some((grant) => roles.includes(grant.role))
}
