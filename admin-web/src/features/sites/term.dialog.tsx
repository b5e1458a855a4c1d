import type { Taxonomy, Term } from '@interra/contracts'
import { Group, NumberInput, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useLabel } from '../../lib/choices.ts'
import { query } from '../../lib/query.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { ActForm } from '../../ui/form/act-form.tsx'
import { useActForm, type ActForm as Form } from '../../ui/form/use-act-form.ts'
import { say } from '../../ui/undo-bar.tsx'

interface TermDialogProps {
  siteId: string
  taxonomy: Taxonomy
  shown: Term | 'new' | null
  close: () => void
}

/** A word in both languages; an existing one also has its last day. */
export function TermDialog({ shown, close, ...list }: TermDialogProps) {
  const { t } = useTranslation('sites')
  const label = useLabel()
  const title =
    shown === null || shown === 'new' ? t('dialog.word') : t('dialog.changeWord', { word: label(shown.labels) })
  return (
    <Dialog opened={shown !== null} close={close} title={title}>
      {shown === 'new' && <NewTerm {...list} close={close} />}
      {shown !== null && shown !== 'new' && <ChangedTerm siteId={list.siteId} term={shown} close={close} />}
    </Dialog>
  )
}

function NewTerm({ siteId, taxonomy, close }: Omit<TermDialogProps, 'shown'>) {
  const { t } = useTranslation('sites')
  const label = useLabel()
  const form = useActForm('addTerm', {
    initial: { labels: { fr: '', en: '' }, place: noPlace },
    input: { params: { siteId } },
    toBody: ({ labels, place }) => ({ taxonomy, labels, ...(taxonomy === 'area' && { place: placeFrom(place) }) }),
    stale: ['listTerms'],
    onDone: (added) => {
      say(t('done.wordAdded', { word: label(added.labels) }))
      close()
    },
  })
  return (
    <ActForm form={form} submit={t(`lists.${taxonomy}.add`)} cancel={close}>
      <TextInput {...form.field('labels.fr', t('fields.labelFr'))} lang="fr" autoComplete="off" data-autofocus />
      <TextInput {...form.field('labels.en', t('fields.labelEn'))} lang="en" autoComplete="off" />
      {taxonomy === 'area' && <PlaceInput form={form} />}
    </ActForm>
  )
}

/** As the form holds a place: empty while nobody looked it up. */
interface TypedPlace {
  latitude: number | ''
  longitude: number | ''
}
const noPlace: TypedPlace = { latitude: '', longitude: '' }
const placeFrom = (place: TypedPlace) => (place.latitude === '' && place.longitude === '' ? null : place)

function PlaceInput({ form }: { form: Pick<Form<Record<string, unknown>>, 'field'> }) {
  const { t } = useTranslation('sites')
  return (
    <Group grow align="start">
      <NumberInput {...form.field('place.latitude', t('fields.latitude'))} description={t('fields.placeHint')} />
      <NumberInput {...form.field('place.longitude', t('fields.longitude'))} description={t('fields.placeHint')} />
    </Group>
  )
}

const valuesOf = ({ labels, place, endsOn }: Term) => ({ labels, place: place ?? noPlace, endsOn: endsOn ?? '' })

function ChangedTerm({ siteId, term, close }: { siteId: string; term: Term; close: () => void }) {
  const { t } = useTranslation(['sites', 'common'])
  const label = useLabel()
  const client = useQueryClient()
  const form = useActForm('changeTerm', {
    initial: valuesOf(term),
    input: { params: { siteId, termId: term.id }, ifMatch: term.version },
    toBody: ({ place, ...change }) => ({ ...change, ...(term.taxonomy === 'area' && { place: placeFrom(place) }) }),
    stale: ['listTerms'],
    reread: async () => {
      const read = query('listTerms', { params: { siteId } })
      const { items } = await client.fetchQuery({ ...read, staleTime: 0 })
      const present = items.find(({ id }) => id === term.id) ?? term
      return { values: valuesOf(present), version: present.version }
    },
    onDone: (changed) => {
      say(t('done.wordChanged', { word: label(changed.labels) }))
      close()
    },
  })
  return (
    <ActForm form={form} submit={t('common:save')} cancel={close}>
      <TextInput {...form.field('labels.fr', t('fields.labelFr'))} lang="fr" autoComplete="off" data-autofocus />
      <TextInput {...form.field('labels.en', t('fields.labelEn'))} lang="en" autoComplete="off" />
      {term.taxonomy === 'area' && <PlaceInput form={form} />}
      <TextInput {...form.field('endsOn', t('fields.endsOn'))} description={t('fields.endsHint')} type="date" />
    </ActForm>
  )
}
