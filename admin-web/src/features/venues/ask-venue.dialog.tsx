import { addDays, venueAnswerDays, type Room, type Venue } from '@interra/contracts'
import { Select, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { query } from '../../lib/query.ts'
import { useDates } from '../../lib/use-dates.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { ActForm } from '../../ui/form/act-form.tsx'
import { useActForm } from '../../ui/form/use-act-form.ts'
import { Notice } from '../../ui/notice.tsx'
import { Await, EmptyState } from '../../ui/states.tsx'
import { say } from '../../ui/undo-bar.tsx'
import { Access } from './access-words.tsx'
import { staleVenues } from './venue-words.ts'

interface AskVenueProps {
  siteId: string
  subject: { proposalId: string } | { workshopId: string }
  wished: string
  opened: boolean
  close: () => void
}

/** Asks a partner for a room: which one, when, by which day an answer is needed. */
export function AskVenueDialog({ siteId, subject, wished, opened, close }: AskVenueProps) {
  const { t } = useTranslation('venues')
  const venues = useQuery({
    ...query('listVenues', { query: { siteId, own: false, active: true, limit: 200 } }),
    enabled: opened,
  })
  return (
    <Dialog opened={opened} close={close} size="lg" title={t('ask')}>
      <Await query={venues} empty={<EmptyState icon="place">{t('empty.none')}</EmptyState>}>
        {({ items }) => <AskForm venues={items} subject={subject} wished={wished} close={close} />}
      </Await>
    </Dialog>
  )
}

interface Values extends Record<string, unknown> {
  roomId: string | null
  wished: string
  answerDueOn: string
}

function AskForm({ venues, subject, wished, close }: Omit<AskVenueProps, 'siteId' | 'opened'> & { venues: Venue[] }) {
  const { t } = useTranslation('venues')
  const today = useDates().now().date
  const initial: Values = { roomId: null, wished, answerDueOn: addDays(today, venueAnswerDays) }
  const form = useActForm('askVenue', {
    initial,
    toBody: (values) => ({ ...values, ...subject, roomId: values.roomId ?? '' }),
    stale: staleVenues,
    onDone: ({ room }) => {
      say(t('done.ask', { venue: room.venueName }))
      close()
    },
  })
  const rooms = venues.flatMap((venue) => venue.rooms.filter(({ active }) => active).map((room) => ({ venue, room })))
  const chosen = rooms.find(({ room }) => room.id === form.values.roomId)
  const choices = venues.map((venue) => ({
    group: venue.name,
    items: rooms
      .filter((one) => one.venue.id === venue.id)
      .map(({ room }) => ({ value: room.id, label: t('roomFor', { room: room.name, count: room.capacity }) })),
  }))
  return (
    <ActForm form={form} submit={t('askSubmit')} cancel={close}>
      <Select {...form.field('roomId', t('fields.room'))} data={choices} searchable data-autofocus />
      {chosen && <Chosen {...chosen} />}
      <Textarea {...form.field('wished', t('fields.wished'))} description={t('fields.wishedHint')} />
      <TextInput {...form.field('answerDueOn', t('fields.answerDueOn'))} type="date" min={today} />
    </ActForm>
  )
}

/** What is known of the room, and how the venue will hear of it. */
function Chosen({ venue, room }: { venue: Venue; room: Room }) {
  const { t } = useTranslation('venues')
  return (
    <Stack gap="xs" align="flex-start">
      <Text fw={600}>{venue.name}</Text>
      <Access stepFree={room.stepFree} />
      <Text size="sm">{t('slots', { slots: room.freeSlots ?? t('unknown') })}</Text>
      {venue.email !== undefined && (
        <Notice tone={venue.email === null && venue.partnerId === null ? 'warn' : 'info'} icon="mail">
          {notice(venue)}
        </Notice>
      )}
    </Stack>
  )
  function notice({ email, phone, partnerName }: Venue): string {
    if (email) return t('notice.email', { email })
    if (partnerName !== null) return t('notice.partner', { partner: partnerName })
    return phone ? t('notice.phone', { phone }) : t('notice.nothing')
  }
}
