import type { Workshop } from '@interra/contracts'
import { MultiSelect, NumberInput, Select, Textarea, TextInput } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useColleagues, useLanguages, useTerms } from '../../lib/choices.ts'
import { query } from '../../lib/query.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { ActForm } from '../../ui/form/act-form.tsx'
import { inWords } from '../../ui/form/in-words.ts'
import { useActForm } from '../../ui/form/use-act-form.ts'
import { staleWorkshops } from './workshop-words.ts'

interface ChangeWorkshopProps {
  workshop: Workshop
  opened: boolean
  close: () => void
}

export function ChangeWorkshopDialog({ workshop, opened, close }: ChangeWorkshopProps) {
  const { t } = useTranslation('workshops')
  return (
    <Dialog opened={opened} close={close} size="lg" title={t('editTitle')}>
      <ChangeForm workshop={workshop} close={close} />
    </Dialog>
  )
}

interface Values extends Record<string, unknown> {
  title: string
  summary: string
  categoryId: string | null
  languages: string[]
  capacity: number | string
  roomId: string | null
  ownerId: string | null
}
const valuesOf = (workshop: Workshop): Values => ({
  title: workshop.title,
  summary: workshop.summary ?? '',
  categoryId: workshop.category?.id ?? null,
  languages: workshop.languages,
  capacity: workshop.capacity,
  roomId: workshop.room?.id ?? null,
  ownerId: workshop.owner?.id ?? null,
})

function ChangeForm({ workshop, close }: Omit<ChangeWorkshopProps, 'opened'>) {
  const { t } = useTranslation(['workshops', 'common'])
  const client = useQueryClient()
  const { siteId } = workshop
  const categories = useTerms(siteId, 'workshop_category', workshop.category)
  const colleagues = useColleagues(siteId)
  const languages = useLanguages()
  const rooms = useRooms(siteId)
  const form = useActForm('changeWorkshop', {
    initial: valuesOf(workshop),
    input: { params: { workshopId: workshop.id }, ifMatch: workshop.version },
    stale: staleWorkshops,
    reread: async () => {
      const read = query('getWorkshop', { params: { workshopId: workshop.id } })
      const present = await client.fetchQuery({ ...read, staleTime: 0 })
      return { values: valuesOf(present), version: present.version }
    },
    onDone: close,
  })
  const later = { placeholder: t('later'), clearable: true, clearButtonProps: { 'aria-label': t('fields.clear') } }
  const named = [...categories, ...colleagues, ...rooms.flatMap(({ items }) => items), ...languages.choices]
  return (
    <ActForm form={form} submit={t('common:save')} cancel={close} show={(_field, value) => inWords(value, named)}>
      <TextInput {...form.field('title', t('fields.title'))} />
      <Textarea {...form.field('summary', t('fields.summary'))} description={t('fields.summaryHint')} />
      <Select {...form.field('categoryId', t('fields.category'))} {...later} data={categories} />
      <MultiSelect {...form.field('languages', t('fields.languages'))} data={languages.choices} searchable />
      <NumberInput {...form.field('capacity', t('fields.capacity'))} min={1} max={10_000} />
      <Select
        {...form.field('roomId', t('fields.room'))}
        {...later}
        description={t('fields.roomHint')}
        data={rooms}
        searchable
      />
      <Select {...form.field('ownerId', t('fields.owner'))} {...later} data={colleagues} searchable />
    </ActForm>
  )
}

/** Rooms in use, by venue. */
function useRooms(siteId: string) {
  const { t } = useTranslation('workshops')
  const { data } = useQuery(query('listVenues', { query: { siteId, active: true, limit: 200 } }))
  return (data?.items ?? []).map((venue) => ({
    group: venue.own ? t('ownVenue', { venue: venue.name }) : venue.name,
    items: venue.rooms
      .filter(({ active }) => active)
      .map((room) => ({ value: room.id, label: t('roomFor', { room: room.name, count: room.capacity }) })),
  }))
}
