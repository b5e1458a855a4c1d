import { acknowledgementWays, type CoachingLog } from '@interra/contracts'
import { NativeSelect, Text, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useDates } from '../../lib/use-dates.ts'
import { ActForm } from '../../ui/form/act-form.tsx'
import { useActForm } from '../../ui/form/use-act-form.ts'
import { staleCoaching } from './incubation-words.ts'

interface AgreementFormProps {
  params: { incubationId: string; coachingLogId: string }
  log: CoachingLog
  close: () => void
}

/** That whoever was coached agrees, noted by somebody else: how they said so, and when. */
export function AgreementForm({ params, log, close }: AgreementFormProps) {
  const { t } = useTranslation(['incubations', 'common'])
  const { date: today } = useDates().now()
  const form = useActForm('acknowledgeCoachingLog', {
    initial: { through: 'in_person', on: today },
    input: { params, ifMatch: log.version },
    stale: staleCoaching,
    onDone: close,
  })
  return (
    <ActForm form={form} submit={t('common:save')} cancel={close} guard={false}>
      <Text>{t('coaching.agreementHint')}</Text>
      <NativeSelect
        {...form.field('through', t('coaching.throughLabel'))}
        data={acknowledgementWays.map((value) => ({ value, label: t(`coaching.through.${value}`) }))}
        data-autofocus
      />
      <TextInput type="date" {...form.field('on', t('coaching.day'))} min={log.heldOn} max={today} />
    </ActForm>
  )
}
