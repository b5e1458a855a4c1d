import type { ProposalStep } from '@interra/contracts'
import { ActionIcon, Button, Checkbox, Group, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useDates } from '../../lib/use-dates.ts'
import { Icon } from '../../ui/icons.tsx'
import { StatusBadge } from '../../ui/status-badge.tsx'
import { offerUndo } from '../../ui/undo-bar.tsx'
import { useDuration } from './duration.ts'
import { useSetStep } from './proposals.queries.ts'
import css from './steps.module.css'

interface StepRowProps {
  proposalId: string
  step: ProposalStep
  mayChange: boolean
  edit: () => void
}
const taps = [15, 30] as const

/** One step: a tap says that it is done, another adds the time that it took. */
export function StepRow({ proposalId, step, mayChange, edit }: StepRowProps) {
  const { t } = useTranslation('proposals')
  const { set, wanted } = useSetStep(proposalId, step)
  const name = t(`steps.${step.step}`)
  const state = wanted ?? step.state
  const toggle = (done: boolean) =>
    set({ state: done ? 'done' : 'todo' }, () =>
      offerUndo(t(done ? 'done.step' : 'done.stepOpen', { step: name }), () => set({ state: step.state })),
    )
  return (
    <li className={css['step']} data-step={step.step} data-state={state}>
      <Checkbox
        checked={state !== 'todo'}
        disabled={!mayChange || step.state === 'waived'}
        onChange={({ currentTarget }) => toggle(currentTarget.checked)}
        label={name}
        classNames={{ label: css['name'] ?? '' }}
      />
      <div className={css['what']}>
        <StepFacts step={step} />
        {step.reason && <Text size="sm">{t('waivedBecause', { reason: step.reason })}</Text>}
        {step.note && <Text size="sm">{step.note}</Text>}
      </div>
      {mayChange && (
        <Group gap={4} wrap="nowrap" className={css['taps']}>
          {taps.map((minutes) => (
            <Button
              key={minutes}
              variant="light"
              size="compact-sm"
              h={36}
              aria-label={t('addMinutes', { minutes, step: name })}
              onClick={() => set({ addMinutes: minutes })}
            >
              {t('plusMinutes', { minutes })}
            </Button>
          ))}
          <ActionIcon size={36} aria-label={t('editStep', { step: name })} onClick={edit}>
            <Icon name="edit" size={18} />
          </ActionIcon>
        </Group>
      )}
    </li>
  )
}

function StepFacts({ step }: { step: ProposalStep }) {
  const { t } = useTranslation('proposals')
  const dates = useDates()
  const duration = useDuration()
  const day = dates.day(step.doneOn ?? step.dueOn, 'short')
  const facts = [
    step.state === 'done' && t('doneOn', { day }),
    step.state === 'todo' && !step.overdue && t('before', { day }),
    step.owner?.name ?? t('nobody'),
    step.minutes > 0 && duration(step.minutes),
  ].filter((fact) => fact !== false)
  return (
    <Group gap="xs">
      {step.overdue && <StatusBadge tone="warn">{t('overdue', { day })}</StatusBadge>}
      {step.state === 'waived' && <StatusBadge tone="info">{t('waived')}</StatusBadge>}
      <Text size="sm" c="dimmed">
        {facts.join(' · ')}
      </Text>
    </Group>
  )
}
