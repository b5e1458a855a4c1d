import { Alert, Button, Group, List, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useProblemWords } from '../../lib/problems.ts'
import { Icon } from '../../ui/icons.tsx'
import { StatusBadge } from '../../ui/status-badge.tsx'
import { waitingCount } from './queue.ts'
import type { useSheet } from './use-sheet.ts'

/** Whether what was marked is safe: sent, or waiting on this phone, or refused and why. */
export function SyncBanner({ sheet }: { sheet: ReturnType<typeof useSheet> }) {
  const { t } = useTranslation('attendance')
  const words = useProblemWords()
  const waiting = waitingCount(sheet.kept)
  return (
    <Stack gap="xs">
      <Group gap="xs" role="status" data-waiting={waiting}>
        {sheet.offline && (
          <StatusBadge tone="warn" icon="offline">
            {t('sync.offline')}
          </StatusBadge>
        )}
        {waiting > 0 ? (
          <StatusBadge tone="info" icon="clock">
            {t('sync.waiting', { count: waiting })}
          </StatusBadge>
        ) : (
          <StatusBadge tone="good">{t('sync.saved')}</StatusBadge>
        )}
      </Group>
      {sheet.problem && (
        <Alert role="alert" icon={<Icon name="warn" />} title={words.title(sheet.problem)}>
          <Group justify="space-between">
            <Text size="sm">{t('sync.kept')}</Text>
            <Button size="compact-md" variant="light" onClick={sheet.retry}>
              {t('sync.retry')}
            </Button>
          </Group>
        </Alert>
      )}
      {sheet.kept.refused.length > 0 && (
        <Alert role="alert" icon={<Icon name="warn" />} title={t('sync.refused')}>
          <List size="sm" mb="xs">
            {sheet.kept.refused.map(({ mark, name, code }) => (
              <List.Item key={mark.id}>
                <bdi>{name}</bdi> : {words.field({ pointer: '', code, params: {} })}
              </List.Item>
            ))}
          </List>
          <Button size="compact-md" variant="light" onClick={sheet.dismissRefused}>
            {t('sync.read')}
          </Button>
        </Alert>
      )}
    </Stack>
  )
}
