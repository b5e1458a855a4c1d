import { addDays, type FigureTable, type IndicatorEntry } from '@interra/contracts'
import { Card, Group, SegmentedControl, SimpleGrid, Stack, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { query } from '../../lib/query.ts'
import { useSite } from '../../lib/session.ts'
import { useDates } from '../../lib/use-dates.ts'
import { BarsChart } from '../../ui/bars-chart.tsx'
import { TextLink } from '../../ui/links.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import type { Period } from '../../ui/period-form.tsx'
import { Await, EmptyState } from '../../ui/states.tsx'
import { useCellWords } from '../../lib/cell-words.ts'
import { CellsTable } from './cells.table.tsx'
import { useFigureWords } from '../../lib/figure-words.ts'
import css from './figures.module.css'
import { PeriodChoice } from './period-choice.tsx'
import { periodOf } from './period.ts'

/** Drawn month by month; the others are one number. */
const monthly = ['TIE-01', 'TIE-02'] as const
const whole = ['TIE-03', 'TIE-04', 'TIE-05', 'TIE-06', 'TIE-07'] as const
const views = ['chart', 'table'] as const
type View = (typeof views)[number]

/** What encounters led to: contacts and durable links month by month, whether they last, who has none, how far duos open. */
export function LinksPage() {
  const { t } = useTranslation(['indicator', 'figures'])
  const dates = useDates()
  const { site } = useSite()
  const search = useSearch({ from: '/in/figures/links' })
  const navigate = useNavigate({ from: '/figures/links' })
  const today = dates.now().date
  const period: Period =
    search.from !== undefined && search.to !== undefined
      ? { from: search.from, to: search.to }
      : periodOf('twelve_months', today)
  const view = search.view ?? 'chart'
  const registry = useQuery(query('listIndicators'))
  const show = (change: Partial<Period & { view: View }>) =>
    void navigate({ search: (now) => ({ ...now, ...change }), replace: true })
  const asked = { ...period, ...(site ? { site: site.id } : {}) }
  return (
    <>
      <PageHeader
        title={t('links.title')}
        crumbs={[
          <TextLink key="all" to="/figures/all">
            {t('all')}
          </TextLink>,
        ]}
        lead={[t('figures:lead', { from: dates.day(period.from), last: dates.day(addDays(period.to, -1)) }), site?.name]
          .filter(Boolean)
          .join(' · ')}
      />
      <Stack gap="lg">
        <PeriodChoice period={period} today={today} change={show} />
        <Group className={css['choices'] ?? ''}>
          <SegmentedControl
            aria-label={t('view')}
            value={view}
            onChange={(value) => views.filter((one) => one === value).forEach((one) => show({ view: one }))}
            data={views.map((value) => ({ value, label: t(value) }))}
          />
        </Group>
        <Await query={registry}>
          {({ items }) => (
            <SimpleGrid cols={{ base: 1, md: 2 }} spacing="md">
              {[...monthly, ...whole].flatMap((id) =>
                items
                  .filter((entry) => entry.id === id)
                  .map((entry) => (
                    <Links
                      key={id}
                      entry={entry}
                      asked={{ ...asked, indicator: id, ...(monthly.some((one) => one === id) && { each: 'month' }) }}
                      view={view}
                    />
                  )),
              )}
            </SimpleGrid>
          )}
        </Await>
        <Text size="sm" c="dimmed">
          {t('links.hint')}
        </Text>
      </Stack>
    </>
  )
}

interface LinksProps {
  readonly entry: IndicatorEntry
  readonly asked: Period & {
    readonly indicator: (typeof monthly | typeof whole)[number]
    readonly site?: string
    readonly each?: 'month'
  }
  readonly view: View
}

function Links({ entry, asked, view }: LinksProps) {
  const { t, i18n } = useTranslation(['indicator', 'figures'])
  const table = useQuery(query('getFigureTable', { query: asked }))
  const language = i18n.language === 'en' ? 'en' : 'fr'
  const { indicator, each: _, ...search } = asked
  return (
    <Card component="section" data-indicator={entry.id}>
      <Title order={2} size="h3" mb="sm">
        <TextLink to="/figures/$indicatorId" params={{ indicatorId: indicator }} search={search} inherit>
          {entry.name[language]}
        </TextLink>
      </Title>
      <Await
        query={table}
        isEmpty={({ cells }) => cells.length === 0}
        empty={<EmptyState icon="chart">{t('links.empty')}</EmptyState>}
      >
        {(data) =>
          asked.each ? <Months entry={entry} table={data} view={view} /> : <One entry={entry} table={data} />
        }
      </Await>
      <details className={css['definition']}>
        <summary>{t('figures:howCounted')}</summary>
        <Text size="sm" mt="xs">
          {entry.definition[language]}
        </Text>
      </details>
    </Card>
  )
}

interface Told {
  readonly entry: IndicatorEntry
  readonly table: FigureTable
}

function Months({ entry, table, view }: Told & { readonly view: View }) {
  const { t, i18n } = useTranslation('indicator')
  const words = useCellWords(entry, table)
  const name = entry.name[i18n.language === 'en' ? 'en' : 'fr']
  if (view === 'table') return <CellsTable entry={entry} table={table} caption={name} />
  const bars = table.cells.map((cell) => ({
    name: words.period(cell),
    value: cell.figure.value,
    shown: words.value(cell),
  }))
  return <BarsChart label={t('picture', { name })} bars={bars} />
}

function One({ entry, table: { cells } }: Told) {
  const { t } = useTranslation('figures')
  const words = useFigureWords()
  const [cell] = cells
  if (!cell) return null
  const { figure } = cell
  return (
    <>
      <div data-value={figure.value ?? ''}>
        <span className={css['value']}>{words.value(figure, entry)}</span>{' '}
        {figure.value !== null && (
          <Text span c="dimmed">
            {words.unit(entry)}
          </Text>
        )}
      </div>
      {figure.n !== null && (
        <Text size="sm" c="dimmed">
          {t('n', { count: figure.n, shown: words.number(figure.n) })}
        </Text>
      )}
    </>
  )
}
