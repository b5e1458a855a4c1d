import { interlabGuestRoles, type InterlabGuestRole } from '@interra/contracts'
import { NativeSelect, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSeams, type Picked } from '../../lib/seams.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { ActForm } from '../../ui/form/act-form.tsx'
import { useActForm } from '../../ui/form/use-act-form.ts'
import { say } from '../../ui/undo-bar.tsx'
import { staleGuests } from './expert-words.ts'

interface DialogProps {
  opened: boolean
  close: () => void
}

/** Whom to invite, then as what and until when: an account and its role in one act. */
export function InviteGuestDialog({ opened, close }: DialogProps) {
  const { t } = useTranslation('experts')
  const { PersonPicker } = useSeams()
  const [person, setPerson] = useState<Picked | null>(null)
  const leave = () => {
    setPerson(null)
    close()
  }
  return (
    <Dialog opened={opened} close={leave} title={t('add.guests')}>
      <PersonPicker label={t('form.person')} value={person} onChange={setPerson} />
      {person && <InviteForm key={person.personId} personId={person.personId} close={leave} />}
    </Dialog>
  )
}

interface Values extends Record<string, unknown> {
  role: InterlabGuestRole
  email: string
  expiresOn: string
}

interface InviteFormProps {
  personId: string
  /** What they were named for; they choose when absent. */
  guestRole?: InterlabGuestRole
  close: () => void
}

export function InviteForm({ personId, guestRole = 'coach', close }: InviteFormProps) {
  const { t } = useTranslation('experts')
  const initial: Values = { role: guestRole, email: '', expiresOn: '' }
  const form = useActForm('inviteGuest', {
    initial,
    input: { params: { personId } },
    stale: staleGuests,
    onDone: () => {
      close()
      say(t('done.invited'))
    },
  })
  return (
    <ActForm form={form} submit={t('invite')} cancel={close} guard={false}>
      <NativeSelect
        {...form.field('role', t('form.role'))}
        mt="md"
        data={interlabGuestRoles.map((value) => ({ value, label: t(`roles.${value}`) }))}
      />
      <Text size="sm" c="dimmed">
        {t('form.sharing')}
      </Text>
      <TextInput
        {...form.field('email', t('form.email'))}
        description={t('form.emailHint')}
        type="email"
        autoComplete="off"
      />
      <TextInput {...form.field('expiresOn', t('form.expiresOn'))} type="date" />
    </ActForm>
  )
}
