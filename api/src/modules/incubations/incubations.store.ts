import {
  broken,
  problem,
  who,
  type AddCircleMember,
  type CircleMember,
  type Incubation,
  type IncubationRow,
  type IncubationStage,
  type OutcomeMoment,
  type StartIncubation,
  type WriteClosingReview,
} from '@interra/contracts'
import { eq } from 'drizzle-orm'
import type { Db } from '../../platform/db/database.ts'
import { onConstraint } from '../../platform/db/failures.ts'
import { aroundValues, coachingCircle, onlyAround } from '../../platform/http/around.ts'
import type { Actor, Scope } from '../../platform/http/context.ts'
import type { Window } from '../../platform/http/paging.ts'
import { newId } from '../../platform/ids.ts'
import { exitOf, missingFor, outcomeDays } from './incubation.ts'
import { todayAt } from '../workshops/shapes.sql.ts'
import { circleOnSql, findIncubationSql, listIncubationsSql } from './incubations.sql.ts'
import { circleMember, incubation } from './incubations.tables.ts'

/** Who asks, with what they may use: guests read the files of their own incubatees. */
export interface Asking {
  readonly actor: Actor
  readonly scope: Scope
}

/**
 * Whether somebody reads the whole file, and writes in it (domain reference 4.2): the team, and whoever stands there as a
 * coach today. Experts and mentors read what is shared with them, never needs, notes of a coaching or what a service was
 * told, also when they coach somebody else.
 */
export function readsWhole(actor: Actor, { siteId, circle, endsOn, today }: FoundIncubation): boolean {
  if (actor.sitesWith(who.team, 'interlab').includes(siteId)) return true
  const coaches = circle.some(
    (one) =>
      one.person.personId === actor.personId &&
      coachingCircle.some((role) => role === one.role) &&
      one.startsOn <= today &&
      today <= (one.endsOn ?? endsOn),
  )
  return coaches && actor.sitesWith(who.coaches, 'interlab').includes(siteId)
}

interface Followed {
  readonly stage: IncubationStage
  readonly endsOn: string
  readonly launchedOn: string | null
  readonly noted: readonly OutcomeMoment[]
}
type ReadRow = Omit<Required<IncubationRow>, 'nextOutcome'> & Followed
/** As PostgreSQL reads it, with what the rules ask for. */
export type FoundIncubation = Omit<Required<Incubation>, 'whole'> & {
  readonly personId: string
  readonly launchedOn: string | null
  readonly milestones: readonly string[]
  readonly hasEnterprise: boolean
  readonly noted: readonly OutcomeMoment[]
}

/**
 * What somebody reads of it, without what the rules ask for: experts and mentors neither why somebody paused or stopped, nor
 * what help with the language they need.
 */
export function shown(found: FoundIncubation, actor: Actor): Incubation {
  const { personId: _, launchedOn: _l, milestones: _m, hasEnterprise: _e, noted: _n, ...file } = found
  if (readsWhole(actor, found)) return { ...file, whole: true }
  const { languageSupport: _s, stages, ...shared } = file
  return { ...shared, stages: stages.map(({ reason: _reason, ...stage }) => stage), whole: false }
}

const nextOutcome = ({ stage, endsOn, launchedOn, noted }: Followed) =>
  outcomeDays(exitOf(stage, endsOn, launchedOn)).find(({ moment }) => !noted.includes(moment)) ?? null

interface Listed extends Record<string, unknown> {
  readonly id: string
  readonly since: string
  readonly item: ReadRow
}
export async function listIncubations(
  db: Db,
  { actor, scope }: Asking,
  { siteId, stage }: { siteId?: string; stage?: IncubationStage },
  { take, after }: Window,
  now: Date,
) {
  const around = aroundValues(onlyAround(actor, scope))
  const values = [scope.filterSites, ...around, now, siteId ?? null, stage ?? null, after?.[0] ?? null]
  const rows = await db.hot<Listed>(listIncubationsSql, [...values, after?.[1] ?? null, take])
  return rows.map(({ id, since, item: { launchedOn, noted, ...item } }) => {
    const next = nextOutcome({ stage: item.stage, endsOn: item.endsOn, launchedOn, noted })
    return { id, since, item: { ...item, nextOutcome: next } }
  })
}

