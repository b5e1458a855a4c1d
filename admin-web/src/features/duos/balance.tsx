import { Card, Group, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { query } from '../../lib/query.ts'
import { StatusBadge } from '../../ui/status-badge.tsx'
import { useMissingWords } from './use-words.ts'

/** How many wait on each side, how long, and who is missing, in words. */
export function Balance({ siteId }: { siteId: string }) {
  const { t } = useTranslation('duos')
  const words = useMissingWords(siteId)
  const { data } = useQuery(query('getPoolBalance', { query: { siteId } }))
  if (!data) return null
  const { newcomers, locals, newcomerDays, localDays, pastLimit, missing } = data
  return (
    <Card>
      <Stack gap="xs">
        <Group gap="lg">
          <Text>
            {t('balance.side', {
              who: t('people.newcomer', { count: newcomers }),
              days: t('balance.days', { count: newcomerDays ?? 0 }),
            })}
          </Text>
          <Text>
            {t('balance.side', {
              who: t('people.local', { count: locals }),
              days: t('balance.days', { count: localDays ?? 0 }),
            })}
          </Text>
          {pastLimit > 0 && (
            <StatusBadge tone="warn" icon="warn">
              {t('balance.pastLimit', { count: pastLimit })}
            </StatusBadge>
          )}
        </Group>
        {missing.length > 0 && (
          <Text size="sm">
            <strong>{t('missing.title')}</strong>{' '}
            {missing
              .slice(0, 4)
              .map((one) => words(one))
              .join(' · ')}
          </Text>
        )}
      </Stack>
    </Card>
  )
}
