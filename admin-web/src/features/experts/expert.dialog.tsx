import { expertFields, type Expert, type ExpertField } from '@interra/contracts'
import { MultiSelect, NumberInput, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useLanguages } from '../../lib/choices.ts'
import { findPartners } from '../../lib/partners.ts'
import { useSeams, type Picked } from '../../lib/seams.ts'
import { useDates } from '../../lib/use-dates.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { ActForm } from '../../ui/form/act-form.tsx'
import { SearchSelect, type Found } from '../../ui/form/search-select.tsx'
import { useActForm, type ActForm as Form } from '../../ui/form/use-act-form.ts'
import { say } from '../../ui/undo-bar.tsx'
import { staleExperts } from './expert-words.ts'

interface DialogProps {
  opened: boolean
  close: () => void
}
interface Offer extends Record<string, unknown> {
  partner: Found | null
  fields: ExpertField[]
  languages: string[]
  hoursAMonth: number | string
  startsOn: string
  endsOn: string
  note: string
}
interface Values extends Offer {
  person: Picked | null
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
  return (
    <ActForm form={form} submit={t('common:add')} cancel={close} guard={false}>
      <PersonPicker
        label={t('form.person')}
        value={form.values.person}
        onChange={(picked) => form.set('person', picked)}
        error={person['error'] as string | undefined}
      />
      <OfferFields form={form} />
    </ActForm>
  )
}

/** What somebody offers, from when to when. */
function OfferFields<V extends Offer>({ form }: { form: Form<V> }) {
  const { t } = useTranslation('experts')
  const { choices } = useLanguages()
  const partner = form.field('partner', t('form.partner'))
  return (
    <>
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
    </>
  )
}

interface ChangeProps extends DialogProps {
  expert: Expert
}

export function ChangeExpertDialog({ expert, opened, close }: ChangeProps) {
  const { t } = useTranslation('experts')
  return (
    <Dialog opened={opened} close={close} title={expert.person.name ?? t('hidden')}>
      <ChangeForm expert={expert} close={close} />
    </Dialog>
  )
}

function ChangeForm({ expert, close }: Omit<ChangeProps, 'opened'>) {
  const { t } = useTranslation(['experts', 'common'])
  const { id, version, partnerId, partnerName, fields, languages, hoursAMonth, startsOn, endsOn, note } = expert
  const initial: Offer = {
    partner: partnerId === null ? null : { value: partnerId, label: partnerName ?? '' },
    fields: [...fields],
    languages: [...languages],
    hoursAMonth,
    startsOn,
    endsOn: endsOn ?? '',
    note: note ?? '',
  }
  const form = useActForm('changeExpert', {
    initial,
    input: { params: { expertId: id }, ifMatch: version },
    toBody: ({ partner, ...values }) => ({ ...values, partnerId: partner?.value ?? null }),
    fieldOf: (path) => (path === 'partnerId' ? 'partner' : path),
    stale: staleExperts,
    onDone: () => {
      close()
      say(t('done.changed'))
    },
  })
  return (
    <ActForm form={form} submit={t('common:save')} cancel={close}>
      <OfferFields form={form} />
    </ActForm>
  )
}
