import Type, { type TSchema } from 'typebox'
import type { KeyKind, Role } from './rights.ts'

/**
 * Classes of personal data (domain reference 4.2). `C1.first` is the given name alone: what a host of a session may read.
 * C0 public, C1 names, C2 contact, C3 profile and what the team notes about people (reasons, remarks), C4 migration, C5 sensitive, C6 social and legal notes, C7 incubation file,
 * C8 jury scores, C9 audit and consent records, C10 aggregates.
 */
export const dataClasses = ['C0', 'C1.first', 'C1', 'C2', 'C3', 'C4', 'C5', 'C6', 'C7', 'C8', 'C9', 'C10'] as const
export type DataClass = (typeof dataClasses)[number]

/** Which classes a role reads. One table; the projection, the screens' masks and the tests read it. */
export const readableClasses: Readonly<Record<Role, readonly DataClass[]>> = {
  admin: ['C0', 'C1.first', 'C1', 'C2', 'C3', 'C4', 'C7', 'C8', 'C9', 'C10'],
  programme_lead: ['C0', 'C1.first', 'C1', 'C2', 'C3', 'C4', 'C5', 'C7', 'C8', 'C9', 'C10'],
  coordinator: ['C0', 'C1.first', 'C1', 'C2', 'C3', 'C4', 'C5', 'C7', 'C8', 'C9', 'C10'],
  social_officer: ['C0', 'C1.first', 'C1', 'C2', 'C3', 'C4', 'C5', 'C6', 'C9', 'C10'],
  evaluator: ['C0', 'C10'],
  dpo: ['C0', 'C9', 'C10'],
  reader: ['C0', 'C10'],
  host: ['C0', 'C1.first'],
  helper: ['C0', 'C1.first', 'C1'],
  coach: ['C0', 'C1.first', 'C1', 'C2', 'C7'],
  expert: ['C0', 'C1.first', 'C1', 'C7'],
  mentor: ['C0', 'C1.first', 'C1', 'C7'],
  juror: ['C0', 'C7', 'C8'],
  partner_agent: ['C0'],
}

/** Which classes a key reads: a partner, of whom it sent, what it sent. */
export const classesOfKeys: Readonly<Record<KeyKind, readonly DataClass[]>> = {
  partner: ['C0', 'C1.first', 'C1', 'C2', 'C3', 'C4'],
  reporting: ['C0', 'C10'],
}

const mark = 'x-personal-data'

/**
 * Marks a member as personal data of a class. The member becomes optional: for a reader who may not see the class it is
 * left out of the answer (absent), while `null` keeps meaning "not known". A filter or an order by such data is marked
 * too: who may not read it may not ask by it.
 */
export function personal<T extends TSchema>(dataClass: DataClass, schema: T) {
  const marked = { [mark]: { value: dataClass, enumerable: true } }
  // what the builder knows of its kind is not enumerable: a spread would lose it
  return Type.Optional<T>(Object.defineProperties({}, { ...Object.getOwnPropertyDescriptors(schema), ...marked }) as T)
}

/** The class a schema is marked with, if any. */
export function classOf(schema: TSchema): DataClass | undefined {
  return (schema as unknown as Record<string, unknown>)[mark] as DataClass | undefined
}
