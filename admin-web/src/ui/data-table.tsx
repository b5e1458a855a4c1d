import { Button, Card, Group, ScrollArea, Stack, Table, Text, UnstyledButton } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import css from './data-table.module.css'
import { Icon } from './icons.tsx'

export interface Column<T> {
  readonly id: string
  readonly header: string
  readonly cell: (row: T) => ReactNode
  /** The column that names the row: a link to it, as a rule; the head of its card on a phone. */
  readonly main?: true
  readonly align?: 'end'
  /** What the list can be sorted by; the id of the sort, if any. */
  readonly sort?: string
  /** Left out of the card on a phone. */
  readonly wideOnly?: true
}
export interface Sort {
  readonly by: string
  readonly descending: boolean
  readonly change: (by: string, descending: boolean) => void
}
interface DataTableProps<T> {
  /** What the table holds, for those who do not see it. */
  caption: string
  rows: readonly T[]
  rowKey: (row: T) => string
  columns: readonly Column<T>[]
  sort?: Sort
  /** The next page of the list: `useInfiniteQuery(pages(…))` fits. */
  more?: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => unknown }
}

/** A list of records: a table where there is room, cards on a phone. */
export function DataTable<T>(props: DataTableProps<T>) {
  const narrow = useMediaQuery('(max-width: 48em)', false, { getInitialValueInEffect: false })
  return (
    <Stack>
      {narrow ? <Cards {...props} /> : <Wide {...props} />}
      {props.more?.hasNextPage && <More more={props.more} />}
    </Stack>
  )
}

function More({ more }: { more: NonNullable<DataTableProps<unknown>['more']> }) {
  const { t } = useTranslation()
  return (
    <Group justify="center">
      <Button variant="light" loading={more.isFetchingNextPage} onClick={() => void more.fetchNextPage()}>
        {t('more')}
      </Button>
    </Group>
  )
}

function Wide<T>({ caption, rows, rowKey, columns, sort }: DataTableProps<T>) {
  return (
    <Card padding={0}>
      <ScrollArea type="auto">
        <Table verticalSpacing="sm" horizontalSpacing="md" highlightOnHover aria-label={caption}>
          <Table.Thead>
            <Table.Tr>
              {columns.map((column) => (
                <Head key={column.id} column={column} {...(sort ? { sort } : {})} />
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map((row) => (
              <Table.Tr key={rowKey(row)}>
                {columns.map((column) => (
                  <Cell key={column.id} column={column} row={row} />
                ))}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </ScrollArea>
    </Card>
  )
}

function Cell<T>({ column, row }: { column: Column<T>; row: T }) {
  const style = column.align ? { ta: column.align } : {}
  if (column.main)
    return (
      <Table.Th scope="row" fw={600} {...style}>
        {column.cell(row)}
      </Table.Th>
    )
  return <Table.Td {...style}>{column.cell(row)}</Table.Td>
}

function Head<T>({ column, sort }: { column: Column<T>; sort?: Sort }) {
  const style = column.align ? { ta: column.align } : {}
  if (column.sort === undefined || !sort)
    return (
      <Table.Th scope="col" {...style}>
        {column.header}
      </Table.Th>
    )
  const by = column.sort
  const active = sort.by === by
  const direction = sort.descending ? 'descending' : 'ascending'
  return (
    <Table.Th scope="col" aria-sort={active ? direction : 'none'} {...style}>
      <UnstyledButton className={css['sort'] ?? ''} onClick={() => sort.change(by, active && !sort.descending)}>
        {column.header}
        <Icon name={active && sort.descending ? 'down' : 'up'} size={14} opacity={active ? 1 : 0.45} />
      </UnstyledButton>
    </Table.Th>
  )
}

function Cards<T>({ caption, rows, rowKey, columns }: DataTableProps<T>) {
  const main = columns.find((column) => column.main)
  const others = columns.filter((column) => !column.main && !column.wideOnly)
  return (
    <ul className={css['cards']} aria-label={caption}>
      {rows.map((row) => (
        <li key={rowKey(row)}>
          <Card padding="md">
            {main && <div className={css['title']}>{main.cell(row)}</div>}
            <dl className={css['members']}>
              {others.map((column) => (
                <div key={column.id}>
                  <Text component="dt" size="sm" c="dimmed">
                    {column.header}
                  </Text>
                  <dd>{column.cell(row)}</dd>
                </div>
              ))}
            </dl>
          </Card>
        </li>
      ))}
    </ul>
  )
}
