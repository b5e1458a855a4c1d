import { interestKinds, type Person } from '@interra/contracts'
import { NativeSelect, Select, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useTerms } from '../../lib/choices.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { ActForm } from '../../ui/form/act-form.tsx'
import { useActForm } from '../../ui/form/use-act-form.ts'
import { say } from '../../ui/undo-bar.tsx'
import { stalePerson } from './people.queries.ts'

interface InterestDialogProps {
  person: Person
  opened: boolean
  close: () => void
}

export function InterestDialog({ person, opened, close }: InterestDialogProps) {
  const { t } = useTranslation('people')
  return (
    <Dialog opened={opened} close={close} title={t('interest.title')}>
      <InterestForm person={person} close={close} />
    </Dialog>
  )
}

function InterestForm({ person, close }: Omit<InterestDialogProps, 'opened'>) {
  const { t } = useTranslation(['people', 'common'])
  const categories = useTerms(person.siteId, 'workshop_category')
  const initial: { kind: string; label: string; categoryId: string | null } = {
    kind: 'skill',
    label: '',
    categoryId: null,
  }
  const form = useActForm('addInterest', {
    initial,
    input: { params: { personId: person.id } },
    stale: stalePerson,
    onDone: () => {
      say(t('interest.done'))
      close()
    },
  })
  return (
    <ActForm form={form} submit={t('common:save')} cancel={close} guard={false}>
      <NativeSelect
        {...form.field('kind', t('interest.kind'))}
        data={interestKinds.map((value) => ({ value, label: t(`interest.kinds.${value}`) }))}
      />
      <TextInput {...form.field('label', t('interest.label'))} autoComplete="off" data-autofocus />
      <Select
        {...form.field('categoryId', t('interest.category'))}
        data={categories}
        clearable
        placeholder={t('common:unknown')}
        clearButtonProps={{ 'aria-label': t('fields.clear') }}
      />
    </ActForm>
  )
}
