import { lazy, Suspense, type ComponentType, type ReactNode } from 'react'
import { loadWords, type Namespace } from '../lib/i18n.ts'
import { SeamsProvider, type Seams } from '../lib/seams.ts'
import { Late, Lines } from '../ui/states.tsx'

const seams: Seams = {
  PersonPicker: part(async () => (await import('../features/people/person-picker.tsx')).PersonPicker, 'people'),
  VenueRequests: part(async () => (await import('../features/venues/venue-requests.tsx')).VenueRequests, 'venues'),
  WorkshopSessions: part(
    async () => (await import('../features/sessions/workshop-sessions.tsx')).WorkshopSessions,
    'sessions',
  ),
  KeptSheets: part(async () => (await import('../features/attendance/kept-sheets.list.tsx')).KeptSheets, 'attendance'),
  SessionRegistrations: part(
    async () => (await import('../features/registrations/session-registrations.tsx')).SessionRegistrations,
    'registrations',
  ),
  PersonTrajectory: part(
    async () => (await import('../features/trajectories/person-trajectory.panel.tsx')).PersonTrajectory,
    'trajectories',
  ),
  GuestInvite: part(async () => (await import('../features/experts/guest-invite.tsx')).GuestInvite, 'experts'),
  PersonOutgoing: part(
    async () => (await import('../features/referrals/person-outgoing.panel.tsx')).PersonOutgoing,
    'referrals',
  ),
  PersonDuo: part(async () => (await import('../features/duos/person-duo.panel.tsx')).PersonDuo, 'duos'),
}

/** Where features meet: what one shows of another is put in here. */
export function SeamsOfApp({ children }: { children: ReactNode }) {
  return <SeamsProvider value={seams}>{children}</SeamsProvider>
}

/** A part of a feature, fetched with its words when a page of another feature first shows it. */
function part<P extends object>(load: () => Promise<ComponentType<P>>, ...words: Namespace[]): ComponentType<P> {
  const Fetched = lazy(async () => ({ default: (await Promise.all([load(), loadWords(words)]))[0] }))
  return function Part(props: P) {
    return (
      <Suspense
        fallback={
          <Late>
            <Lines count={1} />
          </Late>
        }
      >
        <Fetched {...props} />
      </Suspense>
    )
  }
}
