import type { Programme, Role } from '@interra/contracts'

/** A role and where it holds: null is every site, or every programme. */
export interface Held {
  readonly role: Role
  readonly siteId: string | null
  readonly programme: Programme | null
}

/** Whether somebody who holds `held` may give or take away `wanted`: an admin whose own right reaches at least as far. */
export function mayGive(held: readonly Held[], wanted: Omit<Held, 'role'>): boolean {
  return held.some(
    ({ role, siteId, programme }) =>
      role === 'admin' &&
      (siteId === null || siteId === wanted.siteId) &&
      (programme === null || programme === wanted.programme),
  )
}

/** Whether somebody decides for the whole association. */
export function isAdminEverywhere(held: readonly Held[]): boolean {
  return mayGive(held, { siteId: null, programme: null })
}
