import {
  broken,
  formalityCodes,
  milestoneCodes,
  writtenEnterpriseNumber,
  type FormalityCode,
  type MilestoneCode,
  type OutcomeMoment,
  type SetEnterprise,
  type SetMilestone,
  type Venture,
} from '@interra/contracts'
import { eq } from 'drizzle-orm'
import type { Db } from '../../platform/db/database.ts'
import { onConstraint } from '../../platform/db/failures.ts'
import { exitOf, outcomeDays } from './incubation.ts'
import { accountName } from './incubations.sql.ts'
import type { FoundIncubation } from './incubations.store.ts'
import { venture } from './incubations.tables.ts'

type Whole = Required<Venture>
type Milestone = Whole['milestones'][number]
type Outcome = Whole['outcomes'][number]
type Card = Whole['card']
type Enterprise = NonNullable<Whole['enterprise']>

interface ReadVenture extends Record<string, unknown> {
  readonly milestones: readonly Milestone[]
  readonly card: Card
  readonly version: number
  readonly formalities: Readonly<Partial<Record<FormalityCode, string>>>
  readonly enterprise: Omit<Enterprise, 'written'> | null
  readonly enterpriseRemoved: string | null
  readonly outcomes: Readonly<Partial<Record<OutcomeMoment, Pick<Outcome, 'situations' | 'notedOn'>>>>
}

/** $1 incubation. */
const ventureSql = {
  name: 'venture',
  text: `select
    coalesce((select json_agg(json_build_object('code', m.code, 'plannedOn', m.planned_on, 'reachedOn', m.reached_on,
        'count', m.count, 'evidence', m.evidence, 'by', ${accountName('m.noted_by')}))
      from milestone m where m.incubation_id = $1), '[]') as milestones,
    json_build_object('status', v.card_status, 'sinceOn', v.card_since) as card, v.version,
    coalesce((select json_object_agg(f.code, f.done_on) from formality f where f.incubation_id = $1), '{}') as formalities,
    case when v.number is not null then json_build_object('number', v.number, 'kind', v.kind,
      'startedOn', v.started_on, 'verifiedOn', v.verified_on, 'verifiedBy', ${accountName('v.verified_by')},
      'aliveOn', v.alive_on, 'ceasedOn', v.ceased_on) end as enterprise,
    v.removed_reason as "enterpriseRemoved",
    coalesce((select json_object_agg(o.moment, json_build_object('situations', o.situations, 'notedOn', o.noted_on))
      from incubation_outcome o where o.incubation_id = $1), '{}') as outcomes
    from venture v where v.incubation_id = $1`,
}

/** Milestones, formalities, enterprise and what became of it: every code, in the usual order. */
export async function findVenture(
  db: Db,
  { id, siteId, today, stage, endsOn, launchedOn }: FoundIncubation,
): Promise<Whole> {
  const [read] = await db.hot<ReadVenture>(ventureSql, [id])
  if (!read) throw new Error('a venture is one row')
  const unknown = { plannedOn: null, reachedOn: null, count: null, evidence: null, by: null }
  return {
    siteId,
    today,
    milestones: milestoneCodes.map((code) => read.milestones.find((one) => one.code === code) ?? { code, ...unknown }),
    card: read.card,
    formalities: formalityCodes.map((code) => ({ code, doneOn: read.formalities[code] ?? null })),
    enterprise: read.enterprise && { ...read.enterprise, written: writtenEnterpriseNumber(read.enterprise.number) },
    enterpriseRemoved: read.enterpriseRemoved,
    outcomes: outcomeDays(exitOf(stage, endsOn, launchedOn)).map(({ moment, dueOn }) => ({
      moment,
      dueOn,
      ...(read.outcomes[moment] ?? { situations: [], notedOn: null }),
    })),
    version: read.version,
  }
}

type Of = Pick<FoundIncubation, 'id' | 'siteId'>

