import { arrivalSources } from '@interra/contracts'
import { NativeSelect, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useDates } from '../../lib/use-dates.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { ActForm } from '../../ui/form/act-form.tsx'
import { PartialDate } from '../../ui/form/partial-date.tsx'
import { useActForm } from '../../ui/form/use-act-form.ts'
import { say } from '../../ui/undo-bar.tsx'
import { stalePerson } from './people.queries.ts'
import { arrivalKinds, type ArrivalKind } from './register-values.ts'

interface ArrivalDialogProps {
  personId: string
  opened: boolean
  close: () => void
}

export function ArrivalDialog({ personId, opened, close }: ArrivalDialogProps) {
  const { t } = useTranslation('people')
  return (
    <Dialog opened={opened} close={close} title={t('arrival.title')}>
      <ArrivalForm personId={personId} close={close} />
    </Dialog>
  )
}

interface Values extends Record<string, unknown> {
  kind: ArrivalKind
  arrivedOn: string
  declaredOn: string
  source: string
}

function ArrivalForm({ personId, close }: Omit<ArrivalDialogProps, 'opened'>) {
  const { t } = useTranslation(['people', 'common'])
  const today = useDates().now().date
  const initial: Values = { kind: 'known', arrivedOn: '', declaredOn: today, source: 'self' }
  const form = useActForm('recordArrival', {
    initial,
    input: { params: { personId } },
    toBody: ({ kind, arrivedOn, declaredOn, source }) =>
      kind === 'newly'
        ? { arrivedOn: null, declaredOn, source }
        : { arrivedOn, approximate: kind === 'aboutYear', source },
    stale: stalePerson,
    onDone: () => {
      say(t('arrival.done'))
      close()
    },
  })
  const { kind } = form.values
  return (
    <ActForm form={form} submit={t('common:save')} cancel={close} guard={false}>
      <NativeSelect
        {...form.field('kind', t('arrival.how'))}
        data={arrivalKinds.slice(1).map((value) => ({ value, label: t(`arrival.${value}`) }))}
        data-autofocus
      />
      {kind === 'known' && (
        <PartialDate {...form.field('arrivedOn', t('arrival.date'))} description={t('fields.birthHint')} />
      )}
      {kind === 'aboutYear' && (
        <TextInput {...form.field('arrivedOn', t('arrival.year'))} inputMode="numeric" maxLength={4} w="10rem" />
      )}
      {kind === 'newly' && <TextInput {...form.field('declaredOn', t('arrival.declaredOn'))} type="date" max={today} />}
      <NativeSelect
        {...form.field('source', t('arrival.sourceLabel'))}
        data={arrivalSources.map((value) => ({ value, label: t(`arrival.sources.${value}`) }))}
      />
    </ActForm>
  )
}
