import { policiesBeginOn, type PolicyDecision } from '@interra/contracts'
import { Button, Stack, Text } from '@mantine/core'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useDates } from '../../lib/use-dates.ts'
import { useRuleWords } from './rule-words.ts'
import css from './sites.module.css'

/** Every value a rule had: from when, decided by whom, and why. */
export function RuleHistory({ decisions, label }: { decisions: readonly PolicyDecision[]; label: string }) {
  const { t } = useTranslation('sites')
  const [opened, setOpened] = useState(false)
  const id = useId()
  return (
    <Stack gap="sm" flex={1} align="flex-start">
      <Button
        variant="subtle"
        aria-label={label}
        aria-expanded={opened}
        aria-controls={id}
        onClick={() => setOpened(!opened)}
      >
        {t('rules.history')}
      </Button>
      <ol id={id} className={css['history']} hidden={!opened}>
        {decisions.map((decision) => (
          <Moment key={decision.id} decision={decision} />
        ))}
      </ol>
    </Stack>
  )
}

function Moment({ decision: { key, value, startsOn, decidedBy, reason } }: { decision: PolicyDecision }) {
  const { t } = useTranslation('sites')
  const dates = useDates()
  const words = useRuleWords()
  const day =
    startsOn === policiesBeginOn ? t('rules.historyBegin') : t('rules.historyFrom', { day: dates.day(startsOn) })
  return (
    <li>
      <Text size="sm" fw={600}>
        {day}
      </Text>
      <Text>{words(key, value)}</Text>
      <Text size="sm" c="dimmed">
        {reason === null ? t('rules.initial') : t('rules.by', { name: decidedBy ?? '', reason })}
      </Text>
    </li>
  )
}
