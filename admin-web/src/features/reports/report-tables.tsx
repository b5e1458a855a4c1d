import { addDays, type IndicatorEntry, type ReportTable } from '@interra/contracts'
import { Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { query } from '../../lib/query.ts'
import { useDates } from '../../lib/use-dates.ts'
import { tagOf } from '../../lib/dates.ts'
import { DataTable, type Column } from '../../ui/data-table.tsx'
import { Panel } from '../../ui/panel.tsx'

type Cell = ReportTable['cells'][number]

/** The tables of a report, each with the words of its indicator. */
export function ReportTables({ tables }: { tables: readonly ReportTable[] }) {
  const dictionary = useQuery(query('listIndicators', {}))
  return tables.map((table, index) => (
    <OneTable
      // the tables of a report keep their places
      key={`${index} ${table.indicatorId}`}
      table={table}
      entry={dictionary.data?.items.find(({ id }) => id === table.indicatorId)}
    />
  ))
}

function OneTable({ table, entry }: { table: ReportTable; entry: IndicatorEntry | undefined }) {
  const { t, i18n } = useTranslation('reports')
  const dates = useDates()
  const language = i18n.language === 'en' ? 'en' : 'fr'
  const name = entry?.name[language] ?? table.indicatorId
  const told = ({ figure: { value, suppressed, interval } }: Cell) => {
    if (suppressed) return t('hidden')
    if (value === null) return t('none')
    const tag = tagOf(i18n.language)
    if (entry?.kind === 'count' && interval !== null && interval.high > value)
      return t('withHeads', { value: value.toLocaleString(tag), high: interval.high.toLocaleString(tag) })
    return entry?.share ? value.toLocaleString(tag, { style: 'percent' }) : value.toLocaleString(tag)
  }
  const codeOf = (code: string | null) => {
    if (code === '*') return t('total')
    return code === null ? t('unknown') : t(`codes.${code}`, { defaultValue: code })
  }
  const periodOf = (from: string, to: string) => `${dates.day(from)} – ${dates.day(addDays(to, -1))}`
  const columns: Column<Cell>[] = [
    {
      id: 'line',
      header: table.each !== null && table.by.length === 0 ? t('column.period') : t('column.line'),
      main: true,
      cell: ({ from, to, codes }) =>
        [...(table.each === null ? [] : [periodOf(from, to)]), ...codes.map(codeOf)].join(' · ') || t('total'),
    },
    { id: 'value', header: t('column.value'), align: 'end', cell: told },
  ]
  const key = ({ from, codes }: Cell) => JSON.stringify([from, codes])
  return (
    <Panel title={[name, ...table.by.map((one) => t(`by.${one}`, { defaultValue: one }))].join(', ')}>
      {entry && (
        <Text size="sm" c="dimmed">
          {t('definition', { version: table.definitionVersion, words: entry.definition[language] })}
        </Text>
      )}
      <DataTable caption={name} rows={table.cells} rowKey={key} columns={columns} />
    </Panel>
  )
}
