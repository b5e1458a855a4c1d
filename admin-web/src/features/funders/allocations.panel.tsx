import type { Allocation, FunderDetail } from '@interra/contracts'
import { Button, Text } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { pages } from '../../lib/query.ts'
import { useCan, useSite } from '../../lib/session.ts'
import { useDates } from '../../lib/use-dates.ts'
import { DataTable, type Column } from '../../ui/data-table.tsx'
import { Panel } from '../../ui/panel.tsx'
import { Await } from '../../ui/states.tsx'
import { AllocationDialog } from './allocation.dialog.tsx'
import { useFunderWords } from './funder-words.ts'

interface AllocationsProps {
  funders: readonly FunderDetail[]
  /** Only what this one carries. */
  funderId?: string
}

/** Which activities grants carry, in which shares, and what nobody carries of them. */
export function Allocations({ funders, funderId }: AllocationsProps) {
  const { t } = useTranslation('funders')
  const can = useCan()
  const { site } = useSite()
  const dates = useDates()
  const { activity, share } = useFunderWords()
  const [open, setOpen] = useState<Allocation | 'new' | null>(null)
  const of = { ...(site ? { siteId: site.id } : {}), ...(funderId ? { funderId } : {}) }
  const list = useInfiniteQuery(pages('listAllocations', { query: of }))
  const columns: Column<Allocation>[] = [
    { id: 'activity', header: t('column.activity'), main: true, cell: (one) => activity(one.activity) },
    {
      id: 'when',
      header: t('column.when'),
      cell: ({ startsOn, endsOn }) => t('fromTo', { from: dates.day(startsOn), to: dates.day(endsOn) }),
    },
    {
      id: 'shares',
      header: t('column.shares'),
      cell: ({ shares, unallocated }) =>
        [
          ...shares.map((one) => `${one.funderName} ${share(one.share)}`),
          ...(unallocated > 0 ? [t('rest', { share: share(unallocated) })] : []),
        ].join(' · '),
    },
    {
      id: 'acts',
      header: t('column.acts'),
      cell: (one) =>
        can('changeAllocation', one.siteId) && (
          <Button
            variant="light"
            h={40}
            onClick={() => setOpen(one)}
            aria-label={t('changeNamed', { name: activity(one.activity) })}
          >
            {t('change')}
          </Button>
        ),
    },
  ]
  return (
    <Panel
      title={t('allocations')}
      aside={
        site &&
        can('addAllocation', site.id) && (
          <Button variant="light" onClick={() => setOpen('new')}>
            {t('allocate')}
          </Button>
        )
      }
    >
      <Await query={list} empty={<Text c="dimmed">{t('empty.allocations')}</Text>}>
        {(rows) => (
          <DataTable caption={t('allocations')} rows={rows} rowKey={({ id }) => id} columns={columns} more={list} />
        )}
      </Await>
      {site && <AllocationDialog siteId={site.id} funders={funders} open={open} close={() => setOpen(null)} />}
    </Panel>
  )
}
