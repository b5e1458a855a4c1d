import type { FigureTable, IndicatorEntry } from '@interra/contracts'
import { Table } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useCellWords } from '../../lib/cell-words.ts'
import css from './figures.module.css'
import { RecordsLink } from './records.link.tsx'

const all = ['value', 'n', 'interval', 'known'] as const

/** Every cell with its totals: what the CSV holds, row by row. */
export function CellsTable({ entry, table, caption }: { entry: IndicatorEntry; table: FigureTable; caption: string }) {
  const { t } = useTranslation('indicator')
  const words = useCellWords(entry, table)
  const isTold = (measure: (typeof all)[number]) =>
    measure === 'value' || table.cells.some((cell) => words[measure](cell) !== '')
  const measures = all.filter(isTold)
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls sideways on a phone, also by keyboard
    <div className={css['wide']} role="region" aria-label={caption} tabIndex={0}>
      <Table striped captionSide="top">
        <Table.Caption>{caption}</Table.Caption>
        <Table.Thead>
          <Table.Tr>
            {[t('period'), ...table.by.map((one) => t(`by.${one}`))].map((name) => (
              <Table.Th key={name} scope="col">
                {name}
              </Table.Th>
            ))}
            {measures.map((measure) => (
              <Table.Th key={measure} scope="col" ta="end">
                {t(measure === 'interval' && entry.kind === 'count' ? 'withHeads' : measure)}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {table.cells.map((cell) => (
            <Table.Tr key={[cell.from, ...cell.codes].join(' ')}>
              <Table.Th scope="row" fw={400}>
                {words.period(cell)}
              </Table.Th>
              {cell.codes.map((code, at) => (
                <Table.Td key={table.by[at]}>{words.code(code)}</Table.Td>
              ))}
              {measures.map((measure) => (
                <Table.Td key={measure} ta="end">
                  {measure === 'value' ? (
                    <RecordsLink entry={entry} table={table} cell={cell} text={words.value(cell)} keep />
                  ) : (
                    words[measure](cell)
                  )}
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  )
}
