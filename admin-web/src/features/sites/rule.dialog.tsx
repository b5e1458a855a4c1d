import type { PolicyDecision } from '@interra/contracts'
import { Text, Textarea, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useDates } from '../../lib/use-dates.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { ActForm } from '../../ui/form/act-form.tsx'
import { useActForm } from '../../ui/form/use-act-form.ts'
import { say } from '../../ui/undo-bar.tsx'
import { asTyped, fromTyped, RuleInput } from './rule-input.tsx'

interface RuleDialogProps {
  siteId: string
  /** The decision in force, which the form starts from. */
  present: PolicyDecision
  opened: boolean
  close: () => void
}

/** Another value for a rule, from a day on, with the reason. */
export function RuleDialog({ opened, close, ...rule }: RuleDialogProps) {
  const { t } = useTranslation('sites')
  return (
    <Dialog opened={opened} close={close} title={t('dialog.rule')}>
      <RuleForm {...rule} close={close} />
    </Dialog>
  )
}

function RuleForm({ siteId, present, close }: Omit<RuleDialogProps, 'opened'>) {
  const { t } = useTranslation('sites')
  const today = useDates().now().date
  const form = useActForm('setPolicy', {
    initial: { value: asTyped(present.value), startsOn: today, reason: '' },
    input: { params: { siteId } },
    toBody: ({ value, ...decided }) => ({ key: present.key, value: fromTyped(value), ...decided }),
    stale: ['listPolicies'],
    onDone: () => {
      say(t('done.rule'))
      close()
    },
  })
  const isPast = form.values.startsOn !== '' && form.values.startsOn < today
  return (
    <ActForm form={form} submit={t('rules.save')} cancel={close}>
      <Text fw={600}>{t(`rules.${present.key}.title`)}</Text>
      <RuleInput form={form} rule={present.key} />
      <TextInput
        {...form.field('startsOn', t('fields.startsOn'))}
        type="date"
        description={isPast ? t('fields.startsPast') : t('fields.startsHint')}
      />
      <Textarea {...form.field('reason', t('fields.reason'))} description={t('fields.reasonHint')} />
    </ActForm>
  )
}