/** An incubation with its circle. Throws `not-found`, for a guest who does not stand around it today too. */
export async function findIncubation(
  db: Db,
  { actor, scope }: Asking,
  incubationId: string,
  now: Date,
): Promise<FoundIncubation> {
  const values = [scope.filterSites, ...aroundValues(onlyAround(actor, scope)), now, incubationId]
  const [found] = await db.hot<{ incubation: FoundIncubation }>(findIncubationSql, values)
  if (!found) throw problem('not-found')
  const { stage } = found.incubation
  return {
    ...found.incubation,
    missing: missingFor(stage, found.incubation),
    nextOutcome: nextOutcome(found.incubation),
  }
}

/** As `findIncubation`, held until the transaction ends: acts on one incubation never cross. */
export async function holdIncubation(
  db: Db,
  asking: Asking,
  incubationId: string,
  now: Date,
): Promise<FoundIncubation> {
  await db.select({ id: incubation.id }).from(incubation).where(eq(incubation.id, incubationId)).for('no key update')
  return findIncubation(db, asking, incubationId, now)
}

/** As `holdIncubation`. Throws `not-allowed` for whoever does not read the whole of it. */
export async function lockIncubation(
  db: Db,
  asking: Asking,
  incubationId: string,
  now: Date,
): Promise<FoundIncubation> {
  const found = await holdIncubation(db, asking, incubationId, now)
  if (!readsWhole(asking.actor, found)) throw problem('not-allowed')
  return found
}

interface AdmittedRow extends Record<string, unknown> {
  readonly siteId: string
  readonly personId: string
  readonly cohortId: string | null
  readonly status: string
  readonly today: string
}
/** The application that is to be accompanied, held, and the day at its site. Throws `not-found`. */
export async function lockApplication(db: Db, scope: Scope, applicationId: string, now: Date): Promise<AdmittedRow> {
  const text = `select site_id as "siteId", person_id as "personId", cohort_id as "cohortId", status,
      ${todayAt('site_id', '$3')}::text as today
    from application where id = $1 and site_id = any($2) for no key update`
  const [found] = await db.hot<AdmittedRow>({ name: 'incubation-application', text }, [
    applicationId,
    scope.filterSites,
    now,
  ])
  if (!found) throw problem('not-found')
  return found
}

interface Admission extends Record<string, unknown> {
  readonly untold: boolean
  readonly open: number[]
}
/**
 * What hinders somebody who was admitted from beginning on a day: they have not been told, or conditions that were due by
 * then are open. Those due later go along. Throws `conditions-unmet`.
 */
export async function requireAdmission(db: Db, applicationId: string, startsOn: string): Promise<void> {
  const text = `select coalesce(bool_or(d.communicated_at is null), false) as untold,
      (select coalesce(json_agg(c.number order by c.number), '[]') from jury_condition c
        join jury_decision x on x.id = c.decision_id
        where x.application_id = $1 and c.met_on is null and c.due_on <= $2) as open
    from jury_decision d where d.application_id = $1 and d.outcome in ('admitted', 'admitted_with_conditions')`
  const [found] = await db.hot<Admission>({ name: 'incubation-admission', text }, [applicationId, startsOn])
  const { untold = false, open = [] } = found ?? {}
  const unmet = [...(untold ? ['told'] : []), ...(open.length > 0 ? ['conditions'] : [])]
  if (unmet.length > 0) throw problem('conditions-unmet', { params: { unmet, conditions: open } })
}

/** The last day on which somebody was coached, worked in the shared rooms, came into the circle or had a door opened: the end is not before. */
export async function lastDayNoted(db: Db, incubationId: string): Promise<string | null> {
  const text = `select max(noted.on_day)::text as last from (
      select l.held_on as on_day from coaching_log l where l.incubation_id = $1 and l.status <> 'withdrawn'
      union all select d.on_day from coworking_day d where d.incubation_id = $1
      union all select c.starts_on from circle_member c where c.incubation_id = $1
      union all select o.opened_on from circle_opening o where o.incubation_id = $1) noted`
  const [found] = await db.hot<{ last: string | null }>({ name: 'incubation-last-day', text }, [incubationId])
  return found?.last ?? null
}

