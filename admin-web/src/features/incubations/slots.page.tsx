import { actsFrom, coachingSlotMachine, type CoachingSlot } from '@interra/contracts'
import { Button, Group, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { query, useAct } from '../../lib/query.ts'
import { useCan, useSite } from '../../lib/session.ts'
import { useDates } from '../../lib/use-dates.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { Icon } from '../../ui/icons.tsx'
import css from '../../ui/line-list.module.css'
import { TextLink } from '../../ui/links.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { Panel } from '../../ui/panel.tsx'
import { Await, EmptyState } from '../../ui/states.tsx'
import { StatusBadge } from '../../ui/status-badge.tsx'
import type { Tone } from '../../ui/palette.ts'
import { staleSlots } from './incubation-words.ts'
import { BookForm, OpenSlotForm } from './slot-forms.tsx'

const tones: Readonly<Record<CoachingSlot['status'], Tone>> = { free: 'good', booked: 'info', cancelled: 'neutral' }

/** Hours that coaches keep free, and who comes; a coach finds their own. */
export function SlotsPage() {
  const { t } = useTranslation('incubations')
  const { site } = useSite()
  const can = useCan()
  const [opening, setOpening] = useState(false)
  const [booking, setBooking] = useState<CoachingSlot | null>(null)
  const list = useQuery(query('listCoachingSlots', { query: site ? { siteId: site.id } : {} }))
  const mayOpen = site !== undefined && can('openCoachingSlot', site.id)
  return (
    <>
      <PageHeader
        title={t('slots.title')}
        lead={t('slots.lead')}
        action={
          mayOpen && (
            <Button leftSection={<Icon name="plus" size={18} />} onClick={() => setOpening(true)}>
              {t('slots.open')}
            </Button>
          )
        }
      />
      <Await query={list} empty={<EmptyState icon="clock">{t('slots.empty')}</EmptyState>}>
        {({ items }) => (
          <Panel title={t('slots.title')}>
            <ul className={css['list']} aria-label={t('slots.title')}>
              {items.map((slot) => (
                <Line key={slot.id} slot={slot} book={() => setBooking(slot)} />
              ))}
            </ul>
          </Panel>
        )}
      </Await>
      {mayOpen && (
        <Dialog opened={opening} close={() => setOpening(false)} title={t('slots.open')}>
          <OpenSlotForm siteId={site.id} close={() => setOpening(false)} />
        </Dialog>
      )}
      <Dialog opened={booking !== null} close={() => setBooking(null)} title={t('slots.book')}>
        {booking && <BookForm slot={booking} close={() => setBooking(null)} />}
      </Dialog>
    </>
  )
}

function Line({ slot, book }: { slot: CoachingSlot; book: () => void }) {
  const { t } = useTranslation('incubations')
  const dates = useDates()
  const release = useAct('releaseCoachingSlot', { stale: staleSlots })
  const cancel = useAct('cancelCoachingSlot', { stale: staleSlots })
  const { id, version, coach, startsOn, startsTime, endsTime, place, status, incubatee } = slot
  const one = { params: { coachingSlotId: id }, ifMatch: version }
  const possible = actsFrom(coachingSlotMachine, status)
  const when = t('slots.line', { day: dates.day(startsOn, 'full'), from: startsTime, to: endsTime })
  const name = incubatee && (incubatee.person.name ?? t('hidden'))
  return (
    <li className={css['line']}>
      <Stack gap={2} flex={1} miw="12rem" align="flex-start">
        <Text fw={600}>{when}</Text>
        <Text size="sm" c="dimmed">
          {[coach.name, place].filter(Boolean).join(' · ')}
        </Text>
        {incubatee && (
          <TextLink
            to="/incubations/$incubationId"
            params={{ incubationId: incubatee.incubationId }}
            search={{ tab: 'coaching' }}
          >
            <bdi>{name}</bdi>
          </TextLink>
        )}
      </Stack>
      <Group gap="xs">
        <StatusBadge tone={tones[status]}>{t(`slotStates.${status}`)}</StatusBadge>
        {possible.includes('book') && (
          <Button variant="light" aria-label={`${t('slots.book')}, ${when}`} onClick={book}>
            {t('slots.book')}
          </Button>
        )}
        {possible.includes('release') && (
          <Button variant="default" aria-label={`${t('slots.release')}, ${when}`} onClick={() => release.mutate(one)}>
            {t('slots.release')}
          </Button>
        )}
        {possible.includes('cancel') && (
          <Button variant="subtle" aria-label={`${t('slots.cancel')}, ${when}`} onClick={() => cancel.mutate(one)}>
            {t('slots.cancel')}
          </Button>
        )}
      </Group>
    </li>
  )
}
