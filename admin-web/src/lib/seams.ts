import type { InterlabGuestRole, Person, Session, VenueRequest } from '@interra/contracts'
import { createContext, useContext, type ComponentType, type ReactNode } from 'react'

/** A member who was picked. */
export interface Picked {
  readonly personId: string
  readonly name: string
}
export interface PersonPickerProps {
  label: string
  description?: string
  value: Picked | null
  onChange: (picked: Picked | null) => void
  error?: ReactNode
}
/** What a venue is asked for: one of the two. */
export interface VenueRequestsProps {
  siteId: string
  proposalId?: string
  workshopId?: string
  /** What one would ask for, to begin with. */
  wished?: string | null
  requests: readonly VenueRequest[]
}

/** What the duo side of a member's file needs to know of them. */
export type PersonOfDuo = Pick<Person, 'id' | 'siteId' | 'status' | 'age' | 'group'>

/** Who gets an access to InterLab, and as what. */
export interface GuestInviteProps {
  readonly personId: string
  readonly siteId: string
  readonly name: string
  readonly guestRole: InterlabGuestRole
}

/** Parts of one feature that another one shows. Features do not know each other: the app puts the parts in. */
export interface Seams {
  readonly PersonPicker: ComponentType<PersonPickerProps>
  readonly VenueRequests: ComponentType<VenueRequestsProps>
  /** The sessions of a workshop. */
  readonly WorkshopSessions?: ComponentType<{ workshopId: string }>
  /** The attendance sheets that open without network. */
  readonly KeptSheets?: ComponentType
  /** Who is registered for a session. */
  readonly SessionRegistrations?: ComponentType<{ session: Session }>
  /** The wish for a duo of a member, and their duos. */
  readonly PersonDuo?: ComponentType<{ person: PersonOfDuo }>
  /** From taking part to a business or a job, of a member. */
  readonly PersonTrajectory?: ComponentType<{ personId: string }>
  /** Whom of the partners a member was sent to. */
  readonly PersonOutgoing?: ComponentType<{ personId: string; siteId: string; mayAdd: boolean }>
  /** An access to InterLab for somebody who was named: a button. */
  readonly GuestInvite?: ComponentType<GuestInviteProps>
}

const SeamsContext = createContext<Seams | null>(null)
export const SeamsProvider = SeamsContext.Provider

/** The parts that the app put in. */
export function useSeams(): Seams {
  const seams = useContext(SeamsContext)
  if (seams === null) throw new Error('useSeams outside of the app')
  return seams
}
