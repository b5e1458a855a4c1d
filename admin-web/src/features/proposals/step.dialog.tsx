import type { Proposal, ProposalStep, StepState } from '@interra/contracts'
import { Select, SegmentedControl, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { useColleagues } from '../../lib/choices.ts'
import { query } from '../../lib/query.ts'
import { useDates } from '../../lib/use-dates.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { ActForm } from '../../ui/form/act-form.tsx'
import { inWords } from '../../ui/form/in-words.ts'
import { useActForm } from '../../ui/form/use-act-form.ts'
import { staleProposals } from './proposals.queries.ts'

interface StepDialogProps {
  proposal: Proposal
  step: ProposalStep | null
  close: () => void
}

/** Everything about a step: state, who, by when, a note. */
export function StepDialog({ proposal, step, close }: StepDialogProps) {
  const { t } = useTranslation('proposals')
  return (
    <Dialog opened={step !== null} close={close} title={step && t(`steps.${step.step}`)}>
      {step && <StepForm key={step.step} proposal={proposal} step={step} close={close} />}
    </Dialog>
  )
}

interface Values extends Record<string, unknown> {
  state: StepState
  reason: string
  doneOn: string
  dueOn: string
  ownerId: string | null
  note: string
}
const valuesOf = (step: ProposalStep, today: string): Values => ({
  state: step.state,
  reason: step.reason ?? '',
  doneOn: step.doneOn ?? today,
  dueOn: step.dueBy === 'hand' ? step.dueOn : '',
  ownerId: step.owner?.id ?? null,
  note: step.note ?? '',
})
const states = ['todo', 'done', 'waived'] as const

function StepForm({ proposal, step, close }: { proposal: Proposal; step: ProposalStep; close: () => void }) {
  const { t } = useTranslation(['proposals', 'common'])
  const colleagues = useColleagues(proposal.siteId)
  const today = useDates().now().date
  const label = useId()
  const client = useQueryClient()
  const form = useActForm('setStep', {
    initial: valuesOf(step, today),
    input: { params: { proposalId: proposal.id, step: step.step }, ifMatch: step.version },
    toBody: changed,
    stale: staleProposals,
    reread: async () => {
      const read = query('getProposal', { params: { proposalId: proposal.id } })
      const { steps } = await client.fetchQuery({ ...read, staleTime: 0 })
      const present = steps.find((one) => one.step === step.step) ?? step
      return { values: valuesOf(present, today), version: present.version }
    },
    onDone: close,
  })
  const { state } = form.values
  form.field('state', t('fields.state'))
  const named = [...colleagues, ...states.map((value) => ({ value, label: t(`stepStates.${value}`) }))]
  return (
    <ActForm form={form} submit={t('common:save')} cancel={close} show={(_field, value) => inWords(value, named)}>
      <Stack gap={4}>
        <Text id={label} fw={600}>
          {t('fields.state')}
        </Text>
        <SegmentedControl
          aria-labelledby={label}
          value={state}
          data={states.map((value) => ({ value, label: t(`stepStates.${value}`) }))}
          onChange={(chosen) => form.set('state', states.find((one) => one === chosen) ?? 'todo')}
        />
      </Stack>
      {state === 'waived' && (
        <TextInput {...form.field('reason', t('fields.waiveReason'))} description={t('fields.waiveHint')} />
      )}
      {state === 'done' && <TextInput {...form.field('doneOn', t('fields.doneOn'))} type="date" max={today} />}
      {state === 'todo' && (
        <TextInput {...form.field('dueOn', t('fields.dueOn'))} description={t('fields.dueHint')} type="date" />
      )}
      <Select {...form.field('ownerId', t('fields.owner'))} data={colleagues} clearable searchable />
      <Textarea {...form.field('note', t('fields.note'))} />
    </ActForm>
  )
}

/** Only what differs: an owner taken from the proposal stays that of the proposal, a planned day follows the plan. */
function changed(values: Values, before: Values) {
  const { state } = values
  return {
    state,
    ...(state === 'waived' && { reason: values.reason }),
    ...(state === 'done' && values.doneOn !== '' && { doneOn: values.doneOn }),
    ...(state === 'todo' && values.dueOn !== before.dueOn && { dueOn: values.dueOn || null }),
    ...(values.ownerId !== before.ownerId && { ownerId: values.ownerId }),
    ...(values.note !== before.note && { note: values.note }),
  }
}
