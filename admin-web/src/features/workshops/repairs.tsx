import type { PublishCondition, Workshop, WorkshopHost } from '@interra/contracts'
import { getRouteApi } from '@tanstack/react-router'
import { useState, type ReactNode } from 'react'
import { useSeams } from '../../lib/seams.ts'
import { AddHostDialog } from './add-host.dialog.tsx'
import { ChangeWorkshopDialog } from './change-workshop.dialog.tsx'
import { HostDialog } from './host.dialog.tsx'

const route = getRouteApi('/in/workshops/$workshopId')

/** For each condition, the way to put it right, and the dialogs that this opens. */
export function useRepairs(workshop: Workshop): {
  start: Readonly<Partial<Record<PublishCondition, () => void>>>
  dialogs: ReactNode
} {
  const navigate = route.useNavigate()
  const { WorkshopSessions } = useSeams()
  /** `workshop`, `host` for a new one, or the id of a host. */
  const [open, setOpen] = useState<string | null>(null)
  const close = () => setOpen(null)
  const openHost = (lacking: (host: WorkshopHost) => boolean) => {
    const host = workshop.hosts.find(lacking)
    return host ? { start: () => setOpen(host.id) } : undefined
  }
  const sessions = () => void navigate({ search: { tab: 'sessions' } })
  const staffPlanned = workshop.firstSessions.planned > 0 && WorkshopSessions !== undefined
  const untrained = openHost(({ trained }) => !trained)
  const unsigned = openHost(({ commitment }) => commitment === null)
  return {
    start: {
      category_chosen: () => setOpen('workshop'),
      host_named: () => setOpen('host'),
      ...(untrained && { host_trained: untrained.start }),
      ...(unsigned && { commitment_signed: unsigned.start }),
      room_confirmed: () => setOpen('workshop'),
      first_sessions_staffed: staffPlanned ? sessions : () => setOpen('workshop'),
    },
    dialogs: (
      <>
        <ChangeWorkshopDialog workshop={workshop} opened={open === 'workshop'} close={close} />
        <AddHostDialog workshop={workshop} opened={open === 'host'} close={close} />
        <HostDialog workshop={workshop} host={workshop.hosts.find(({ id }) => id === open) ?? null} close={close} />
      </>
    ),
  }
}
