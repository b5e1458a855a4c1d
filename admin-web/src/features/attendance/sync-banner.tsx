import { Alert, Button, Group, List, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useProblemWords } from '../../lib/problems.ts'
import { Icon } from '../../ui/icons.tsx'
import { StatusBadge } from '../../ui/status-badge.tsx'
import { waitingCount } from './queue.ts'
import type { SheetState } from './use-sheet.ts'

/** Whether what was marked is safe, in one word: sent, or waiting on this phone. */
export function SyncState({ sheet: { kept, offline } }: { sheet: SheetState }) {
  const { t } = useTranslation('attendance')
  const waiting = waitingCount(kept)
  const words = [offline ? t('sync.offline') : '', waiting > 0 ? t('sync.waiting', { count: waiting }) : '']
    .filter(Boolean)
    .join(' · ')
  return (
    <div role="status" data-waiting={waiting}>
      {words === '' ? (
        <StatusBadge tone="good">{t('sync.saved')}</StatusBadge>
      ) : (
        <StatusBadge tone={offline ? 'warn' : 'info'} icon={offline ? 'offline' : 'clock'}>
          {words}
        </StatusBadge>
      )}
    </div>
  )
}

/** Why marks could not be sent, or will never be taken. */
export function SyncProblems({ sheet }: { sheet: SheetState }) {
  const { t } = useTranslation('attendance')
  const words = useProblemWords()
  return (
    <>
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
            {sheet.kept.refused.map((one) => (
              <List.Item key={'mark' in one ? one.mark.id : one.headCount.observedAt}>
                {'mark' in one ? <bdi>{one.name}</bdi> : t('heads.counted', { count: one.headCount.heads })} :{' '}
                {words.field({ pointer: '', code: one.code, params: {} })}
              </List.Item>
            ))}
          </List>
          <Button size="compact-md" variant="light" onClick={sheet.dismissRefused}>
            {t('sync.read')}
          </Button>
        </Alert>
      )}
    </>
  )
}
