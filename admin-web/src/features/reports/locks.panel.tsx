import { addDays, type PeriodLock } from '@interra/contracts'
import { Button, Group, Text, TextInput } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { pages, useAct } from '../../lib/query.ts'
import { useCan } from '../../lib/session.ts'
import { useDates } from '../../lib/use-dates.ts'
import { DataTable, type Column } from '../../ui/data-table.tsx'
import { Panel } from '../../ui/panel.tsx'
import { Await, EmptyState } from '../../ui/states.tsx'
import { StatusBadge } from '../../ui/status-badge.tsx'
import { ReopenDialog } from './reason.dialog.tsx'

/** Periods whose sheets nobody changes any more, and those that were reopened. */
export function LocksPanel({ siteId }: { siteId: string }) {
  const { t } = useTranslation('reports')
  const dates = useDates()
  const can = useCan()
  const [reopening, setReopening] = useState<PeriodLock | null>(null)
  const list = useInfiniteQuery(pages('listPeriodLocks', { query: { siteId } }))
  const columns: Column<PeriodLock>[] = [
    {
      id: 'period',
      header: t('column.period'),
      main: true,
      cell: ({ from, to }) => t('period', { from: dates.day(from), last: dates.day(addDays(to, -1)) }),
    },
    {
      id: 'state',
      header: t('column.state'),
      cell: ({ reopenedAt }) => (
        <StatusBadge tone={reopenedAt === null ? 'good' : 'warn'}>
          {t(reopenedAt === null ? 'locks.locked' : 'locks.reopened')}
        </StatusBadge>
      ),
    },
    { id: 'reason', header: t('reason'), cell: ({ reopenedReason }) => reopenedReason },
    {
      id: 'act',
      header: t('column.act'),
      cell: (lock) =>
        lock.reopenedAt === null &&
        can('reopenPeriod', siteId) && (
          <Button variant="default" onClick={() => setReopening(lock)}>
            {t('locks.reopen')}
          </Button>
        ),
    },
  ]
  return (
    <Panel title={t('locks.title')}>
      <Text c="dimmed">{t('locks.lead')}</Text>
      {can('lockPeriod', siteId) && <LockForm siteId={siteId} />}
      <Await query={list} empty={<EmptyState icon="key">{t('locks.empty')}</EmptyState>}>
        {(locks) => (
          <DataTable caption={t('locks.title')} rows={locks} rowKey={({ id }) => id} columns={columns} more={list} />
        )}
      </Await>
      {reopening && (
        <ReopenDialog id={reopening.id} version={reopening.version} opened close={() => setReopening(null)} />
      )}
    </Panel>
  )
}

function LockForm({ siteId }: { siteId: string }) {
  const { t } = useTranslation('reports')
  const year = Number(useDates().now().date.slice(0, 4)) - 1
  const [from, setFrom] = useState(`${year}-01-01`)
  const [last, setLast] = useState(`${year}-12-31`)
  const lock = useAct('lockPeriod', { stale: ['listPeriodLocks'] })
  return (
    <Group align="flex-end">
      <TextInput type="date" label={t('fields.from')} value={from} onChange={(event) => setFrom(event.target.value)} />
      <TextInput type="date" label={t('fields.last')} value={last} onChange={(event) => setLast(event.target.value)} />
      <Button
        variant="light"
        loading={lock.isPending}
        disabled={from === '' || last === ''}
        onClick={() => lock.mutate({ body: { siteId, from, to: addDays(last, 1) } })}
      >
        {t('locks.lock')}
      </Button>
    </Group>
  )
}
