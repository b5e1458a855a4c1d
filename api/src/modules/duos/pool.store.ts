import type { PairBlocker, PersonRef, Side } from '@interra/contracts'
import type { Db } from '../../platform/db/database.ts'
import type { Candidate } from './candidate.ts'
import type { Pair } from './compare.ts'
import { apartSql, poolSql } from './pool.sql.ts'

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

interface Row extends Candidate, Record<string, unknown> {
  readonly id: string
  readonly side: Side
  readonly inPool: boolean
  readonly pastLimit: boolean
  readonly name: string
  readonly personId: string
  readonly areaId: string | null
}

/** The pool of a site, in the order of ids; `with` names a candidacy that comes along although it is not in it. */
export async function readPool(db: Db, siteId: string, now: Date, withId: string | null = null): Promise<Pool> {
  const rows = await db.hot<Row>(poolSql, [siteId, now, withId])
  const apart = await db.hot<{ newcomer: string; local: string; because: PairBlocker }>(apartSql, [siteId])
  return {
    members: rows.map(({ side, inPool, pastLimit, name, personId, areaId, ...candidate }) => ({
      side,
      inPool,
      pastLimit,
      areaId,
      person: { personId, name },
      candidate,
    })),
    apart: apart.map(({ newcomer, local, because }) => ({ pair: [newcomer, local], because })),
  }
}

export const ofSide = ({ members }: Pool, side: Side): PoolMember[] => members.filter((one) => one.side === side)
