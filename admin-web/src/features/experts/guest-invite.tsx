import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { GuestInviteProps } from '../../lib/seams.ts'
import { useCan } from '../../lib/session.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { InviteForm } from './guest.dialog.tsx'

/** Invites somebody where they were named: in a circle, in a jury. */
export function GuestInvite({ personId, siteId, name, guestRole }: GuestInviteProps) {
  const { t } = useTranslation('experts')
  const can = useCan()
  const [open, setOpen] = useState(false)
  if (!can('inviteGuest', siteId)) return null
  const close = () => setOpen(false)
  return (
    <>
      <Button variant="default" aria-label={`${t('access')}, ${name}`} onClick={() => setOpen(true)}>
        {t('access')}
      </Button>
      <Dialog opened={open} close={close} title={t('inviteNamed', { name })}>
        <InviteForm personId={personId} guestRole={guestRole} close={close} />
      </Dialog>
    </>
  )
}
