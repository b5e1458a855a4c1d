import type { NetworkingEvent } from '@interra/contracts'
import { Button, Group, Stack, Text } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { pages, useAct } from '../../lib/query.ts'
import { useCan, useSite } from '../../lib/session.ts'
import { useDates } from '../../lib/use-dates.ts'
import { DataTable, type Column } from '../../ui/data-table.tsx'
import { Await, EmptyState } from '../../ui/states.tsx'
import { say } from '../../ui/undo-bar.tsx'
import { ChangeEventDialog } from './event.dialog.tsx'
import { staleEvents } from './expert-words.ts'

/** Who met whom, between entrepreneurs and with others. */
export function Networking() {
  const { t } = useTranslation('experts')
  const dates = useDates()
  const { site } = useSite()
  const list = useInfiniteQuery(pages('listNetworkingEvents', { query: site ? { siteId: site.id } : {} }))
  const columns: Column<NetworkingEvent>[] = [
    {
      id: 'title',
      header: t('column.event'),
      main: true,
      cell: ({ title, kind }) => (
        <Stack gap={0}>
          {title}
          <Text size="sm" c="dimmed" fw={400}>
            {t(`eventKinds.${kind}`)}
          </Text>
        </Stack>
      ),
    },
    { id: 'when', header: t('column.when'), cell: ({ heldOn }) => dates.day(heldOn, 'short') },
    {
      id: 'people',
      header: t('column.present'),
      cell: ({ present, people }) => t('presentOf', { present, named: people?.length ?? 0 }),
    },
    { id: 'encounters', header: t('column.encounters'), cell: ({ encounters }) => String(encounters), align: 'end' },
    { id: 'acts', header: t('column.acts'), cell: (event) => <Acts event={event} /> },
  ]
  return (
    <Await query={list} empty={<EmptyState icon="hand">{t('empty.events')}</EmptyState>}>
      {(events) => (
        <DataTable caption={t('tabs.networking')} rows={events} rowKey={({ id }) => id} columns={columns} more={list} />
      )}
    </Await>
  )
}

function Acts({ event }: { event: NetworkingEvent }) {
  const { t } = useTranslation('experts')
  const can = useCan()
  const [opened, setOpened] = useState(false)
  if (!can('changeNetworkingEvent', event.siteId)) return null
  return (
    <Group gap="xs">
      <Button
        variant="light"
        h={40}
        aria-label={t('changeNamed', { name: event.title })}
        onClick={() => setOpened(true)}
      >
        {t('change')}
      </Button>
      <Remove event={event} />
      <ChangeEventDialog event={event} opened={opened} close={() => setOpened(false)} />
    </Group>
  )
}

function Remove({ event: { id, version, title } }: { event: NetworkingEvent }) {
  const { t } = useTranslation('experts')
  const remove = useAct('removeNetworkingEvent', { stale: staleEvents, done: () => say(t('done.eventRemoved')) })
  return (
    <Button
      variant="default"
      h={40}
      loading={remove.isPending}
      aria-label={t('removeNamed', { name: title })}
      onClick={() => remove.mutate({ params: { networkingEventId: id }, ifMatch: version })}
    >
      {t('remove')}
    </Button>
  )
}
