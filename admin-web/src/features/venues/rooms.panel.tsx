import type { Room, VenueDetail } from '@interra/contracts'
import { ActionIcon, Button, Group, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCan } from '../../lib/session.ts'
import { Icon } from '../../ui/icons.tsx'
import { Panel } from '../../ui/panel.tsx'
import { StatusBadge } from '../../ui/status-badge.tsx'
import { Access } from './access-words.tsx'
import { RoomDialog } from './room.dialog.tsx'
import css from '../../ui/line-list.module.css'

/** The rooms of a venue, those in use first. */
export function Rooms({ venue }: { venue: VenueDetail }) {
  const { t } = useTranslation('venues')
  const can = useCan()
  const mayChange = can('addRoom', venue.siteId)
  const [edited, setEdited] = useState<Room | 'new' | null>(null)
  return (
    <Panel
      title={t('column.rooms')}
      aside={
        mayChange && (
          <Button variant="light" leftSection={<Icon name="plus" size={18} />} onClick={() => setEdited('new')}>
            {t('addRoom')}
          </Button>
        )
      }
    >
      {venue.rooms.length === 0 && <Text c="dimmed">{t('noRoom')}</Text>}
      <ul className={css['list']}>
        {venue.rooms.map((room) => (
          <RoomLine key={room.id} room={room} {...(mayChange ? { edit: () => setEdited(room) } : {})} />
        ))}
      </ul>
      <RoomDialog venueId={venue.id} room={edited} close={() => setEdited(null)} />
    </Panel>
  )
}

function RoomLine({ room, edit }: { room: Room; edit?: () => void }) {
  const { t } = useTranslation('venues')
  const cost = useCost()
  return (
    <li className={css['line']}>
      <Stack gap={4} flex={1}>
        <Group gap="xs">
          <Text fw={600}>{t('roomFor', { room: room.name, count: room.capacity })}</Text>
          <Access stepFree={room.stepFree} />
          {!room.active && <StatusBadge tone="neutral">{t('inactive')}</StatusBadge>}
        </Group>
        <Text size="sm" c="dimmed">
          {[cost(room.costCents), room.freeSlots ?? t('slotsUnknown')].join(' · ')}
        </Text>
      </Stack>
      {edit && (
        <ActionIcon size={44} aria-label={t('editRoom', { room: room.name })} onClick={edit}>
          <Icon name="edit" size={18} />
        </ActionIcon>
      )}
    </li>
  )
}

function useCost(): (cents: number | null) => string {
  const { t, i18n } = useTranslation('venues')
  const euro = new Intl.NumberFormat(i18n.language, { style: 'currency', currency: 'EUR' })
  return (cents) => {
    if (cents === null) return t('cost.unknown')
    return cents === 0 ? t('cost.free') : t('cost.perSession', { amount: euro.format(cents / 100) })
  }
}
