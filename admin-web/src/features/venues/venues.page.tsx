import type { Venue } from '@interra/contracts'
import { Button, Chip, Group, Stack, Text } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { pages } from '../../lib/query.ts'
import { useCan, useSite } from '../../lib/session.ts'
import { DataTable, type Column } from '../../ui/data-table.tsx'
import { Icon } from '../../ui/icons.tsx'
import { TextLink } from '../../ui/links.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { Await, EmptyState } from '../../ui/states.tsx'
import { StatusBadge } from '../../ui/status-badge.tsx'
import { AddVenueDialog } from './venue.dialog.tsx'

const route = getRouteApi('/in/venues')

/** Where workshops take place: ours and those of partners. */
export function VenuesPage() {
  const { t } = useTranslation('venues')
  const { stepFree, open } = route.useSearch()
  const navigate = route.useNavigate()
  const can = useCan()
  const { site } = useSite()
  const list = useInfiniteQuery(
    pages('listVenues', { query: { ...(site && { siteId: site.id }), ...(stepFree && { stepFree: true }) } }),
  )
  const add = (wanted: boolean) => void navigate({ search: (old) => ({ ...old, open: wanted ? 'add' : undefined }) })
  const mayAdd = can('addVenue', site?.id)
  const button = mayAdd && (
    <Button leftSection={<Icon name="plus" size={18} />} onClick={() => add(true)}>
      {t('add')}
    </Button>
  )
  return (
    <>
      <PageHeader title={t('title')} lead={t('lead')} action={button} />
      <Stack>
        <Group>
          <Chip
            size="md"
            variant="outline"
            checked={stepFree === true}
            onChange={(wanted) =>
              void navigate({ search: (old) => ({ ...old, stepFree: wanted ? true : undefined }), replace: true })
            }
          >
            {t('access.stepFree')}
          </Chip>
        </Group>
        <Await query={list} empty={<NoVenue filtered={stepFree === true} add={() => add(true)} />}>
          {(venues) => <VenuesTable venues={venues} more={list} />}
        </Await>
      </Stack>
      {mayAdd && site && <AddVenueDialog siteId={site.id} opened={open === 'add'} close={() => add(false)} />}
    </>
  )
}

function NoVenue({ filtered, add }: { filtered: boolean; add: () => void }) {
  const { t } = useTranslation('venues')
  const navigate = route.useNavigate()
  if (filtered)
    return (
      <EmptyState
        icon="place"
        action={
          <Button variant="light" onClick={() => void navigate({ search: {} })}>
            {t('empty.showAll')}
          </Button>
        }
      >
        {t('empty.filtered')}
      </EmptyState>
    )
  return (
    <EmptyState
      icon="place"
      action={
        <Button variant="light" onClick={add}>
          {t('add')}
        </Button>
      }
    >
      {t('empty.none')}
    </EmptyState>
  )
}

interface VenuesTableProps {
  venues: readonly Venue[]
  more: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => unknown }
}

function VenuesTable({ venues, more }: VenuesTableProps) {
  const { t } = useTranslation('venues')
  const columns: Column<Venue>[] = [
    { id: 'name', header: t('column.name'), main: true, cell: (venue) => <Name venue={venue} /> },
    { id: 'rooms', header: t('column.rooms'), cell: ({ rooms }) => <Rooms rooms={rooms} /> },
    {
      id: 'whose',
      header: t('column.whose'),
      cell: ({ own, partnerName }) => (own ? t('ours') : (partnerName ?? t('asked'))),
    },
    { id: 'cost', header: t('column.cost'), cell: ({ costNote }) => costNote ?? t('unknown') },
  ]
  return <DataTable caption={t('title')} rows={venues} rowKey={({ id }) => id} columns={columns} more={more} />
}

function Name({ venue }: { venue: Venue }) {
  const { t } = useTranslation('venues')
  return (
    <Stack gap={0} align="flex-start">
      <TextLink to="/venues/$venueId" params={{ venueId: venue.id }} fw={650}>
        {venue.name}
      </TextLink>
      <Text size="sm" c="dimmed" fw={400}>
        {venue.address ?? t('noAddress')}
      </Text>
      {!venue.active && <StatusBadge tone="neutral">{t('inactive')}</StatusBadge>}
    </Stack>
  )
}

function Rooms({ rooms }: { rooms: Venue['rooms'] }) {
  const { t } = useTranslation('venues')
  const used = rooms.filter(({ active }) => active)
  if (used.length === 0) return t('noRoom')
  return (
    <Stack gap={0}>
      {used.map((room) => (
        <Text key={room.id} size="sm">
          {t('roomFor', { room: room.name, count: room.capacity })}
        </Text>
      ))}
    </Stack>
  )
}
