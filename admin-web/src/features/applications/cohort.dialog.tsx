import type { Cohort } from '@interra/contracts'
import { NumberInput, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Dialog } from '../../ui/dialog.tsx'
import { ActForm } from '../../ui/form/act-form.tsx'
import { useActForm } from '../../ui/form/use-act-form.ts'
import { say } from '../../ui/undo-bar.tsx'
import { staleApplications } from './application-words.ts'

interface CohortProps {
  siteId: string
  /** Null: a new one. */
  cohort: Cohort | null
  opened: boolean
  close: () => void
}

/** Dates and places of a group; without places one enters at any time. */
export function CohortDialog({ siteId, cohort, opened, close }: CohortProps) {
  const { t } = useTranslation('applications')
  return (
    <Dialog opened={opened} close={close} title={cohort ? t('cohort.change') : t('cohort.add')}>
      {cohort ? <ChangeForm cohort={cohort} close={close} /> : <AddForm siteId={siteId} close={close} />}
    </Dialog>
  )
}

function AddForm({ siteId, close }: { siteId: string; close: () => void }) {
  const { t } = useTranslation(['applications', 'common'])
  const form = useActForm('addCohort', {
    initial: { name: '', startsOn: '', endsOn: '', capacity: '' },
    toBody: (values) => ({ ...values, siteId }),
    stale: staleApplications,
    onDone: ({ name }) => {
      close()
      say(t('cohort.added', { name }))
    },
  })
  return (
    <ActForm form={form} submit={t('common:add')} cancel={close}>
      <Fields form={form} />
    </ActForm>
  )
}

function ChangeForm({ cohort, close }: { cohort: Cohort; close: () => void }) {
  const { t } = useTranslation('common')
  const { id: cohortId, version, name, startsOn, endsOn, capacity } = cohort
  const form = useActForm('changeCohort', {
    initial: { name, startsOn, endsOn: endsOn ?? '', capacity: capacity ?? '' },
    input: { params: { cohortId }, ifMatch: version },
    stale: staleApplications,
    onDone: close,
  })
  return (
    <ActForm form={form} submit={t('save')} cancel={close}>
      <Fields form={form} />
    </ActForm>
  )
}

function Fields({ form }: { form: { field: ReturnType<typeof useActForm<'addCohort', never>>['field'] } }) {
  const { t } = useTranslation('applications')
  return (
    <>
      <TextInput {...form.field('name', t('cohort.name'))} autoComplete="off" data-autofocus />
      <TextInput {...form.field('startsOn', t('cohort.startsOn'))} type="date" />
      <TextInput {...form.field('endsOn', t('cohort.endsOn'))} type="date" />
      <NumberInput
        {...form.field('capacity', t('cohort.capacity'))}
        description={t('cohort.capacityHint')}
        min={1}
        max={500}
        allowDecimal={false}
      />
    </>
  )
}
