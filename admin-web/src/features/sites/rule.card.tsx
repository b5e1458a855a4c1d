import type { PolicyDecision, PolicyKey } from '@interra/contracts'
import { Button, Card, Group, Stack, Text, Title } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCan } from '../../lib/session.ts'
import { useDates } from '../../lib/use-dates.ts'
import { StatusBadge } from '../../ui/status-badge.tsx'
import { inForce, useRuleWords } from './rule-words.ts'
import { RuleDialog } from './rule.dialog.tsx'
import { RuleHistory } from './rule-history.tsx'
import { useWithdrawal } from './sites.queries.ts'

interface RuleCardProps {
  siteId: string
  rule: PolicyKey
  /** Of this rule, the latest first. */
  decisions: readonly PolicyDecision[]
}

/** One rule: what it says, its value today, what is coming, what it was. */
export function RuleCard({ siteId, rule, decisions }: RuleCardProps) {
  const { t } = useTranslation('sites')
  const words = useRuleWords()
  const mayChange = useCan()('setPolicy', siteId)
  const [changing, setChanging] = useState(false)
  const today = useDates().now().date
  const present = inForce(decisions, today)
  const title = t(`rules.${rule}.title`)
  return (
    <Card component="section">
      <Stack gap="sm">
        <Title order={2}>{title}</Title>
        <Text size="sm" c="dimmed">
          {t(`rules.${rule}.about`)}
        </Text>
        {present && (
          <Text fw={650} size={typeof present.value === 'object' ? 'md' : 'xl'}>
            {words(rule, present.value)} <Since decision={present} />
          </Text>
        )}
        {decisions
          .filter(({ startsOn }) => startsOn > today)
          .map((decision) => (
            <Coming key={decision.id} siteId={siteId} decision={decision} mayChange={mayChange} />
          ))}
        <RuleHistory decisions={decisions} label={t('rules.historyOf', { rule: title })}>
          {mayChange && present && (
            <Button variant="light" aria-label={t('rules.changeOf', { rule: title })} onClick={() => setChanging(true)}>
              {t('rules.change')}
            </Button>
          )}
        </RuleHistory>
      </Stack>
      {present && <RuleDialog siteId={siteId} present={present} opened={changing} close={() => setChanging(false)} />}
    </Card>
  )
}

function Since({ decision: { startsOn, decidedBy } }: { decision: PolicyDecision }) {
  const { t } = useTranslation('sites')
  const dates = useDates()
  const words = decidedBy === null ? t('rules.always') : t('rules.since', { day: dates.day(startsOn) })
  return (
    <Text span size="sm" c="dimmed" fw={400}>
      {words}
    </Text>
  )
}

function Coming(props: { siteId: string; decision: PolicyDecision; mayChange: boolean }) {
  const { siteId, decision, mayChange } = props
  const { t } = useTranslation('sites')
  const dates = useDates()
  const words = useRuleWords()
  const withdraw = useWithdrawal(siteId)
  const day = dates.day(decision.startsOn)
  return (
    <Group gap="sm">
      <StatusBadge tone="info" icon="clock">
        {t('rules.coming', { day })}
      </StatusBadge>
      <Text>{words(decision.key, decision.value)}</Text>
      {mayChange && (
        <Button
          variant="subtle"
          size="compact-md"
          aria-label={t('rules.withdrawOf', { day })}
          onClick={() => withdraw(decision)}
        >
          {t('rules.withdraw')}
        </Button>
      )}
    </Group>
  )
}
