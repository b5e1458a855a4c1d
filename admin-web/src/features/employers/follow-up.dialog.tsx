import { followUpOutcomes, type Introduction } from '@interra/contracts'
import { NativeSelect, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useDates } from '../../lib/use-dates.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { ActForm } from '../../ui/form/act-form.tsx'
import { useActForm } from '../../ui/form/use-act-form.ts'
import { staleEmployers } from './employer-words.ts'

interface FollowUpProps {
  introduction: Introduction
  month: 3 | 6 | 12 | null
  close: () => void
}

export function FollowUpDialog({ introduction, month, close }: FollowUpProps) {
  const { t } = useTranslation('employers')
  return (
    <Dialog opened={month !== null} close={close} title={month !== null && t('followUps.noteNamed', { month })}>
      {month !== null && <FollowUpForm introduction={introduction} month={month} close={close} />}
    </Dialog>
  )
}

function FollowUpForm({ introduction, month, close }: FollowUpProps & { month: 3 | 6 | 12 }) {
  const { t } = useTranslation(['employers', 'common'])
  const today = useDates().now().date
  const form = useActForm('recordFollowUp', {
    initial: { outcome: 'still_there', answeredOn: today },
    input: { params: { introductionId: introduction.id }, ifMatch: introduction.version },
    toBody: (values) => ({ ...values, month }),
    stale: staleEmployers,
    onDone: close,
  })
  return (
    <ActForm form={form} submit={t('common:save')} cancel={close} guard={false}>
      <NativeSelect
        {...form.field('outcome', t('followUps.outcome'))}
        data={followUpOutcomes.map((value) => ({ value, label: t(`outcomes.${value}`) }))}
        data-autofocus
      />
      <TextInput {...form.field('answeredOn', t('followUps.on'))} type="date" max={today} />
    </ActForm>
  )
}
