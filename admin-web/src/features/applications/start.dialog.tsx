import { TextInput } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useSeams, type Picked } from '../../lib/seams.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { ActForm } from '../../ui/form/act-form.tsx'
import { useActForm } from '../../ui/form/use-act-form.ts'
import { staleApplications } from './application-words.ts'
import { CohortSelect } from './cohort-choice.tsx'

interface StartProps {
  opened: boolean
  close: () => void
}
interface Values extends Record<string, unknown> {
  person: Picked | null
  project: string
  cohortId: string
}

/** Begins an application: with the person here, or for them to go on by link. */
export function StartDialog({ opened, close }: StartProps) {
  const { t } = useTranslation('applications')
  return (
    <Dialog opened={opened} close={close} title={t('start.title')}>
      <StartForm close={close} />
    </Dialog>
  )
}

function StartForm({ close }: { close: () => void }) {
  const { t } = useTranslation('applications')
  const { PersonPicker } = useSeams()
  const navigate = useNavigate()
  const initial: Values = { person: null, project: '', cohortId: '' }
  const form = useActForm('startApplication', {
    initial,
    toBody: ({ person, project, cohortId }) => ({ personId: person?.personId ?? '', project, cohortId }),
    fieldOf: (path) => (path === 'personId' ? 'person' : path),
    stale: staleApplications,
    onDone: ({ id }) => void navigate({ to: '/interlab/applications/$applicationId', params: { applicationId: id } }),
  })
  const person = form.field('person', t('start.person'))
  return (
    <ActForm form={form} submit={t('start.submit')} cancel={close}>
      <PersonPicker
        label={t('start.person')}
        value={form.values.person}
        onChange={(picked) => form.set('person', picked)}
        error={person['error'] as string | undefined}
      />
      <TextInput {...form.field('project', t('fields.project'))} autoComplete="off" />
      <CohortSelect {...form.field('cohortId', t('fields.cohort'))} none={t('cohort.rolling')} />
    </ActForm>
  )
}
