import {
  broken,
  holdsNationalNumber,
  problem,
  type ChangePerson,
  type NewPerson,
  type Person,
} from '@interra/contracts'
import { eq } from 'drizzle-orm'
import { recordAudit } from '../../platform/audit.ts'
import type { Db } from '../../platform/db/database.ts'
import type { Scope } from '../../platform/http/context.ts'
import { newId } from '../../platform/ids.ts'
import {
  findDuplicates,
  lockRegister,
  rememberDecisions,
  requireDecided,
  type Recognisable,
} from './duplicates.store.ts'
import { saveArrival, saveConsents, saveInterests, saveLanguages, standingConsents } from './facts.store.ts'
import { personColumns, requireGuardian, type PersonColumns } from './person.ts'
import { person } from './people.tables.ts'
import { dayAtSite, requirePartner, requireTerm } from './references.store.ts'

/** When, and by which account. */
export interface Occasion {
  readonly now: Date
  readonly by: string | null
}

/**
 * Surface: registers a member with everything known of them, and answers their id. Refuses probable duplicates that
 * nobody looked at, minors without their guardian's consent and impossible facts.
 */
export async function registerPerson(db: Db, scope: Scope, said: NewPerson, { now, by }: Occasion): Promise<string> {
  const { siteId, notSameAs, arrival, languages = [], interests = [], consents = [] } = said
  const today = await dayAtSite(db, scope, siteId, now)
  const columns = personColumns(said, today)
  requireGuardian(said.birth ?? null, today, consents, '/consents')
  await requireReferences(db, siteId, today, columns)

  await lockRegister(db, siteId)
  const candidates = await findDuplicates(db, scope, recognisable(said, columns))
  requireDecided(candidates, notSameAs)

  const file = { id: newId(), siteId, today, now, by }
  const { givenName = said.givenName, memberSince = today } = columns
  await db
    .insert(person)
    .values({ ...columns, id: file.id, siteId, givenName, memberSince, createdAt: now, createdBy: by })
  if (arrival) await saveArrival(db, file, arrival, '/arrival')
  await saveLanguages(db, file, languages)
  await saveInterests(db, file, interests)
  await saveConsents(db, file, consents)
  if (notSameAs) await rememberDecisions(db, file, candidates, notSameAs.reason)
  await recordAudit(db, { act: 'person.registered', siteId, entity: 'person', entityId: file.id })
  return file.id
}

export interface DoorPerson {
  /** The phone's id: sent again, nobody is registered twice. */
  readonly id: string
  readonly siteId: string
  readonly givenName: string
  readonly familyName?: string | null
  readonly at: Date
}
const addAtDoor = {
  name: 'person-at-door',
  text: `insert into person (id, site_id, given_name, family_name, member_since, created_at, created_by)
    select $1, $2, $3, $4, ($5::timestamptz at time zone time_zone)::date, $5, interra.actor() from site where id = $2
    on conflict (id) do nothing returning id`,
}

/**
 * Surface: registers somebody met at the door, a given name is enough; who they may already be is looked at later, on
 * their page. Throws `national-number-refused`, and `rule-broken` for a blank name.
 */
export async function registerAtDoor(
  db: Db,
  { id, siteId, givenName, familyName = null, at }: DoorPerson,
): Promise<void> {
  const written = Object.entries({ givenName, familyName }).find(([, name]) => name && holdsNationalNumber(name))
  if (written) throw broken('national-number-refused', `/${written[0]}`)
  const names = personColumns({ givenName, familyName }, '')
  const [added] = await db.hot<{ id: string }>(addAtDoor, [id, siteId, names.givenName, names.familyName, at])
  if (added) await recordAudit(db, { act: 'person.registered', siteId, entity: 'person', entityId: id })
}

/** Changes what is known of a person whose row the caller holds (`guardVersion`). `today` is at their site. */
export async function changePerson(
  db: Db,
  scope: Scope,
  { person: present, today }: { readonly person: Person; readonly today: string },
  said: ChangePerson,
  { now, by }: Occasion,
): Promise<void> {
  const { id, siteId, status } = present
  if (status !== 'active') throw problem('act-not-possible', { params: { state: status } })
  const columns = personColumns(said, today)
  await requireReferences(db, siteId, today, columns)
  if (said.birth) requireGuardian(said.birth, today, await standingConsents(db, id), '/birth')

  const { notSameAs, ...members } = said
  if (recognisedBy.some((member) => said[member] !== undefined)) {
    await lockRegister(db, siteId)
    const facts = recognisable({ ...present, ...said }, { ...present, ...known(columns) })
    const candidates = await findDuplicates(db, scope, facts, id)
    requireDecided(candidates, notSameAs)
    if (notSameAs) await rememberDecisions(db, { id, siteId, now, by }, candidates, notSameAs.reason)
  }
  const fields = Object.keys(members)
  if (fields.length > 0) await db.update(person).set(columns).where(eq(person.id, id))
  await recordAudit(db, { act: 'person.changed', siteId, entity: 'person', entityId: id, fields })
}

/** A change of one of these may reveal that two records are one person. */
const recognisedBy = ['givenName', 'familyName', 'ownScriptName', 'birth', 'email', 'phone'] as const

type Names = {
  readonly [K in 'givenName' | 'familyName' | 'ownScriptName' | 'email' | 'phone']?: PersonColumns[K] | undefined
}

/** Canonical where it was canonicalised, for the rest nothing is known. */
export function recognisable(said: Pick<ChangePerson, 'givenName' | 'birth'>, canonical: Names): Recognisable {
  const { givenName, familyName = null, ownScriptName = null, email = null, phone = null } = canonical
  return {
    givenName: givenName ?? said.givenName ?? '',
    familyName,
    ownScriptName,
    email,
    phone,
    birth: said.birth ?? null,
  }
}

/** The members that are not undefined, so that the others stay as they are. */
function known(columns: PersonColumns): Names {
  return Object.fromEntries(Object.entries(columns).filter(([, value]) => value !== undefined))
}

async function requireReferences(db: Db, siteId: string, today: string, columns: PersonColumns): Promise<void> {
  await requireTerm(db, siteId, today, 'channel', columns.heardThroughTermId, '/heardThroughId')
  await requirePartner(db, siteId, columns.referrerPartnerId)
}
