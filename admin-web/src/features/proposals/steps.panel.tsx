import type { Proposal, ProposalStep } from '@interra/contracts'
import { Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCan } from '../../lib/session.ts'
import { Panel } from '../../ui/panel.tsx'
import { StepDialog } from './step.dialog.tsx'
import { StepRow } from './step-row.tsx'
import css from './steps.module.css'
import { useDuration } from './duration.ts'

/** The founders' steps with a host, each with who, by when, how far, and the time it took. */
export function Steps({ proposal }: { proposal: Proposal }) {
  const { t } = useTranslation('proposals')
  const can = useCan()
  const duration = useDuration()
  const [edited, setEdited] = useState<ProposalStep['step'] | null>(null)
  const over = proposal.status === 'withdrawn' || proposal.status === 'declined'
  const mayChange = !over && can('setStep', proposal.siteId)
  const left = proposal.steps.filter(({ state }) => state === 'todo').length
  const total = proposal.steps.length
  return (
    <Panel
      title={t('stepsTitle')}
      aside={
        <Text size="sm" c="dimmed">
          {t('progress', { done: total - left, total, time: duration(proposal.minutes) })}
        </Text>
      }
    >
      <ol className={css['steps']}>
        {proposal.steps.map((step) => (
          <StepRow
            key={step.step}
            proposalId={proposal.id}
            step={step}
            mayChange={mayChange}
            edit={() => setEdited(step.step)}
          />
        ))}
      </ol>
      <StepDialog
        proposal={proposal}
        step={proposal.steps.find(({ step }) => step === edited) ?? null}
        close={() => setEdited(null)}
      />
    </Panel>
  )
}
