import { Button, Group, Text } from '@mantine/core'
import { useBlocker } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Dialog } from './dialog.tsx'

/** Asks before a page with changes that are not saved is left. A change of the address's search is not leaving. */
export function UnsavedGuard({ when }: { when: boolean }) {
  const { t } = useTranslation()
  const leaving = useBlocker({
    shouldBlockFn: ({ current, next }) => when && current.pathname !== next.pathname,
    enableBeforeUnload: () => when,
    withResolver: true,
  })
  const blocked = leaving.status === 'blocked'
  return (
    <Dialog opened={blocked} close={() => leaving.reset?.()} title={t('leave.title')}>
      <Text mb="md">{t('leave.text')}</Text>
      <Group justify="flex-end">
        <Button variant="default" onClick={() => leaving.proceed?.()}>
          {t('leave.go')}
        </Button>
        <Button data-autofocus onClick={() => leaving.reset?.()}>
          {t('leave.stay')}
        </Button>
      </Group>
    </Dialog>
  )
}
