import { broken, type FigureChange } from '@interra/contracts'
import type { Database, Db } from '../../platform/db/database.ts'
import type { Scope } from '../../platform/http/context.ts'
import { dayIn, homeTimeZone } from '../../platform/local-day.ts'
import { indicatorWith } from '../impact/registry.sql.ts'
import { changeOf, type Evidence, type FactRow } from './change.ts'

export interface ChangeQuestion {
  readonly indicatorId: string
  readonly from: string
  readonly to: string
  readonly siteId: string
  readonly since: Date
  readonly until: Date
  /** What a report said by another definition. */
  readonly told?: number
}

/** Throws `rule-broken` for what has no sum of its records. */
export async function explain(database: Database, scope: Scope, question: ChangeQuestion): Promise<FigureChange> {
  const { indicatorId, from, to, siteId, since, until, told } = question
  const found = indicatorWith(indicatorId)
  if (!found || !['count', 'sum', 'weekly', 'ratio'].includes(found.indicator.kind))
    throw broken('rule-broken', '/query/indicator', { rule: 'not-for-this-kind' })
  if (from >= to) throw broken('rule-broken', '/query/to', { rule: 'before-start' })
  const { indicator, facts } = found
  const once = facts.oncePerKey ? 'distinct on (f.key)' : ''
  const text = `select ${once} f.key::text as key, f.person_id::text as "personId", f.numerator::float8 as numerator,
      f.denominator::float8 as denominator
    from (${facts.sql}) f where f.day >= $2::date and f.day < $3::date and $4::date is not null and f.part is null
    order by f.key, f.day`
  const rows = (at: Date) => (db: Db) =>
    db.hot<FactRow & Record<string, unknown>>({ name: `change ${indicatorId}`, text }, [
      [siteId],
      from,
      to,
      dayIn(homeTimeZone, at),
    ])
  const before = await database.report(scope, rows(since), since)
  const after = await database.report(scope, rows(until))
  const evidence = await database.report(scope, (db) => evidenceSince(db, facts.sql, siteId, since))
  const change = changeOf(indicator.kind, { before, after }, evidence, told)
  return { indicatorId, from, to, siteId, since: since.toISOString(), until: until.toISOString(), ...change }
}

interface Written extends Record<string, unknown> {
  readonly id: string
  readonly personId: string | null
  readonly entered: boolean
}

/** Says who a person is on a day: no figure counts its rows. */
const ofPeople = ['arrival_fact', 'language_record']

/** What was written after an instant in the tables that a statement reads. */
async function evidenceSince(db: Db, sql: string, siteId: string, since: Date): Promise<Evidence> {
  const [merged, known] = [new Set<string>(), new Set<string>()]
  const [entered, corrected, enteredOf, correctedOf] = [
    new Set<string>(),
    new Set<string>(),
    new Set<string>(),
    new Set<string>(),
  ]
  for (const { name, hasPerson } of await tablesOf(db, sql)) {
    const isOfPeople = ofPeople.includes(name)
    for (const { id, personId, entered: isNew } of await writtenIn(db, name, hasPerson, siteId, since)) {
      if (isOfPeople || (name === 'person' && !isNew)) known.add(personId ?? id)
      if (isOfPeople || (name === 'person' && !isNew)) continue
      ;(isNew ? entered : corrected).add(id)
      if (personId !== null) (isNew ? enteredOf : correctedOf).add(personId)
    }
  }
  for (const { id, into } of await mergedSince(db, siteId, since)) for (const one of [id, into]) merged.add(one)
  return { merged, entered, corrected, enteredOf, correctedOf, known }
}

/** Versioned tables with an id that the statement names; and those that say who a person is. */
function tablesOf(db: Db, sql: string) {
  const named = [...sql.matchAll(/\b(?:from|join)\s+([a-z_]+)/g)].flatMap(([, name]) => name ?? [])
  const text = `select c.relname::text as name, exists (select from pg_attribute p
      where p.attrelid = c.oid and p.attname = 'person_id' and not p.attisdropped) as "hasPerson"
    from pg_class c where c.relnamespace = 'public'::regnamespace and c.relname = any ($1)
      and to_regclass(format('history.%I', c.relname)) is not null
      and (select count(*) from pg_attribute a where a.attrelid = c.oid and a.attname in ('id', 'site_id')) = 2
    order by c.relname`
  return db.hot<{ name: string; hasPerson: boolean }>({ name: 'change tables', text }, [
    [...new Set([...named, 'person', ...ofPeople])],
  ])
}

function writtenIn(db: Db, name: string, hasPerson: boolean, siteId: string, since: Date): Promise<Written[]> {
  const person = hasPerson ? 'x.person_id' : 'null::uuid'
  const text = `
    select x.id, ${person} as "personId", not exists (select from history.${name} h
        where h.id = x.id and h.recorded_from <= $2) as entered
    from ${name} x where x.site_id = $1 and x.recorded_at > $2
    union
    select x.id, ${person}, false from history.${name} x
    where x.site_id = $1 and x.recorded_from <= $2 and x.recorded_to > $2`
  return db.hot<Written>({ name: `change in ${name}`, text }, [siteId, since])
}

function mergedSince(db: Db, siteId: string, since: Date): Promise<{ id: string; into: string }[]> {
  const text = `select p.id, coalesce(p.merged_into_id, h.merged_into_id) as into
    from person p join history.person h on h.id = p.id and h.recorded_from <= $2 and h.recorded_to > $2
    where p.site_id = $1 and p.merged_into_id is distinct from h.merged_into_id`
  return db.hot<{ id: string; into: string }>({ name: 'change merged', text }, [siteId, since])
}
