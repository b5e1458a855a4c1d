import {
  guestRoles,
  problems,
  problem,
  type BrokenRule,
  type GrantRequest,
  type ProblemDetail,
} from '@interra/contracts'
import { mayGive, type Held } from './reach.ts'

/** A role that an account holds, as far as changing it goes. */
export interface HeldGrant extends Held {
  readonly id: string
  readonly expiresOn: string | null
}

export interface GrantChange {
  readonly added: readonly GrantRequest[]
  readonly removed: readonly HeldGrant[]
  /** The same role and reach, until another day. */
  readonly prolonged: readonly { readonly id: string; readonly expiresOn: string | null }[]
}

/** A member of a grant and what is wrong with it; `out-of-reach`: outside what the admin who asks holds. */
type Fault = readonly [member: keyof GrantRequest, rule: BrokenRule]

/**
 * What is to be written so that an account holds `wanted` instead of `present` (those grants that the admin sees). Only
 * what changes is looked at: a grant that stays may be out of the admin's reach. Throws `rule-broken`.
 */
export function grantChange(
  present: readonly HeldGrant[],
  wanted: readonly GrantRequest[],
  by: { readonly held: readonly Held[]; readonly today: string },
): GrantChange {
  const faults = wanted.flatMap((grant, index): ProblemDetail[] => {
    const same = present.find((one) => sameReach(one, grant))
    const stays = same !== undefined && same.expiresOn === grant.expiresOn
    const twice = wanted.findIndex((one) => sameReach(one, grant)) < index
    const fault: Fault | null = twice ? ['role', 'given-twice'] : stays ? null : faultOf(grant, by)
    return fault ? [detail(`/grants/${index}/${fault[0]}`, fault[1])] : []
  })
  const removed = present.filter((grant) => !wanted.some((one) => sameReach(one, grant)))
  if (removed.some((grant) => !mayGive(by.held, grant))) faults.push(detail('/grants', 'out-of-reach'))
  if (faults.length > 0) throw problem('rule-broken', { errors: faults })
  return {
    added: wanted.filter((grant) => !present.some((one) => sameReach(one, grant))),
    removed,
    prolonged: wanted.flatMap((grant) => {
      const same = present.find((one) => sameReach(one, grant))
      return same && same.expiresOn !== grant.expiresOn ? [{ id: same.id, expiresOn: grant.expiresOn }] : []
    }),
  }
}

function faultOf(grant: GrantRequest, by: { readonly held: readonly Held[]; readonly today: string }): Fault | null {
  const isGuest = guestRoles.some((role) => role === grant.role)
  if (isGuest && grant.expiresOn === null) return ['expiresOn', 'guest-needs-expiry']
  if (isGuest && grant.siteId === null) return ['siteId', 'guest-needs-site']
  if (grant.expiresOn !== null && grant.expiresOn < by.today) return ['expiresOn', 'in-the-past']
  return mayGive(by.held, grant) ? null : ['role', 'out-of-reach']
}

function sameReach(a: Held, b: Held): boolean {
  return a.role === b.role && a.siteId === b.siteId && a.programme === b.programme
}

function detail(pointer: string, rule: BrokenRule): ProblemDetail {
  return { pointer, code: 'rule-broken', params: { rule }, message: problems['rule-broken'].title }
}
