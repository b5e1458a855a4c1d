import { autonomyLevels, type AutonomyLevel, type Workshop } from '@interra/contracts'
import { Radio, Stack, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useDates } from '../../lib/use-dates.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { ActForm } from '../../ui/form/act-form.tsx'
import { useActForm } from '../../ui/form/use-act-form.ts'
import { staleWorkshops } from './workshop-words.ts'

interface AutonomyDialogProps {
  workshop: Workshop
  opened: boolean
  close: () => void
}

export function AutonomyDialog({ workshop, opened, close }: AutonomyDialogProps) {
  const { t } = useTranslation('workshops')
  return (
    <Dialog opened={opened} close={close} title={t('autonomySet')}>
      <AutonomyForm workshop={workshop} close={close} />
    </Dialog>
  )
}

interface Values extends Record<string, unknown> {
  level: AutonomyLevel
  fromOn: string
  reason: string
}

function AutonomyForm({ workshop, close }: Omit<AutonomyDialogProps, 'opened'>) {
  const { t } = useTranslation(['workshops', 'common'])
  const today = useDates().now().date
  const initial: Values = { level: workshop.autonomy, fromOn: today, reason: '' }
  const form = useActForm('setAutonomy', {
    initial,
    input: { params: { workshopId: workshop.id }, ifMatch: workshop.version },
    stale: staleWorkshops,
    onDone: close,
  })
  const label = form.field('level', t('fields.level')).label
  return (
    <ActForm form={form} submit={t('common:save')} cancel={close}>
      <Radio.Group
        label={label}
        value={form.values.level}
        onChange={(chosen) => form.set('level', autonomyLevels.find((one) => one === chosen) ?? 'supervised')}
      >
        <Stack gap="sm" mt="xs">
          {autonomyLevels.map((level) => (
            <Radio key={level} value={level} label={t(`autonomy.${level}`)} description={t(`autonomyHints.${level}`)} />
          ))}
        </Stack>
      </Radio.Group>
      <TextInput {...form.field('fromOn', t('fields.fromOn'))} type="date" max={today} />
      <TextInput {...form.field('reason', t('fields.reason'))} description={t('fields.reasonHint')} />
    </ActForm>
  )
}
