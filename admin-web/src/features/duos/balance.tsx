import { Card, Group, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { query } from '../../lib/query.ts'
import { StatusBadge } from '../../ui/status-badge.tsx'
import { shownMissing } from './shown-missing.ts'
import { useMissingWords } from './use-words.ts'

/** How many wait on each side, how long, and who is missing, in words. */
export function Balance({ siteId }: { siteId: string }) {
  const { t } = useTranslation('duos')
  const words = useMissingWords(siteId)
  const { data } = useQuery(query('getPoolBalance', { query: { siteId } }))
  if (!data) return null
  const { newcomers, locals, newcomerDays, localDays, newcomersPastLimit, localsPastLimit, missing } = data
  return (
    <Card>
      <Stack gap="xs">
        <Group gap="lg">
          <SideLine
            who={t('people.newcomer', { count: newcomers })}
            days={newcomerDays}
            pastLimit={newcomersPastLimit}
          />
          <SideLine who={t('people.local', { count: locals })} days={localDays} pastLimit={localsPastLimit} />
        </Group>
        {missing.length > 0 && (
          <Text size="sm">
            <strong>{t('missing.lead')}</strong>{' '}
            {shownMissing(missing, 4)
              .map((one) => words(one))
              .join(' · ')}
          </Text>
        )}
      </Stack>
    </Card>
  )
}

function SideLine({ who, days, pastLimit }: { who: string; days: number | null; pastLimit: number }) {
  const { t } = useTranslation('duos')
  return (
    <Group gap="xs">
      <Text>{days === null ? who : t('balance.side', { who, days: t('balance.days', { count: days }) })}</Text>
      {pastLimit > 0 && (
        <StatusBadge tone="warn" icon="warn">
          {t('balance.pastLimit', { count: pastLimit })}
        </StatusBadge>
      )}
    </Group>
  )
}
