import { addDays, type FigureTable, type IndicatorEntry } from '@interra/contracts'
import { Button, Card, Group, SegmentedControl, Stack, Text, Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useDates } from '../../lib/use-dates.ts'
import { Icon } from '../../ui/icons.tsx'
import { BarsChart } from '../../ui/bars-chart.tsx'
import { FigureParts } from '../../ui/figure-parts.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { StatusBadge } from '../../ui/status-badge.tsx'
import { useCellWords } from '../../lib/cell-words.ts'
import { CellsTable } from './cells.table.tsx'
import { useFigureWords } from '../../lib/figure-words.ts'
import css from './figures.module.css'
import { isOfHeads } from './heads.ts'
import { RecordsLink } from './records.link.tsx'
import { changeOf, csvOf, drawnOf, rowsOf, totalOf } from './shown.ts'

const views = ['chart', 'table'] as const

interface Props {
  readonly entry: IndicatorEntry
  readonly table: FigureTable
  readonly before: FigureTable | undefined
  readonly view: (typeof views)[number]
  readonly change: (view: (typeof views)[number]) => void
}

/** The value and what it stands on, its cells as a picture or a table, and how it is counted. */
export function IndicatorTable({ entry, table, before, view, change }: Props) {
  const { t, i18n } = useTranslation(['indicator', 'figures'])
  const dates = useDates()
  const figureWords = useFigureWords()
  const words = useCellWords(entry, table)
  const language = i18n.language === 'en' ? 'en' : 'fr'
  const total = totalOf(table)
  const caption = entry.name[language]
  if (table.cells.length === 0) return <EmptyState icon="chart">{t('empty')}</EmptyState>
  const csv = `data:text/csv;charset=utf-8,${encodeURIComponent(csvOf(rowsOf(table, words.code)))}`
  const flags = [...new Set(table.cells.flatMap(({ figure }) => figure.flags))]
  return (
    <>
      {total && (
        <Card component="section">
          <div data-total={total.figure.value ?? ''}>
            <span className={css['value']}>{words.value(total)}</span>{' '}
            {total.figure.value !== null && (
              <Text span c="dimmed">
                {figureWords.unit(entry)}
              </Text>
            )}
          </div>
          {entry.kind === 'count' && isOfHeads(total.figure) && (
            <Text size="sm">
              {t('figures:between', {
                low: words.amount(total.figure.interval.low),
                high: words.amount(total.figure.interval.high),
              })}
            </Text>
          )}
          <FigureParts figure={total.figure} of={entry} />
          <RecordsLink entry={entry} table={table} cell={total} text={t('openRecords')} />
          {before && <Change entry={entry} table={table} before={before} />}
        </Card>
      )}
      <Group gap="xs">
        {flags.map((flag) => (
          <StatusBadge key={flag} tone="warn" icon="info">
            {t(`figures:flags.${flag}`)}
          </StatusBadge>
        ))}
      </Group>
      <Card component="section">
        <Group justify="space-between" mb="md" className={css['choices'] ?? ''}>
          <SegmentedControl
            aria-label={t('view')}
            value={view}
            onChange={(value) => views.filter((one) => one === value).forEach(change)}
            data={views.map((value) => ({ value, label: t(value) }))}
          />
          <Group gap="sm">
            <Button component="a" variant="default" href={csv} download={`${entry.id}.csv`}>
              {t('csv')}
            </Button>
            <Button variant="default" leftSection={<Icon name="print" size={18} />} onClick={() => window.print()}>
              {t('print')}
            </Button>
          </Group>
        </Group>
        {view === 'chart' ? (
          <BarsChart
            label={t('picture', { name: caption })}
            bars={drawnOf(table).map((cell) => ({
              name: words.name(cell),
              value: cell.figure.value,
              shown: words.value(cell),
            }))}
          />
        ) : (
          <CellsTable entry={entry} table={table} caption={caption} />
        )}
      </Card>
      {table.level !== 'internal_case' && <Text size="sm">{t('masked')}</Text>}
      <details className={css['definition']}>
        <summary>{t('figures:howCounted')}</summary>
        <Stack gap="xs" mt="xs">
          <Text size="sm">{entry.definition[language]}</Text>
          {(['missing', 'pitfall'] as const).map(
            (one) =>
              entry[one] && (
                <div key={one}>
                  <Title order={2} size="h5">
                    {t(one)}
                  </Title>
                  <Text size="sm">{entry[one][language]}</Text>
                </div>
              ),
          )}
          <Text size="sm" c="dimmed">
            {t('figures:version', { version: table.definitionVersion })}
          </Text>
        </Stack>
      </details>
      <Text size="sm" c="dimmed">
        {t('figures:asOf', { day: dates.dayOf(table.asOf), time: dates.time(table.asOf) })}
      </Text>
    </>
  )
}

function Change({ entry, table, before }: { entry: IndicatorEntry; table: FigureTable; before: FigureTable }) {
  const { t } = useTranslation('indicator')
  const dates = useDates()
  const words = useCellWords(entry, before)
  const days = { from: dates.day(before.from), last: dates.day(addDays(before.to, -1)) }
  const change = changeOf(table, before)
  const then = totalOf(before)
  if (change === null || !then) return <Text size="sm">{t('noChange', days)}</Text>
  const shown = `${change > 0 ? '+' : ''}${words.amount(change)}`
  return <Text size="sm">{t('change', { ...days, change: shown, before: words.value(then) })}</Text>
}
