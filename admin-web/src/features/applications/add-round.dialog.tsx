import { NumberInput, TextInput } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Dialog } from '../../ui/dialog.tsx'
import { ActForm } from '../../ui/form/act-form.tsx'
import { useActForm } from '../../ui/form/use-act-form.ts'
import { staleRounds } from './application-words.ts'
import { CohortSelect } from './cohort-choice.tsx'

interface AddRoundProps {
  siteId: string
  opened: boolean
  close: () => void
}

export function AddRoundDialog({ siteId, opened, close }: AddRoundProps) {
  const { t } = useTranslation('applications')
  return (
    <Dialog opened={opened} close={close} title={t('rounds.add')}>
      <AddForm siteId={siteId} close={close} />
    </Dialog>
  )
}

function AddForm({ siteId, close }: Omit<AddRoundProps, 'opened'>) {
  const { t } = useTranslation(['applications', 'common'])
  const navigate = useNavigate()
  const form = useActForm('addJuryRound', {
    initial: { name: '', heldOn: '', quorum: 3, cohortId: '' },
    toBody: (values) => ({ ...values, siteId }),
    stale: staleRounds,
    onDone: ({ id }) => void navigate({ to: '/interlab/juries/$roundId', params: { roundId: id } }),
  })
  return (
    <ActForm form={form} submit={t('common:add')} cancel={close}>
      <TextInput {...form.field('name', t('rounds.name'))} autoComplete="off" data-autofocus />
      <TextInput {...form.field('heldOn', t('rounds.heldOn'))} type="date" />
      <NumberInput
        {...form.field('quorum', t('rounds.quorum'))}
        description={t('rounds.quorumHint')}
        min={3}
        max={30}
        allowDecimal={false}
      />
      <CohortSelect {...form.field('cohortId', t('fields.cohort'))} none={t('cohort.rolling')} />
    </ActForm>
  )
}
