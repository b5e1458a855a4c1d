import type { ProposalRow } from '@interra/contracts'
import { Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useDates } from '../../lib/use-dates.ts'
import { StatusBadge } from '../../ui/status-badge.tsx'

/** What is to be done next and by when. */
export function NextStep({ proposal: { nextStep } }: { proposal: Pick<ProposalRow, 'nextStep'> }) {
  const { t } = useTranslation('proposals')
  const dates = useDates()
  if (!nextStep) return <StatusBadge tone="good">{t('allSteps')}</StatusBadge>
  const day = dates.day(nextStep.dueOn, 'short')
  return (
    <Stack gap={2} align="flex-start">
      <Text>{t(`steps.${nextStep.step}`)}</Text>
      {nextStep.overdue ? (
        <StatusBadge tone="warn">{t('overdue', { day })}</StatusBadge>
      ) : (
        <Text size="sm" c="dimmed">
          {t('before', { day })}
        </Text>
      )}
    </Stack>
  )
}

/** How many needs nobody covers yet. */
export function Uncovered({ proposal: { needsUncovered } }: { proposal: Pick<ProposalRow, 'needsUncovered'> }) {
  const { t } = useTranslation('proposals')
  if (needsUncovered === 0) return <Text c="dimmed">{t('needs.none')}</Text>
  return (
    <StatusBadge tone="warn" icon="warn">
      {t('needs.open', { count: needsUncovered })}
    </StatusBadge>
  )
}
