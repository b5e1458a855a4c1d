import type { AwarenessAction } from '@interra/contracts'
import { Button, Stack, Text } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { pages } from '../../lib/query.ts'
import { useCan, useSite } from '../../lib/session.ts'
import { useDates } from '../../lib/use-dates.ts'
import { DataTable, type Column } from '../../ui/data-table.tsx'
import { Await, EmptyState } from '../../ui/states.tsx'
import { ChangeAwarenessDialog } from './awareness.dialog.tsx'
import { TrainingYear } from './year.panel.tsx'

/** Talks, schools, stands: heads by audience. */
export function Awareness({ add }: { add?: () => void }) {
  const { t } = useTranslation('trainings')
  const { site } = useSite()
  const list = useInfiniteQuery(pages('listAwarenessActions', { query: site ? { siteId: site.id } : {} }))
  const empty = (
    <EmptyState
      icon="flag"
      action={
        add && (
          <Button variant="light" onClick={add}>
            {t('awareness.add')}
          </Button>
        )
      }
    >
      {t('empty.awareness')}
    </EmptyState>
  )
  return (
    <Stack>
      <Await query={list} empty={empty}>
        {(actions) => <ActionsTable actions={actions} more={list} />}
      </Await>
      <TrainingYear awareness />
    </Stack>
  )
}

interface ActionsTableProps {
  actions: readonly AwarenessAction[]
  more: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => unknown }
}

function ActionsTable({ actions, more }: ActionsTableProps) {
  const { t } = useTranslation('trainings')
  const dates = useDates()
  const can = useCan()
  const [edited, setEdited] = useState<string | null>(null)
  const columns: Column<AwarenessAction>[] = [
    { id: 'title', header: t('awareness.column.title'), main: true, cell: (action) => <Title action={action} /> },
    { id: 'when', header: t('awareness.column.when'), cell: ({ heldOn }) => dates.day(heldOn, 'short') },
    {
      id: 'where',
      header: t('awareness.column.where'),
      cell: ({ place, partnerName }) => [place, partnerName].filter(Boolean).join(', ') || t('unknown'),
    },
    { id: 'heads', header: t('awareness.column.heads'), cell: ({ heads }) => <Heads heads={heads} /> },
    {
      id: 'acts',
      header: t('awareness.column.acts'),
      cell: ({ id, title, siteId }) =>
        can('changeAwarenessAction', siteId) && (
          <Button
            variant="default"
            h={40}
            aria-label={t('awareness.editNamed', { title })}
            onClick={() => setEdited(id)}
          >
            {t('awareness.edit')}
          </Button>
        ),
    },
  ]
  return (
    <>
      <DataTable caption={t('tabs.awareness')} rows={actions} rowKey={({ id }) => id} columns={columns} more={more} />
      <ChangeAwarenessDialog action={actions.find(({ id }) => id === edited) ?? null} close={() => setEdited(null)} />
    </>
  )
}

function Title({ action: { title, kind } }: { action: AwarenessAction }) {
  const { t } = useTranslation('trainings')
  return (
    <Stack gap={0}>
      {title}
      <Text size="sm" c="dimmed" fw={400}>
        {t(`awareness.kinds.${kind}`)}
      </Text>
    </Stack>
  )
}

function Heads({ heads }: { heads: AwarenessAction['heads'] }) {
  const { t } = useTranslation('trainings')
  return (
    <Stack gap={0}>
      {heads.map((one) => (
        <Text key={one.audience} size="sm">
          {t('awareness.headsOf', { audience: t(`awareness.audiences.${one.audience}`), heads: one.heads })}
        </Text>
      ))}
    </Stack>
  )
}
