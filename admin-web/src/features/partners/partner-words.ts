import type { AgreementStanding, PartnerKey } from '@interra/contracts'
import type { ReadName } from '../../lib/query.ts'
import type { Tone } from '../../ui/palette.ts'

export const standingTones: Readonly<Record<AgreementStanding, Tone>> = {
  draft: 'neutral',
  upcoming: 'info',
  in_force: 'good',
  expiring: 'warn',
  expired: 'bad',
  terminated: 'neutral',
}
export const keyTones: Readonly<Record<PartnerKey['state'], Tone>> = {
  live: 'good',
  expired: 'bad',
  revoked: 'neutral',
}

/** What an act on a partner makes outdated. */
export const stalePartners: readonly ReadName[] = ['listPartners', 'getPartner', 'getToday']
export const staleKeys: readonly ReadName[] = ['listPartnerKeys']
