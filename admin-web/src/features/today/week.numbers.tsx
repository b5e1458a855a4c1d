import type { Today } from '@interra/contracts'
import { Card, SimpleGrid, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import css from './today.module.css'

/** The last seven days beside the seven before: a trend at a glance, the figures page for the rest. */
export function WeekNumbers({ day }: { day: Today }) {
  const { t } = useTranslation('today')
  const { week } = day
  const numbers = [
    { name: 'sessionsHeld', now: week.sessionsHeld, before: week.sessionsHeldBefore },
    { name: 'attendances', now: week.attendances, before: week.attendancesBefore },
  ] as const
  return (
    <SimpleGrid cols={2} spacing="md">
      {numbers.map(({ name, now, before }) => (
        <Card key={name} padding="md">
          <Text size="sm" c="dimmed">
            {t(`week.${name}`)}
          </Text>
          <span className={css['number']}>{now}</span>
          <Text size="sm" c="dimmed">
            {t('week.before', { before })}
          </Text>
        </Card>
      ))}
    </SimpleGrid>
  )
}
