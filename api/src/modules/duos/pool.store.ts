import type { PairBlocker, PoolBlocker, Side } from '@interra/contracts'
import type { Db } from '../../platform/db/database.ts'
import type { Candidate } from './candidate.ts'
import type { StoredDuo } from './duos.store.ts'
import type { Pool } from './pool.ts'
import { apartOfSql, apartSql, poolCountSql, poolSql, twoSql } from './pool.sql.ts'

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

export interface PoolCount extends Record<string, unknown> {
  readonly newcomers: number
  readonly locals: number
}

/** How many of each side `readPool` would answer. */
export async function countPool(db: Db, siteId: string, now: Date): Promise<PoolCount> {
  const [count] = await db.hot<PoolCount>(poolCountSql, [siteId, now])
  return count ?? { newcomers: 0, locals: 0 }
}

/** One of the two of a duo, wherever they stand now. */
export interface Partner {
  readonly candidate: Candidate
  readonly blockers: readonly PoolBlocker[]
  /** Their candidacy is neither paused nor over. */
  readonly available: boolean
}
interface PartnerRow extends Row {
  readonly today: string
  readonly blockers: readonly PoolBlocker[]
  readonly available: boolean
}

interface Two {
  readonly newcomer: Partner
  readonly local: Partner
  readonly apart: readonly PairBlocker[]
  /** Local date of the site. */
  readonly today: string
}

/** The two of a duo as the rules see them, and what keeps them apart from each other. */
export async function readTwo(
  db: Db,
  duo: Pick<StoredDuo, 'id' | 'newcomerCandidacyId' | 'localCandidacyId'>,
  now: Date,
): Promise<Two> {
  const rows = await db.hot<PartnerRow>(twoSql, [[duo.newcomerCandidacyId, duo.localCandidacyId], now])
  const [kept] = await db.hot<{ apart: boolean; before: boolean }>(apartOfSql, [duo.id])
  const partner = (candidacyId: string): Partner => {
    const row = rows.find(({ id }) => id === candidacyId)
    if (!row) throw new Error('a duo without one of its two')
    const { blockers, available } = row
    return { candidate: row, blockers, available }
  }
  return {
    today: rows[0]?.today ?? '',
    newcomer: partner(duo.newcomerCandidacyId),
    local: partner(duo.localCandidacyId),
    apart: [...(kept?.apart ? (['apart'] as const) : []), ...(kept?.before ? (['paired_before'] as const) : [])],
  }
}
