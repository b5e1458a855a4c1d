import Type, { type Static } from 'typebox'
import { personal } from './personal-data.ts'
import { closed, Instant, Labels, line, nullable, Uuid } from './primitives.ts'

/** A colleague: the account and the name on it. */
export const StaffRef = closed('StaffRef', { id: Uuid, name: line() })
export type StaffRef = Static<typeof StaffRef>

/** A member, as other records name them. */
export const PersonRef = closed('PersonRef', { personId: Uuid, name: personal('C1', line(260)) })
export type PersonRef = Static<typeof PersonRef>

/** A term of a taxonomy of the site. */
export const TermRef = closed('TermRef', { id: Uuid, code: Type.String(), labels: Labels })
export type TermRef = Static<typeof TermRef>

/** What was done to a record: the act, by whom, why, and the names of the members that changed. */
export const HistoryEntry = closed('HistoryEntry', {
  at: Instant,
  act: Type.String({ description: '`workshop.published` and the like' }),
  by: nullable(line()),
  reason: personal('C3', nullable(Type.String())),
  fields: Type.Array(Type.String()),
})
export type HistoryEntry = Static<typeof HistoryEntry>
