import type { CoachingSlot } from '@interra/contracts'
import { NativeSelect, SimpleGrid, TextInput } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { pages } from '../../lib/query.ts'
import { useSeams, type Picked } from '../../lib/seams.ts'
import { useCan } from '../../lib/session.ts'
import { useDates } from '../../lib/use-dates.ts'
import { ActForm } from '../../ui/form/act-form.tsx'
import { useActForm } from '../../ui/form/use-act-form.ts'
import { Await } from '../../ui/states.tsx'
import { say } from '../../ui/undo-bar.tsx'
import { staleSlots } from './incubation-words.ts'

/** A coach keeps an hour for themself, the team for any coach. */
export function OpenSlotForm({ siteId, close }: { siteId: string; close: () => void }) {
  const { t } = useTranslation(['incubations', 'common'])
  const { PersonPicker } = useSeams()
  const team = useCan()('moveIncubation', siteId)
  const today = useDates().now().date
  const form = useActForm('openCoachingSlot', {
    initial: { coach: null as Picked | null, startsOn: today, startsTime: '10:00', endsTime: '11:00', place: '' },
    toBody: ({ coach, place, ...when }) => ({
      ...when,
      siteId,
      ...(team ? { coachId: coach?.personId ?? '' } : {}),
      place: place || null,
    }),
    fieldOf: (path) => (path === 'coachId' ? 'coach' : path),
    stale: staleSlots,
    onDone: () => {
      close()
      say(t('slots.done'))
    },
  })
  const coach = form.field('coach', t('slots.coach'))
  return (
    <ActForm form={form} submit={t('common:add')} cancel={close}>
      {team && (
        <PersonPicker
          label={t('slots.coach')}
          value={form.values.coach}
          onChange={(picked) => form.set('coach', picked)}
          error={coach['error'] as string | undefined}
        />
      )}
      <TextInput type="date" {...form.field('startsOn', t('slots.day'))} min={today} />
      <SimpleGrid cols={2}>
        <TextInput type="time" {...form.field('startsTime', t('slots.from'))} />
        <TextInput type="time" {...form.field('endsTime', t('slots.to'))} />
      </SimpleGrid>
      <TextInput {...form.field('place', t('slots.place'))} autoComplete="off" />
    </ActForm>
  )
}

/** For whom: those in whose circle the coach stands; the service says no to others. */
export function BookForm({ slot, close }: { slot: CoachingSlot; close: () => void }) {
  const list = useInfiniteQuery(pages('listIncubations', { query: { siteId: slot.siteId } }))
  return (
    <Await query={list}>
      {(rows) => (
        <Choose
          slot={slot}
          close={close}
          choices={rows.map(({ id, person }) => ({ value: id, label: person.name ?? '' }))}
        />
      )}
    </Await>
  )
}

interface ChooseProps {
  slot: CoachingSlot
  close: () => void
  choices: readonly { value: string; label: string }[]
}

function Choose({ slot, close, choices }: ChooseProps) {
  const { t } = useTranslation('incubations')
  const form = useActForm('bookCoachingSlot', {
    initial: { incubationId: choices[0]?.value ?? '' },
    input: { params: { coachingSlotId: slot.id }, ifMatch: slot.version },
    stale: staleSlots,
    onDone: () => {
      close()
      say(t('slots.booked'))
    },
  })
  return (
    <ActForm form={form} submit={t('slots.book')} cancel={close} guard={false}>
      <NativeSelect {...form.field('incubationId', t('slots.bookFor'))} data={[...choices]} data-autofocus />
    </ActForm>
  )
}
