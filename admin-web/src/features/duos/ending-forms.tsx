import { endReasonCodes } from '@interra/contracts'
import { NativeSelect, Textarea, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useDates } from '../../lib/use-dates.ts'
import { ActForm } from '../../ui/form/act-form.tsx'
import { useActForm } from '../../ui/form/use-act-form.ts'
import { offerUndo, say } from '../../ui/undo-bar.tsx'
import { useAct } from '../../lib/query.ts'
import { staleDuos } from './duos.queries.ts'
import type { DuoFormProps } from './start-forms.tsx'

/** Out of the rhythm for a while. */
export function PauseForm({ duo, close }: DuoFormProps) {
  const { t } = useTranslation('duos')
  const today = useDates().now().date
  const resume = useAct('resumeDuo', { stale: staleDuos })
  const params = { duoId: duo.id }
  const form = useActForm('pauseDuo', {
    initial: { reason: '', until: '' },
    input: { params, ifMatch: duo.version },
    stale: staleDuos,
    onDone: ({ version }) => {
      close()
      offerUndo(t('duoDone.pause'), () => resume.mutate({ params, ifMatch: version }))
    },
  })
  return (
    <ActForm form={form} submit={t('duoActs.pause')} cancel={close}>
      <TextInput {...form.field('reason', t('fields.reason'))} data-autofocus />
      <TextInput {...form.field('until', t('fields.pauseUntil'))} type="date" min={today} />
    </ActForm>
  )
}

/** It came to its end. */
export function CompleteForm({ duo, close }: DuoFormProps) {
  const { t } = useTranslation('duos')
  const today = useDates().now().date
  const form = useActForm('completeDuo', {
    initial: { endedOn: today },
    input: { params: { duoId: duo.id }, ifMatch: duo.version },
    stale: staleDuos,
    onDone: () => {
      say(t('duoDone.complete'))
      close()
    },
  })
  return (
    <ActForm form={form} submit={t('duoActs.complete')} cancel={close} guard={false}>
      <TextInput {...form.field('endedOn', t('fields.endedOn'))} type="date" max={today} data-autofocus />
    </ActForm>
  )
}

/** It ends before its time: why, and whether somebody wishes for another duo. */
export function EndForm({ duo, close }: DuoFormProps) {
  const { t } = useTranslation(['duos', 'common'])
  const today = useDates().now().date
  const form = useActForm('endDuoEarly', {
    initial: { reason: 'no_time', note: '', endedOn: today, rematchWished: '' },
    input: { params: { duoId: duo.id }, ifMatch: duo.version },
    toBody: ({ rematchWished, ...said }) => ({
      ...said,
      rematchWished: rematchWished === '' ? null : rematchWished === 'yes',
    }),
    stale: staleDuos,
    onDone: () => {
      say(t('duoDone.endEarly'))
      close()
    },
  })
  const rematch = [
    { value: '', label: t('common:unknown') },
    { value: 'yes', label: t('common:yes') },
    { value: 'no', label: t('common:no') },
  ]
  return (
    <ActForm form={form} submit={t('duoActs.endEarly')} cancel={close} guard={false}>
      <NativeSelect
        {...form.field('reason', t('fields.reason'))}
        data={endReasonCodes.map((value) => ({ value, label: t(`endReasons.${value}`) }))}
        data-autofocus
      />
      <NativeSelect {...form.field('rematchWished', t('fields.rematchWished'))} data={rematch} />
      <Textarea {...form.field('note', t('fields.note'))} />
      <TextInput {...form.field('endedOn', t('fields.endedOn'))} type="date" max={today} />
    </ActForm>
  )
}
