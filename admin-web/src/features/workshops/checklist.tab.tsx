import type { Condition, PublishCondition, Workshop } from '@interra/contracts'
import { Button, Group, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAct } from '../../lib/query.ts'
import { useSeams } from '../../lib/seams.ts'
import { useCan } from '../../lib/session.ts'
import { useDates } from '../../lib/use-dates.ts'
import { Icon } from '../../ui/icons.tsx'
import { Panel } from '../../ui/panel.tsx'
import { StatusBadge } from '../../ui/status-badge.tsx'
import { useConditionWords } from './condition-words.ts'
import { useRepairs } from './repairs.tsx'
import { WaiveDialog } from './waive.dialog.tsx'
import { staleWorkshops } from './workshop-words.ts'
import css from '../../ui/line-list.module.css'

const tones = { met: 'good', missing: 'warn', waived: 'info' } as const
const icons = { met: 'check', missing: 'warn', waived: 'hand' } as const

/** What must be true before a workshop is published, what is missing, and how to put it right. */
export function Checklist({ workshop }: { workshop: Workshop }) {
  const { t } = useTranslation('workshops')
  const { VenueRequests } = useSeams()
  const [waived, setWaived] = useState<PublishCondition | null>(null)
  const repairs = useRepairs(workshop)
  return (
    <Stack>
      <Panel title={t('checklist.title')}>
        <Text c="dimmed">{t('checklist.lead')}</Text>
        <ul className={css['list']}>
          {workshop.conditions.map((condition) => (
            <ConditionLine
              key={condition.condition}
              workshop={workshop}
              condition={condition}
              repair={repairs.start[condition.condition]}
              waive={() => setWaived(condition.condition)}
            />
          ))}
        </ul>
      </Panel>
      <VenueRequests siteId={workshop.siteId} workshopId={workshop.id} requests={workshop.venueRequests} />
      {repairs.dialogs}
      <WaiveDialog workshop={workshop} condition={waived} close={() => setWaived(null)} />
    </Stack>
  )
}

interface ConditionLineProps {
  workshop: Workshop
  condition: Condition
  repair: (() => void) | undefined
  waive: () => void
}

function ConditionLine({ workshop, condition: { condition, state, waiver }, repair, waive }: ConditionLineProps) {
  const { t } = useTranslation('workshops')
  const can = useCan()
  const words = useConditionWords(workshop)(condition)
  const mayWaive = workshop.status !== 'ended' && can('waiveCondition', workshop.siteId)
  const mayRepair = workshop.status !== 'ended' && can('changeWorkshop', workshop.siteId)
  return (
    <li className={css['line']} data-condition={condition} data-state={state}>
      <Stack gap={4} flex={1} miw="14rem" align="flex-start">
        <Group gap="xs">
          <Text fw={600}>{words.asked}</Text>
          <StatusBadge tone={tones[state]} icon={icons[state]}>
            {t(`conditionStates.${state}`)}
          </StatusBadge>
        </Group>
        {state !== 'met' && <Text size="sm">{words.missing}</Text>}
        {waiver && <WaiverWords waiver={waiver} />}
      </Stack>
      <Group gap="xs">
        {state !== 'met' && mayRepair && repair && (
          <Button variant="light" h={40} onClick={repair}>
            {t(`repairs.${condition}`)}
          </Button>
        )}
        {state === 'missing' && mayWaive && (
          <Button variant="default" h={40} onClick={waive}>
            {t('waive.start')}
          </Button>
        )}
        {waiver && mayWaive && <WithdrawWaiver workshop={workshop} condition={condition} />}
      </Group>
    </li>
  )
}

function WaiverWords({ waiver: { reason, by, at } }: { waiver: NonNullable<Condition['waiver']> }) {
  const { t } = useTranslation('workshops')
  const dates = useDates()
  return <Text size="sm">{t('waive.words', { reason, by: by?.name ?? t('nobody'), day: dates.dayOf(at) })}</Text>
}

function WithdrawWaiver({ workshop, condition }: { workshop: Workshop; condition: PublishCondition }) {
  const { t } = useTranslation('workshops')
  const withdraw = useAct('withdrawWaiver', { stale: staleWorkshops })
  return (
    <Button
      variant="default"
      h={40}
      leftSection={<Icon name="undo" size={18} />}
      loading={withdraw.isPending}
      onClick={() => withdraw.mutate({ params: { workshopId: workshop.id, condition } })}
    >
      {t('waive.withdraw')}
    </Button>
  )
}
