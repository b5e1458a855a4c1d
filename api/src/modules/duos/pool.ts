import type { PairBlocker, PersonRef, Side } from '@interra/contracts'
import type { Candidate } from './candidate.ts'
import type { Pair } from './compare.ts'

/** Somebody of the pool: what the plan compares, and what people call them. */
export interface PoolMember {
  readonly side: Side
  readonly inPool: boolean
  readonly pastLimit: boolean
  readonly person: PersonRef
  readonly areaId: string | null
  readonly candidate: Candidate
}
export interface Pool {
  readonly members: readonly PoolMember[]
  readonly apart: readonly { readonly pair: Pair; readonly because: PairBlocker }[]
}

export const ofSide = ({ members }: Pool, side: Side): PoolMember[] => members.filter((one) => one.side === side)
