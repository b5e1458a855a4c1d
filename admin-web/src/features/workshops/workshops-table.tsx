import type { WorkshopRow } from '@interra/contracts'
import { Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useLabel } from '../../lib/choices.ts'
import { useDates } from '../../lib/use-dates.ts'
import { DataTable, type Column } from '../../ui/data-table.tsx'
import { TextLink } from '../../ui/links.tsx'
import { useHostNames } from './host-names.ts'
import { AutonomyBadge, WorkshopBadge } from './workshop-badges.tsx'

interface WorkshopsTableProps {
  workshops: readonly WorkshopRow[]
  more: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => unknown }
}

export function WorkshopsTable({ workshops, more }: WorkshopsTableProps) {
  const { t } = useTranslation('workshops')
  const dates = useDates()
  const label = useLabel()
  const columns: Column<WorkshopRow>[] = [
    { id: 'title', header: t('column.title'), main: true, cell: (workshop) => <What workshop={workshop} /> },
    { id: 'state', header: t('column.state'), cell: ({ status }) => <WorkshopBadge state={status} /> },
    {
      id: 'next',
      header: t('column.next'),
      cell: ({ nextSessionAt: at }) =>
        at === null ? t('noSession') : t('at', { day: dates.dayOf(at, 'short'), time: dates.time(at) }),
    },
    {
      id: 'venue',
      header: t('column.venue'),
      cell: ({ room }) => (room ? [room.venueName, room.name].join(', ') : t('noRoom')),
    },
    { id: 'autonomy', header: t('column.autonomy'), cell: ({ autonomy }) => <AutonomyBadge level={autonomy} /> },
    {
      id: 'category',
      header: t('column.category'),
      cell: ({ category }) => (category ? label(category.labels) : t('later')),
    },
  ]
  return <DataTable caption={t('title')} rows={workshops} rowKey={({ id }) => id} columns={columns} more={more} />
}

function What({ workshop: { id, title, hosts } }: { workshop: WorkshopRow }) {
  const names = useHostNames()
  return (
    <Stack gap={0} align="flex-start">
      <TextLink to="/workshops/$workshopId" params={{ workshopId: id }} fw={650}>
        {title}
      </TextLink>
      <Text size="sm" c="dimmed" fw={400}>
        {names(hosts)}
      </Text>
    </Stack>
  )
}