interface Begun extends StartIncubation {
  readonly siteId: string
  readonly personId: string
  readonly cohortId: string | null
  readonly applicationId: string
  readonly createdBy: string | null
}
/** Throws `already-incubated`, and `rule-broken` for a last day that is not after the first. */
export async function insertIncubation(db: Db, begun: Begun): Promise<string> {
  const id = newId()
  await db
    .insert(incubation)
    .values({ id, ...begun, stageSince: begun.startsOn })
    .catch((error: unknown) =>
      onConstraint(error, {
        incubation_application_key: () => problem('already-incubated'),
        incubation_check: () => broken('rule-broken', '/endsOn', { rule: 'before-start' }),
      }),
    )
  return id
}

export async function saveIncubation(
  db: Db,
  incubationId: string,
  change: Partial<typeof incubation.$inferInsert>,
): Promise<void> {
  if (Object.keys(change).length === 0) return
  await db.update(incubation).set(change).where(eq(incubation.id, incubationId))
}

/** What it replaces is kept in the history. Throws `rule-broken` for a day before the first one. */
export async function saveClosing(
  db: Db,
  incubationId: string,
  { reached, remains = null, advice = null }: WriteClosingReview,
  { on, by }: { readonly on: string; readonly by: string | null },
): Promise<void> {
  const words = { closingReached: reached, closingRemains: remains, closingAdvice: advice }
  await saveIncubation(db, incubationId, { ...words, closingOn: on, closingBy: by }).catch((error: unknown) =>
    onConstraint(error, {
      incubation_closing_from: () => broken('rule-broken', '/reviewedOn', { rule: 'before-start' }),
      incubation_closing_reached: () => broken('rule-broken', '/reached', { rule: 'blank' }),
    }),
  )
}

/** Who stands around on a day, or ever did. */
export async function circleOn(db: Db, incubationId: string, on: string | null): Promise<CircleMember[]> {
  const rows = await db.hot<{ member: CircleMember }>(circleOnSql, [incubationId, on])
  return rows.map(({ member }) => member)
}

/** Somebody of the circle of an incubation. Throws `not-found`. */
export function memberIn({ circle }: Pick<Incubation, 'circle'>, circleMemberId: string): CircleMember {
  const found = circle.find(({ id }) => id === circleMemberId)
  if (!found) throw problem('not-found')
  return found
}

type OfIncubation = Pick<Incubation, 'id' | 'siteId' | 'startsOn' | 'endsOn'>

const circleRefusals = ({ startsOn, endsOn }: OfIncubation, pointer: string) => ({
  circle_member_once: () => problem('already-around'),
  circle_member_person_id_site_id_fkey: () => broken('rule-broken', '/personId', { rule: 'unknown' }),
  circle_member_partner_id_site_id_fkey: () => broken('rule-broken', '/partnerId', { rule: 'unknown' }),
  circle_member_check: () => broken('rule-broken', '/endsOn', { rule: 'before-start' }),
  circle_member_openings: () => broken('rule-broken', '/endsOn', { rule: 'something-later' }),
  circle_member_within: () => broken('rule-broken', pointer, { rule: 'outside-incubation', startsOn, endsOn }),
})

/** Throws `already-around`, and `rule-broken` for who is unknown here or for days outside the incubation. */
export async function insertMember(db: Db, of: OfIncubation, wanted: AddCircleMember, by: string | null) {
  const id = newId()
  const pointer = wanted.startsOn < of.startsOn || wanted.startsOn > of.endsOn ? '/startsOn' : '/endsOn'
  await db
    .insert(circleMember)
    .values({ id, siteId: of.siteId, incubationId: of.id, ...wanted, createdBy: by })
    .catch((error: unknown) => onConstraint(error, circleRefusals(of, pointer)))
  return id
}

/** Throws as `insertMember`. */
export async function endMember(db: Db, of: OfIncubation, id: string, endsOn: string): Promise<void> {
  await db
    .update(circleMember)
    .set({ endsOn })
    .where(eq(circleMember.id, id))
    .catch((error: unknown) => onConstraint(error, circleRefusals(of, '/endsOn')))
}
