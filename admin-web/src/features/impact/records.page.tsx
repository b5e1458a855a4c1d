import { addDays, type FigureRecord } from '@interra/contracts'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useParams, useSearch } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { pages, query } from '../../lib/query.ts'
import { useDates } from '../../lib/use-dates.ts'
import { DataTable, type Column } from '../../ui/data-table.tsx'
import { TextLink } from '../../ui/links.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { Await, EmptyState } from '../../ui/states.tsx'
import { useFigureWords } from '../../lib/figure-words.ts'
import { periodOf } from './period.ts'

/** What a figure counts, one by one: for those who know the people. */
export function RecordsPage() {
  const { t, i18n } = useTranslation(['indicator', 'figures'])
  const dates = useDates()
  const words = useFigureWords()
  const { indicatorId } = useParams({ from: '/in/figures/$indicatorId/records' })
  const search = useSearch({ from: '/in/figures/$indicatorId/records' })
  const registry = useQuery(query('listIndicators'))
  const { from, to } =
    search.from !== undefined && search.to !== undefined
      ? { from: search.from, to: search.to }
      : periodOf('last_year', dates.now().date)
  const { site, by, and, code, andCode } = search
  const told = { ...(by && { by }), ...(and && { and }), ...(code && { code }), ...(andCode && { andCode }) }
  const list = useInfiniteQuery(
    pages('listFigureRecords', {
      query: { indicator: indicatorId as 'ACT-01', from, to, ...(site !== undefined && { site }), ...told },
    }),
  )
  const entry = registry.data?.items.find(({ id }) => id === indicatorId)
  const name = entry?.name[i18n.language === 'en' ? 'en' : 'fr'] ?? indicatorId
  const columns: Column<FigureRecord>[] = [
    { id: 'record', header: t('record'), main: true, cell: (row) => <RecordLink record={row} /> },
    { id: 'day', header: t('day'), cell: ({ day }) => dates.day(day) },
    { id: 'person', header: t('who'), cell: ({ kind, personName }) => (kind === 'person' ? null : personName) },
    ...(entry?.kind === 'sum'
      ? [
          {
            id: 'amount',
            header: t('amount'),
            align: 'end' as const,
            cell: ({ amount }: FigureRecord) => words.number(amount, entry.decimals),
          },
        ]
      : []),
  ]
  return (
    <>
      <PageHeader
        title={t('recordsOf', { name })}
        lead={t('figures:lead', { from: dates.day(from), last: dates.day(addDays(to, -1)) })}
        crumbs={[
          <TextLink key="all" to="/figures/all">
            {t('all')}
          </TextLink>,
          <TextLink
            key="figure"
            to="/figures/$indicatorId"
            params={{ indicatorId }}
            search={{ from, to, site, by, and, view: 'table' }}
          >
            {name}
          </TextLink>,
        ]}
      />
      <Await query={list} empty={<EmptyState icon="chart">{t('empty')}</EmptyState>}>
        {(records) => (
          <DataTable
            caption={t('recordsOf', { name })}
            rows={records}
            rowKey={({ key }) => key}
            columns={columns}
            more={list}
          />
        )}
      </Await>
    </>
  )
}

function RecordLink({ record: { key, kind, parentId, title, personName } }: { record: FigureRecord }): ReactNode {
  const { t } = useTranslation('indicator')
  const name = title ?? (personName || t(`records.${kind}`))
  switch (kind) {
    case 'session':
      return (
        <TextLink to="/sessions/$sessionId" params={{ sessionId: key }}>
          {name}
        </TextLink>
      )
    case 'attendance':
      return (
        <TextLink to="/sessions/$sessionId" params={{ sessionId: parentId ?? key }}>
          {name}
        </TextLink>
      )
    case 'workshop':
      return (
        <TextLink to="/workshops/$workshopId" params={{ workshopId: key }}>
          {name}
        </TextLink>
      )
    case 'person':
      return (
        <TextLink to="/people/$personId" params={{ personId: key }}>
          {name}
        </TextLink>
      )
    case 'duo':
      return (
        <TextLink to="/duos/$duoId" params={{ duoId: key }}>
          {t('records.duo')}
        </TextLink>
      )
    case 'course_session':
      return (
        <TextLink to="/trainings/$courseId" params={{ courseId: parentId ?? key }}>
          {name}
        </TextLink>
      )
    case 'referral':
      return (
        <TextLink to="/referrals/$referralId" params={{ referralId: key }}>
          {name}
        </TextLink>
      )
    case 'application':
      return (
        <TextLink to="/interlab/applications/$applicationId" params={{ applicationId: key }}>
          {name}
        </TextLink>
      )
    case 'incubation':
      return (
        <TextLink to="/incubations/$incubationId" params={{ incubationId: key }}>
          {name}
        </TextLink>
      )
    case 'coaching':
      return (
        <TextLink to="/incubations/$incubationId" params={{ incubationId: parentId ?? key }}>
          {name}
        </TextLink>
      )
    case 'other':
      return name
  }
}
