import { Button, Card, PasswordInput, Stack, Text, Title } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ActForm } from '../../ui/form/act-form.tsx'
import { useActForm } from '../../ui/form/use-act-form.ts'
import { say } from '../../ui/undo-bar.tsx'

/** Changes the password of whoever knows the present one. */
export function PasswordCard() {
  const { t } = useTranslation('profile')
  const [open, setOpen] = useState(false)
  return (
    <Card component="section">
      <Stack gap="sm" align="flex-start">
        <Title order={2}>{t('password.title')}</Title>
        {open ? (
          <Change close={() => setOpen(false)} />
        ) : (
          <Button variant="default" onClick={() => setOpen(true)}>
            {t('password.change')}
          </Button>
        )}
      </Stack>
    </Card>
  )
}

function Change({ close }: { close: () => void }) {
  const { t } = useTranslation('profile')
  const form = useActForm('changePassword', {
    initial: { currentPassword: '', newPassword: '' },
    stale: [],
    onDone: () => {
      say(t('password.changed'))
      close()
    },
  })
  const toggle = { 'aria-label': t('password.show') }
  return (
    <ActForm form={form} submit={t('password.change')} cancel={close} guard={false}>
      <PasswordInput
        {...form.field('currentPassword', t('password.current'))}
        autoComplete="current-password"
        autoFocus
        visibilityToggleButtonProps={toggle}
      />
      <PasswordInput
        {...form.field('newPassword', t('password.new'))}
        description={t('password.text')}
        autoComplete="new-password"
        visibilityToggleButtonProps={toggle}
      />
      <Text size="sm" c="dimmed">
        {t('password.others')}
      </Text>
    </ActForm>
  )
}
