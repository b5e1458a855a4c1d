import { agreementPurposes, type Agreement } from '@interra/contracts'
import { MultiSelect, Textarea, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useDates } from '../../lib/use-dates.ts'
import { ActForm } from '../../ui/form/act-form.tsx'
import { useActForm, type ActForm as Form } from '../../ui/form/use-act-form.ts'
import { stalePartners } from './partner-words.ts'

interface Values extends Record<string, unknown> {
  startsOn: string
  endsOn: string
  purposes: string[]
  obligations: string
}
interface FormProps {
  agreement: Agreement
  close: () => void
}
const inputOf = ({ id, version }: Agreement) => ({ params: { agreementId: id }, ifMatch: version })

export function AddAgreementForm({ partnerId, close }: { partnerId: string; close: () => void }) {
  const { t } = useTranslation('common')
  const initial: Values = {
    startsOn: useDates().now().date,
    endsOn: '',
    purposes: ['referral', 'feedback'],
    obligations: '',
  }
  const form = useActForm('addAgreement', {
    initial,
    input: { params: { partnerId } },
    stale: stalePartners,
    onDone: close,
  })
  return (
    <ActForm form={form} submit={t('add')} cancel={close}>
      <AgreementFields form={form} />
    </ActForm>
  )
}

export function ChangeAgreementForm({ agreement, close }: FormProps) {
  const { t } = useTranslation('common')
  const { startsOn, endsOn, purposes, obligations } = agreement
  const initial: Values = { startsOn, endsOn: endsOn ?? '', purposes: [...purposes], obligations: obligations ?? '' }
  const form = useActForm('changeAgreement', {
    initial,
    input: inputOf(agreement),
    stale: stalePartners,
    onDone: close,
  })
  return (
    <ActForm form={form} submit={t('save')} cancel={close}>
      <AgreementFields form={form} />
    </ActForm>
  )
}

function AgreementFields({ form }: { form: Form<Values> }) {
  const { t } = useTranslation('partners')
  return (
    <>
      <TextInput {...form.field('startsOn', t('fields.startsOn'))} type="date" data-autofocus />
      <TextInput {...form.field('endsOn', t('fields.endsOn'))} type="date" description={t('fields.endsHint')} />
      <MultiSelect
        {...form.field('purposes', t('fields.purposes'))}
        data={agreementPurposes.map((value) => ({ value, label: t(`purposes.${value}`) }))}
      />
      <Textarea {...form.field('obligations', t('fields.obligations'))} autosize minRows={3} />
    </>
  )
}

export function SignForm({ agreement, close }: FormProps) {
  const { t } = useTranslation('partners')
  const today = useDates().now().date
  const form = useActForm('signAgreement', {
    initial: { signedOn: today, signedBy: '', dataSharingVersion: '' },
    input: inputOf(agreement),
    stale: stalePartners,
    onDone: close,
  })
  return (
    <ActForm form={form} submit={t('agreements.sign')} cancel={close} guard={false}>
      <TextInput {...form.field('signedOn', t('fields.signedOn'))} type="date" max={today} data-autofocus />
      <TextInput {...form.field('signedBy', t('fields.signedBy'))} autoComplete="off" />
      <TextInput
        {...form.field('dataSharingVersion', t('fields.dataSharingVersion'))}
        description={t('fields.versionHint')}
        autoComplete="off"
      />
    </ActForm>
  )
}

export function TerminateForm({ agreement, close }: FormProps) {
  const { t } = useTranslation('partners')
  const today = useDates().now().date
  const form = useActForm('terminateAgreement', {
    initial: { endedOn: today, reason: '' },
    input: inputOf(agreement),
    stale: stalePartners,
    onDone: close,
  })
  return (
    <ActForm form={form} submit={t('agreements.terminate')} cancel={close} guard={false}>
      <TextInput
        {...form.field('endedOn', t('fields.endedOn'))}
        type="date"
        max={today}
        description={t('fields.keysStop')}
        data-autofocus
      />
      <Textarea {...form.field('reason', t('fields.reason'))} />
    </ActForm>
  )
}
