import { addDays, type IndicatorEntry } from '@interra/contracts'
import { Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { query } from '../../lib/query.ts'
import { useCan } from '../../lib/session.ts'
import { useDates } from '../../lib/use-dates.ts'
import { ButtonLink, TextLink } from '../../ui/links.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { Await, EmptyState } from '../../ui/states.tsx'
import { IndicatorFilters } from './indicator-filters.tsx'
import { IndicatorTable } from './indicator-table.tsx'
import { PeriodChoice } from './period-choice.tsx'
import { periodOf } from './period.ts'
import { QualityCard } from './quality.card.tsx'
import { previousOf } from './shown.ts'

/** One figure of the registry: what it is, by what it is told, how it is read. */
export function IndicatorPage() {
  const { t } = useTranslation('indicator')
  const { indicatorId } = useParams({ from: '/in/figures/$indicatorId' })
  const registry = useQuery(query('listIndicators'))
  return (
    <Await query={registry}>
      {({ items }) => {
        const entry = items.find(({ id }) => id === indicatorId)
        if (entry) return <Told key={entry.id} entry={entry} />
        return (
          <>
            <PageHeader title={t('all')} />
            <EmptyState icon="chart" action={<ButtonLink to="/figures/all">{t('all')}</ButtonLink>}>
              {t('notThere')}
            </EmptyState>
          </>
        )
      }}
    </Await>
  )
}

function Told({ entry }: { entry: IndicatorEntry }) {
  const { t, i18n } = useTranslation(['indicator', 'figures'])
  const dates = useDates()
  const can = useCan()
  const search = useSearch({ from: '/in/figures/$indicatorId' })
  const navigate = useNavigate({ from: '/figures/$indicatorId' })
  const today = dates.now().date
  const period =
    search.from !== undefined && search.to !== undefined
      ? { from: search.from, to: search.to }
      : periodOf('last_year', today)
  const { by, and, each, site, funder } = search
  const asked = {
    indicator: entry.id as 'ACT-01',
    ...(site !== undefined && { site }),
    ...(funder !== undefined && { funder }),
  }
  const told = { ...(by && { by }), ...(by && and && { and }), ...(each && { each }) }
  const table = useQuery(query('getFigureTable', { query: { ...asked, ...period, ...told } }))
  const before = useQuery(query('getFigureTable', { query: { ...asked, ...previousOf(period) } }))
  const show = (change: Partial<typeof search>) =>
    void navigate({ search: (now) => ({ ...now, ...change }), replace: true })
  const language = i18n.language === 'en' ? 'en' : 'fr'
  return (
    <>
      <PageHeader
        title={entry.name[language]}
        crumbs={[
          <TextLink key="all" to="/figures/all">
            {t('all')}
          </TextLink>,
        ]}
        lead={[
          t('figures:lead', { from: dates.day(period.from), last: dates.day(addDays(period.to, -1)) }),
          entry.id,
        ].join(' · ')}
      />
      <Stack gap="lg">
        <PeriodChoice period={period} today={today} change={show} />
        <IndicatorFilters
          entry={entry}
          choice={search}
          change={show}
          isWhole={funder !== undefined || before.data?.level === 'internal_case'}
        />
        <Await query={table}>
          {(data) => (
            <IndicatorTable
              entry={entry}
              table={data}
              before={before.data}
              view={search.view ?? 'chart'}
              change={(view) => show({ view })}
            />
          )}
        </Await>
        {can('getQuality') && <QualityCard period={period} site={site} />}
      </Stack>
    </>
  )
}
