import type { PersonCandidate } from '@interra/contracts'
import { Button, Card, Group, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useDates } from '../../lib/use-dates.ts'
import { StatusBadge } from '../../ui/status-badge.tsx'
import { Name } from './names.tsx'

/** What tells two people of one name apart, contact data masked; what the reader may not see is absent. */
export function useHint(): (one: PersonCandidate) => string {
  const { t } = useTranslation('people')
  const dates = useDates()
  return ({ birthYear, phoneEnd, emailHint, memberSince }) =>
    [
      birthYear ? t('candidate.born', { year: birthYear }) : '',
      phoneEnd ? t('candidate.phone', { end: phoneEnd }) : '',
      emailHint ?? '',
      t('candidate.since', { day: dates.day(memberSince, 'month') }),
    ]
      .filter(Boolean)
      .join(' · ')
}

interface CandidatesProps {
  people: readonly PersonCandidate[]
  use: (person: PersonCandidate) => void
}

/** People who may be the one looked for: who, why, and the button that says so. */
export function Candidates({ people, use }: CandidatesProps) {
  const { t } = useTranslation('people')
  const hint = useHint()
  return (
    <Stack component="ul" gap="sm" p={0} m={0} style={{ listStyle: 'none' }} aria-label={t('candidate.list')}>
      {people.map((one) => (
        <Card key={one.id} component="li" padding="md">
          <Group justify="space-between" gap="sm">
            <Stack gap={4} flex="1 1 14rem">
              <Text fw={650}>
                <Name person={one} />
              </Text>
              <Text size="sm" c="dimmed">
                {hint(one)}
              </Text>
              <Group gap={6} aria-label={t('candidate.why')} role="group">
                {one.reasons.map((reason) => (
                  <StatusBadge key={reason} tone={reason === 'similar_name' ? 'neutral' : 'info'} icon="check">
                    {t(`reasons.${reason}`)}
                  </StatusBadge>
                ))}
              </Group>
            </Stack>
            <Button onClick={() => use(one)}>{t('candidate.use')}</Button>
          </Group>
        </Card>
      ))}
    </Stack>
  )
}
