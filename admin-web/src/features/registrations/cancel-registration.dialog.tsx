import type { CancelRegistration, Registration } from '@interra/contracts'
import { Radio, Stack, Text, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Dialog } from '../../ui/dialog.tsx'
import { ActForm } from '../../ui/form/act-form.tsx'
import { useActForm } from '../../ui/form/use-act-form.ts'
import { say } from '../../ui/undo-bar.tsx'
import { useRegistrationWords } from './registration-words.ts'
import { oneRegistration, staleRegistrations } from './registrations.queries.ts'

interface CancelRegistrationProps {
  /** Nobody: closed. */
  registration: Registration | null
  /** Persons on the waiting list. */
  waiting: number
  close: () => void
}

/** Who asks for it decides whether the person may register again; ours needs a reason. */
export function CancelRegistrationDialog({ registration, waiting, close }: CancelRegistrationProps) {
  const { t } = useTranslation('registrations')
  const words = useRegistrationWords()
  const title = registration ? t('cancelOf', { name: words.name(registration) }) : t('cancelTitle')
  return (
    <Dialog opened={registration !== null} close={close} title={title}>
      {registration && <CancelForm registration={registration} waiting={waiting} close={close} />}
    </Dialog>
  )
}

interface Values extends Record<string, unknown> {
  by: CancelRegistration['by']
  reason: string
}

interface CancelFormProps {
  registration: Registration
  waiting: number
  close: () => void
}

function CancelForm({ registration, waiting, close }: CancelFormProps) {
  const { t } = useTranslation('registrations')
  const initial: Values = { by: 'person', reason: '' }
  const form = useActForm('cancelRegistration', {
    initial,
    input: oneRegistration(registration),
    stale: staleRegistrations,
    onDone: () => {
      close()
      say(t('cancelled'))
    },
  })
  const ours = form.values.by === 'organisation'
  return (
    <ActForm form={form} submit={t('cancelSubmit')} cancel={close} cancelWords={t('cancelBack')} guard={false}>
      {registration.status !== 'waitlisted' && waiting > 0 && <Text>{t('next', { count: waiting })}</Text>}
      <Radio.Group {...form.field('by', t('cancelBy'))}>
        <Stack gap="xs" mt="xs">
          <Radio value="person" label={t('by.person')} />
          <Radio value="organisation" label={t('by.organisation')} description={t('byOrganisationHint')} />
        </Stack>
      </Radio.Group>
      <TextInput {...form.field('reason', t('reason'))} required={ours} />
    </ActForm>
  )
}
