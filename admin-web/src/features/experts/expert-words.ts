import type { ReadName } from '../../lib/query.ts'

/** What an act on the directory, the guests, the events or the methods makes outdated. */
export const staleExperts: readonly ReadName[] = ['listExperts', 'getInterlabWomen']
export const staleGuests: readonly ReadName[] = ['listGuests']
export const staleEvents: readonly ReadName[] = ['listNetworkingEvents']
export const staleMethods: readonly ReadName[] = ['listMethods']
