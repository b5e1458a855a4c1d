import { policiesBeginOn, type PolicyDecision } from '@interra/contracts'
import { Button, Group, Stack, Text } from '@mantine/core'
import { useId, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useDates } from '../../lib/use-dates.ts'
import { Icon } from '../../ui/icons.tsx'
import { useRuleWords } from './rule-words.ts'
import css from './sites.module.css'

interface RuleHistoryProps {
  decisions: readonly PolicyDecision[]
  label: string
  /** Beside the button that opens it. */
  children: ReactNode
}

/** Every value a rule had: from when, decided by whom, and why. */
export function RuleHistory({ decisions, label, children }: RuleHistoryProps) {
  const { t } = useTranslation('sites')
  const [opened, setOpened] = useState(false)
  const id = useId()
  return (
    <Stack gap="sm">
      <Group justify="space-between">
        <Button
          variant="default"
          rightSection={<Icon name={opened ? 'up' : 'down'} size={16} />}
          aria-label={label}
          aria-expanded={opened}
          aria-controls={id}
          onClick={() => setOpened(!opened)}
        >
          {t('rules.history')}
        </Button>
        {children}
      </Group>
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
