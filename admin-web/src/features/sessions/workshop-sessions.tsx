import type { SessionSummary } from '@interra/contracts'
import { Group, SegmentedControl, Stack } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCan } from '../../lib/session.ts'
import { useDates } from '../../lib/use-dates.ts'
import { DataTable, type Column } from '../../ui/data-table.tsx'
import { Icon } from '../../ui/icons.tsx'
import { ButtonLink, TextLink } from '../../ui/links.tsx'
import { Await, EmptyState } from '../../ui/states.tsx'
import { SessionBadges } from './session-line.tsx'
import { placeOf, useHostLine } from './session-words.ts'
import css from './sessions.module.css'
import { workshopPages } from './sessions.queries.ts'

/** The sessions of a workshop: those to come, those past, and the way to plan more. */
export function WorkshopSessions({ workshopId }: { workshopId: string }) {
  const { t } = useTranslation('sessions')
  const today = useDates().now().date
  const can = useCan()
  const [shown, show] = useState<'upcoming' | 'past'>('upcoming')
  const list = useInfiniteQuery(workshopPages(workshopId, today, shown === 'past'))
  const schedule = can('scheduleSeries') && (
    <ButtonLink
      to="/workshops/$workshopId/schedule"
      params={{ workshopId }}
      variant="light"
      leftSection={<Icon name="plus" size={18} />}
    >
      {t('ofWorkshop.schedule')}
    </ButtonLink>
  )
  return (
    <Stack>
      <Group justify="space-between" gap="sm">
        <SegmentedControl
          aria-label={t('ofWorkshop.show')}
          value={shown}
          data={[
            { value: 'upcoming', label: t('ofWorkshop.upcoming') },
            { value: 'past', label: t('ofWorkshop.past') },
          ]}
          onChange={(chosen) => show(chosen === 'past' ? 'past' : 'upcoming')}
        />
        {list.data?.length !== 0 && schedule}
      </Group>
      <Await
        query={list}
        empty={
          <EmptyState icon="calendar" action={schedule}>
            {shown === 'past' ? t('ofWorkshop.nonePast') : t('ofWorkshop.noneUpcoming')}
          </EmptyState>
        }
      >
        {(sessions) => <Sessions sessions={sessions} list={list} />}
      </Await>
    </Stack>
  )
}

interface SessionsProps {
  sessions: readonly SessionSummary[]
  list: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => unknown }
}

function Sessions({ sessions, list }: SessionsProps) {
  const { t } = useTranslation('sessions')
  const dates = useDates()
  const hosts = useHostLine()
  const columns: Column<SessionSummary>[] = [
    {
      id: 'when',
      header: t('ofWorkshop.when'),
      main: true,
      cell: ({ id, startsOn, startsTime, endsTime }) => (
        <TextLink to="/sessions/$sessionId" params={{ sessionId: id }} fw={650}>
          {dates.day(startsOn, 'short')}, {startsTime}–{endsTime}
        </TextLink>
      ),
    },
    { id: 'where', header: t('ofWorkshop.where'), cell: ({ place }) => placeOf(place) ?? t('line.noPlace') },
    { id: 'hosts', header: t('facts.hosts'), cell: (session) => hosts(session.hosts) },
    {
      id: 'state',
      header: t('ofWorkshop.state'),
      cell: (session) => (
        <div className={css['inTable']}>
          <SessionBadges session={session} />
        </div>
      ),
    },
  ]
  return (
    <DataTable
      caption={t('ofWorkshop.caption')}
      rows={sessions}
      rowKey={({ id }) => id}
      columns={columns}
      more={list}
    />
  )
}
