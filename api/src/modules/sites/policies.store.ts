import {
  initialPolicies,
  policySchemas,
  problem,
  type Policies,
  type PolicyDecision,
  type PolicyKey,
} from '@interra/contracts'
import { and, eq, sql } from 'drizzle-orm'
import Value from 'typebox/value'
import type { Db } from '../../platform/db/database.ts'
import type { Scope } from '../../platform/http/context.ts'
import { newId } from '../../platform/ids.ts'
import { policy } from './sites.tables.ts'

const valueAt = {
  name: 'policy-at',
  text: `select value from policy where site_id = $1 and key = $2 and starts_on <= $3 order by starts_on desc limit 1`,
}

/**
 * Surface: the value of a rule in force at a site on a day (local date); `interra.policy` is the same in SQL. A day
 * before the first decision has the initial value.
 */
export async function policyAt<K extends PolicyKey>(db: Db, siteId: string, key: K, day: string): Promise<Policies[K]> {
  const [row] = await db.hot<{ value: unknown }>(valueAt, [siteId, key, day])
  if (!row) return initialPolicies[key]
  if (!isValueOf(key, row.value)) throw new Error(`the policy ${key} of a site has a value that it may not have`)
  return row.value
}

function isValueOf<K extends PolicyKey>(key: K, value: unknown): value is Policies[K] {
  return Value.Check(policySchemas[key], value)
}

const decisions = {
  name: 'policy-decisions',
  text: `select p.id, p.key, p.value, p.starts_on, p.reason, p.recorded_at, a.name as decided_by
    from policy p left join account a on a.id = p.created_by
    where p.site_id = $1 and p.site_id = any ($2) and ($3::uuid is null or p.id = $3)
    order by p.key, p.starts_on desc`,
}
interface DecisionRow {
  readonly id: string
  readonly key: PolicyKey
  readonly value: PolicyDecision['value']
  readonly starts_on: string
  readonly reason: string | null
  readonly recorded_at: Date
  readonly decided_by: string | null
}

/** Every decision of a site, by key, the latest first. */
export async function listDecisions(db: Db, scope: Scope, siteId: string): Promise<PolicyDecision[]> {
  const rows = await db.hot<DecisionRow & Record<string, unknown>>(decisions, [siteId, scope.filterSites, null])
  return rows.map(asDecision)
}

export async function findDecision(db: Db, scope: Scope, siteId: string, policyId: string): Promise<PolicyDecision> {
  const [row] = await db.hot<DecisionRow & Record<string, unknown>>(decisions, [siteId, scope.filterSites, policyId])
  if (!row) throw problem('not-found')
  return asDecision(row)
}

function asDecision(row: DecisionRow): PolicyDecision {
  return {
    id: row.id,
    key: row.key,
    value: row.value,
    startsOn: row.starts_on,
    reason: row.reason,
    decidedAt: row.recorded_at.toISOString(),
    decidedBy: row.decided_by,
  }
}

/** Writes a decision and answers its id; one for the same day is replaced, and stays in the history. */
export async function saveDecision(
  db: Db,
  siteId: string,
  decision: Pick<PolicyDecision, 'key' | 'value' | 'startsOn' | 'reason'>,
): Promise<string> {
  const { key, value, startsOn, reason } = decision
  const by = sql`interra.actor()`
  const [row] = await db
    .insert(policy)
    .values({ id: newId(), siteId, key, value, startsOn, reason, createdBy: by })
    .onConflictDoUpdate({
      target: [policy.siteId, policy.key, policy.startsOn],
      set: { value, reason, createdBy: by },
    })
    .returning({ id: policy.id })
  if (!row) throw new Error('a decision was not written')
  return row.id
}

export async function removeDecision(db: Db, siteId: string, policyId: string): Promise<void> {
  await db.delete(policy).where(and(eq(policy.siteId, siteId), eq(policy.id, policyId)))
}
