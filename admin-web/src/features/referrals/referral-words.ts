import type { ReferralAct, ReferralState } from '@interra/contracts'
import type { ReadName } from '../../lib/query.ts'
import type { Tone } from '../../ui/palette.ts'

export const referralTones: Readonly<Record<ReferralState, Tone>> = {
  received: 'warn',
  under_review: 'info',
  needs_info: 'warn',
  accepted: 'good',
  waitlisted: 'warn',
  contacted: 'good',
  first_meeting_set: 'good',
  engaged: 'good',
  declined: 'neutral',
  linked: 'neutral',
  closed: 'neutral',
  withdrawn: 'neutral',
  expired: 'neutral',
  transferred: 'neutral',
}
/** What a step makes outdated. */
export const staleReferrals: readonly ReadName[] = [
  'listReferrals',
  'getReferral',
  'listReferralCandidates',
  'getToday',
  'getPerson',
]

/** The key of each act in the inbox; the next step also has Enter. */
export const actKeys = {
  review: 'r',
  accept: 'a',
  ask: 'i',
  inform: 'i',
  waitlist: 'w',
  decline: 'd',
  link: 'l',
  contact: 'c',
  setFirstMeeting: 'm',
  transfer: 't',
  close: 'f',
  withdraw: 'x',
} as const satisfies Partial<Record<ReferralAct, string>>
export type StaffAct = keyof typeof actKeys
export const isStaffAct = (act: ReferralAct | null): act is StaffAct => act !== null && Object.hasOwn(actKeys, act)
export const actOfKey = (key: string, possible: readonly ReferralAct[]): StaffAct | undefined =>
  possible.filter(isStaffAct).find((act) => actKeys[act] === key.toLowerCase())
