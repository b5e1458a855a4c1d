import { gates, type FigureName, type IndicatorEntry, type ReportTable } from '@interra/contracts'
import { Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { query } from '../../lib/query.ts'
import { DataTable, type Column } from '../../ui/data-table.tsx'
import { Facts } from '../../ui/facts.tsx'
import { FigureParts } from '../../ui/figure-parts.tsx'
import { Panel } from '../../ui/panel.tsx'
import { Await } from '../../ui/states.tsx'
import { useCellWords } from '../../lib/cell-words.ts'
import { useFigureWords } from '../../lib/figure-words.ts'

type Cell = ReportTable['cells'][number]

/** The tables of a report, each with the words of its indicator. */
export function ReportTables({ reportId, tables }: { reportId: string; tables: readonly ReportTable[] }) {
  const dictionary = useQuery(query('listIndicators', {}))
  const names = useQuery(query('getReportNames', { params: { reportId } }))
  return (
    <Await query={dictionary}>
      {({ items }) => (
        <Await query={names}>
          {(told) =>
            tables.map((table, index) => {
              const entry = items.find(({ id }) => id === table.indicatorId)
              // the tables of a report keep their places
              return entry && <OneTable key={`${index} ${entry.id}`} table={table} entry={entry} names={told.names} />
            })
          }
        </Await>
      )}
    </Await>
  )
}

interface OneTableProps {
  table: ReportTable
  entry: IndicatorEntry
  names: FigureName[]
}

function OneTable({ table, entry, names }: OneTableProps) {
  const { t, i18n } = useTranslation(['reports', 'indicator'])
  const words = useCellWords(entry, { ...table, names })
  const language = i18n.language === 'en' ? 'en' : 'fr'
  const name = entry.name[language]
  const told = (cell: Cell) => {
    const { value, interval } = cell.figure
    return entry.kind === 'count' && value !== null && interval !== null && interval.high > value
      ? t('withHeads', { value: words.value(cell), high: words.amount(interval.high) })
      : words.value(cell)
  }
  const columns: Column<Cell>[] = [
    {
      id: 'line',
      header: table.by.length === 0 ? t('column.period') : t('column.line'),
      main: true,
      cell: words.name,
    },
    { id: 'value', header: t('column.value'), align: 'end', cell: told },
  ]
  const key = ({ from, codes }: Cell) => JSON.stringify([from, codes])
  const [first] = table.cells
  return (
    <Panel title={[name, ...table.by.map((one) => t(`indicator:by.${one}`))].join(' · ')}>
      <Text size="sm" c="dimmed">
        {t('definition', { version: table.definitionVersion, words: entry.definition[language] })}
      </Text>
      {first && table.by.length === 0 && table.each === null ? (
        <div>
          <Text size="xl" fw={700}>
            {told(first)}
          </Text>
          <FigureParts figure={first.figure} of={entry} />
        </div>
      ) : (
        <DataTable caption={name} rows={table.cells} rowKey={key} columns={columns} />
      )}
    </Panel>
  )
}

/** How far the figures of a report can be trusted. */
export function ReportGates({ tables }: { tables: readonly ReportTable[] }) {
  const { t, i18n } = useTranslation('figures')
  const words = useFigureWords()
  const language = i18n.language === 'en' ? 'en' : 'fr'
  const facts = gates.flatMap(({ id, name, share, decimals }) => {
    const figure = tables.find(({ indicatorId }) => indicatorId === id)?.cells[0]?.figure
    return figure ? [{ label: name[language], value: words.value(figure, { share, decimals }) }] : []
  })
  return (
    <Panel title={t('quality')}>
      <Facts facts={facts} />
    </Panel>
  )
}