/** A member that is absent stays as it was; what is replaced is kept in the history. */
export async function saveMilestone(
  db: Db,
  { id, siteId }: Of,
  code: MilestoneCode,
  wanted: SetMilestone,
  by: string | null,
): Promise<void> {
  const given = (name: keyof SetMilestone) => name in wanted
  const text = `insert into milestone as m (incubation_id, code, site_id, planned_on, reached_on, count, evidence, noted_by)
    values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (incubation_id, code) do update set
      planned_on = case when $9 then excluded.planned_on else m.planned_on end,
      reached_on = case when $10 then excluded.reached_on else m.reached_on end,
      count = case when $11 then excluded.count else m.count end,
      evidence = case when $12 then excluded.evidence else m.evidence end,
      noted_by = excluded.noted_by`
  const { plannedOn = null, reachedOn = null, count = null, evidence = null } = wanted
  const which = [given('plannedOn'), given('reachedOn'), given('count'), given('evidence')]
  const values = [id, code, siteId, plannedOn, reachedOn, count, evidence, by, ...which]
  await db.hot({ name: 'milestone-save', text }, values)
}

export async function saveCard(
  db: Db,
  { id }: Of,
  cardStatus: Card['status'],
  cardSince: string | null,
): Promise<void> {
  await db.update(venture).set({ cardStatus, cardSince }).where(eq(venture.id, id))
}

export async function saveFormality(
  db: Db,
  { id, siteId }: Of,
  code: FormalityCode,
  doneOn: string | null,
  by: string | null,
): Promise<void> {
  if (doneOn === null) {
    const text = 'delete from formality where incubation_id = $1 and code = $2'
    await db.hot({ name: 'formality-forget', text }, [id, code])
    return
  }
  const text = `insert into formality as f (incubation_id, site_id, code, done_on, noted_by) values ($1, $2, $3, $4, $5)
    on conflict (incubation_id, code) do update set done_on = excluded.done_on, noted_by = excluded.noted_by`
  await db.hot({ name: 'formality-save', text }, [id, siteId, code, doneOn, by])
}

/** A day that is absent stays as it was. The number as it is stored. Throws `rule-broken` for days that do not follow each other. */
export async function saveEnterprise(db: Db, { id }: Of, wanted: SetEnterprise, by: string | null): Promise<void> {
  const { number, kind, startedOn, verifiedOn = null, aliveOn = null, ceasedOn = null } = wanted
  const text = `update venture v set number = $2, kind = $3, started_on = $4, removed_reason = null,
      verified_on = case when $9 then $5::date else v.verified_on end,
      verified_by = case when not $9 or $5::date is not distinct from v.verified_on then v.verified_by else $6::uuid end,
      alive_on = case when $10 then $7::date else v.alive_on end,
      ceased_on = case when $11 then $8::date else v.ceased_on end
    where v.incubation_id = $1`
  const verifier = verifiedOn === null ? null : by
  const which = ['verifiedOn' in wanted, 'aliveOn' in wanted, 'ceasedOn' in wanted]
  const values = [id, number, kind, startedOn, verifiedOn, verifier, aliveOn, ceasedOn, ...which]
  await db.hot({ name: 'enterprise-save', text }, values).catch((error: unknown) =>
    onConstraint(error, {
      venture_alive_from: () => broken('rule-broken', '/aliveOn', { rule: 'before-start' }),
      venture_ceased_from: () => broken('rule-broken', '/ceasedOn', { rule: 'before-start' }),
      venture_alive_until: () => broken('rule-broken', '/aliveOn', { rule: 'after-end' }),
    }),
  )
}

/** What stood there is kept in the history. */
export async function clearEnterprise(db: Db, { id }: Of, removedReason: string): Promise<void> {
  const gone = { number: null, kind: null, startedOn: null, verifiedOn: null, verifiedBy: null }
  await db
    .update(venture)
    .set({ ...gone, aliveOn: null, ceasedOn: null, removedReason })
    .where(eq(venture.id, id))
}

export async function saveOutcome(
  db: Db,
  { id, siteId, today }: Pick<FoundIncubation, 'id' | 'siteId' | 'today'>,
  moment: OutcomeMoment,
  situations: readonly string[],
  by: string | null,
): Promise<void> {
  const text = `insert into incubation_outcome as o (incubation_id, site_id, moment, situations, noted_on, noted_by)
    values ($1, $2, $3, $4, $5, $6) on conflict (incubation_id, moment) do update
    set situations = excluded.situations, noted_on = excluded.noted_on, noted_by = excluded.noted_by`
  await db.hot({ name: 'outcome-save', text }, [id, siteId, moment, situations, today, by])
}
