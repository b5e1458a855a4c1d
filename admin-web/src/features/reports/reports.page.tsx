import { addDays, type Report } from '@interra/contracts'
import { Button, Stack } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { pages } from '../../lib/query.ts'
import { useCan, useSite } from '../../lib/session.ts'
import { useDates } from '../../lib/use-dates.ts'
import { DataTable, type Column } from '../../ui/data-table.tsx'
import { Icon } from '../../ui/icons.tsx'
import { TextLink } from '../../ui/links.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { Await, EmptyState } from '../../ui/states.tsx'
import { StatusBadge } from '../../ui/status-badge.tsx'
import { LocksPanel } from './locks.panel.tsx'
import { ReportDialog } from './report.dialog.tsx'
import { reportTones } from './report-words.ts'

/** Reports that were made, and the periods that are locked. */
export function ReportsPage() {
  const { t } = useTranslation('reports')
  const dates = useDates()
  const can = useCan()
  const { site } = useSite()
  const [adding, setAdding] = useState(false)
  const list = useInfiniteQuery(pages('listReports', { query: site ? { siteId: site.id } : {} }))
  const mayAdd = site !== undefined && can('addReport', site.id)
  const columns: Column<Report>[] = [
    {
      id: 'title',
      header: t('column.report'),
      main: true,
      cell: ({ id, title }) => (
        <TextLink to="/reports/$reportId" params={{ reportId: id }}>
          {title}
        </TextLink>
      ),
    },
    {
      id: 'period',
      header: t('column.period'),
      cell: ({ from, to }) => t('period', { from: dates.day(from), last: dates.day(addDays(to, -1)) }),
    },
    { id: 'level', header: t('fields.level'), cell: ({ level }) => t(`levels.${level}`) },
    {
      id: 'state',
      header: t('column.state'),
      cell: ({ status }) => <StatusBadge tone={reportTones[status]}>{t(`states.${status}`)}</StatusBadge>,
    },
  ]
  return (
    <>
      <PageHeader
        title={t('title')}
        lead={t('lead')}
        action={
          <>
            {can('getEsfPack') && <TextLink to="/reports/european-funds">{t('funds.title')}</TextLink>}
            {can('listTestimonies') && <TextLink to="/testimonies">{t('testimonies.title')}</TextLink>}
            {mayAdd && (
              <Button leftSection={<Icon name="plus" size={18} />} onClick={() => setAdding(true)}>
                {t('add')}
              </Button>
            )}
          </>
        }
      />
      <Stack gap="lg">
        <Await query={list} empty={<EmptyState icon="chart">{t('empty')}</EmptyState>}>
          {(reports) => (
            <DataTable caption={t('title')} rows={reports} rowKey={({ id }) => id} columns={columns} more={list} />
          )}
        </Await>
        {site && <LocksPanel siteId={site.id} />}
      </Stack>
      {mayAdd && <ReportDialog siteId={site.id} opened={adding} close={() => setAdding(false)} />}
    </>
  )
}
