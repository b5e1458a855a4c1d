import { Button, Group, Text } from '@mantine/core'
import { useBlocker } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Dialog } from './dialog.tsx'

/** Asks before changes that are not saved are left: another page, another tab of it, a closed dialog, a closed window. */
export function UnsavedGuard({ when }: { when: () => boolean }) {
  const { t } = useTranslation()
  const leaving = useBlocker({
    shouldBlockFn: when,
    enableBeforeUnload: when,
    withResolver: true,
  })
  // Mounted only now: the key that closes the dialog below must not close this one in the same breath.
  if (leaving.status !== 'blocked') return null
  return (
    <Dialog opened close={() => leaving.reset()} title={t('leave.title')}>
      <Text mb="md">{t('leave.text')}</Text>
      <Group justify="flex-end">
        <Button variant="default" onClick={() => leaving.proceed()}>
          {t('leave.go')}
        </Button>
        <Button data-autofocus onClick={() => leaving.reset()}>
          {t('leave.stay')}
        </Button>
      </Group>
    </Dialog>
  )
}
