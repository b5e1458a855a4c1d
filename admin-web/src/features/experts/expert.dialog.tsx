import { expertFields, type ExpertField } from '@interra/contracts'
import { MultiSelect, NumberInput, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useLanguages } from '../../lib/choices.ts'
import { findPartners } from '../../lib/partners.ts'
import { useSeams, type Picked } from '../../lib/seams.ts'
import { useDates } from '../../lib/use-dates.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { ActForm } from '../../ui/form/act-form.tsx'
import { SearchSelect, type Found } from '../../ui/form/search-select.tsx'
import { useActForm } from '../../ui/form/use-act-form.ts'
import { say } from '../../ui/undo-bar.tsx'
import { staleExperts } from './expert-words.ts'

interface DialogProps {
  opened: boolean
  close: () => void
}
interface Values extends Record<string, unknown> {
  person: Picked | null
  partner: Found | null
  fields: ExpertField[]
  languages: string[]
  hoursAMonth: number | string
  startsOn: string
  endsOn: string
  note: string
}

export function AddExpertDialog({ opened, close }: DialogProps) {
  const { t } = useTranslation('experts')
  return (
    <Dialog opened={opened} close={close} title={t('add.experts')}>
      <AddForm close={close} />
    </Dialog>
  )
}

function AddForm({ close }: Pick<DialogProps, 'close'>) {
  const { t } = useTranslation(['experts', 'common'])
  const { PersonPicker } = useSeams()
  const { choices } = useLanguages()
  const initial: Values = {
    person: null,
    partner: null,
    fields: [],
    languages: ['fr'],
    hoursAMonth: 2,
    startsOn: useDates().now().date,
    endsOn: '',
    note: '',
  }
  const form = useActForm('addExpert', {
    initial,
    toBody: ({ person, partner, ...values }) => ({
      ...values,
      personId: person?.personId ?? '',
      partnerId: partner?.value ?? null,
    }),
    fieldOf: (path) => ({ personId: 'person', partnerId: 'partner' })[path] ?? path,
    stale: staleExperts,
    onDone: () => {
      close()
      say(t('done.added'))
    },
  })
  const person = form.field('person', t('form.person'))
  const partner = form.field('partner', t('form.partner'))
  return (
    <ActForm form={form} submit={t('common:add')} cancel={close} guard={false}>
      <PersonPicker
        label={t('form.person')}
        value={form.values.person}
        onChange={(picked) => form.set('person', picked)}
        error={person['error'] as string | undefined}
      />
      <MultiSelect
        {...form.field('fields', t('column.fields'))}
        data={expertFields.map((value) => ({ value, label: t(`fields.${value}`) }))}
      />
      <MultiSelect {...form.field('languages', t('column.languages'))} data={choices} searchable />
      <NumberInput {...form.field('hoursAMonth', t('form.hours'))} min={1} max={200} allowDecimal={false} />
      <SearchSelect
        label={t('form.partner')}
        name="partner"
        value={form.values.partner}
        onChange={(chosen) => form.set('partner', chosen)}
        find={findPartners}
        error={partner['error'] as string | undefined}
      />
      <TextInput {...form.field('startsOn', t('form.startsOn'))} type="date" />
      <TextInput {...form.field('endsOn', t('form.endsOn'))} type="date" />
      <TextInput {...form.field('note', t('form.note'))} autoComplete="off" />
    </ActForm>
  )
}
