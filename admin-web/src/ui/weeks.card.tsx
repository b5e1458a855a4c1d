import { addDays } from '@interra/contracts'
import { Card, Group, SegmentedControl, Table, Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { tagOf } from '../lib/dates.ts'
import { useDates } from '../lib/use-dates.ts'
import { WeeksChart } from './weeks-chart.tsx'

export const weekViews = ['chart', 'table'] as const
export type WeekView = (typeof weekViews)[number]

export interface Week {
  /** Its Monday. */
  readonly on: string
  /** In the order of the columns. */
  readonly counts: readonly number[]
}
interface Props {
  title: string
  caption: string
  /** What is counted; the last one is drawn. */
  columns: readonly string[]
  /** Those in which something happened: the others are put between them. */
  weeks: readonly Week[]
  view: WeekView
  change: (view: WeekView) => void
}

/** The weeks of a period as a picture or as a table. */
export function WeeksCard({ title, caption, columns, weeks, view, change }: Props) {
  const { t } = useTranslation('common')
  const all = withEmptyWeeks(weeks)
  const label = t('weeks.picture', { caption, count: all.length })
  return (
    <Card component="section">
      <Group justify="space-between" mb="md">
        <Title order={2} size="h3">
          {title}
        </Title>
        <SegmentedControl
          aria-label={t('weeks.view')}
          value={view}
          onChange={(value) => weekViews.filter((one) => one === value).forEach(change)}
          data={weekViews.map((value) => ({ value, label: t(`weeks.views.${value}`) }))}
        />
      </Group>
      {view === 'chart' ? (
        <WeeksChart label={label} weeks={all.map(({ on, counts }) => ({ on, count: counts.at(-1) ?? 0 }))} />
      ) : (
        <WeeksTable caption={caption} columns={columns} weeks={all} />
      )}
    </Card>
  )
}

function WeeksTable({ caption, columns, weeks }: Pick<Props, 'caption' | 'columns' | 'weeks'>) {
  const { t, i18n } = useTranslation('common')
  const dates = useDates()
  return (
    <Table striped captionSide="top">
      <Table.Caption>{caption}</Table.Caption>
      <Table.Thead>
        <Table.Tr>
          <Table.Th scope="col">{t('weeks.of')}</Table.Th>
          {columns.map((column) => (
            <Table.Th key={column} scope="col" ta="end">
              {column}
            </Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {weeks.map(({ on, counts }) => (
          <Table.Tr key={on}>
            <Table.Th scope="row" fw={400}>
              {dates.day(on)}
            </Table.Th>
            {columns.map((column, at) => (
              <Table.Td key={column} ta="end">
                {(counts[at] ?? 0).toLocaleString(tagOf(i18n.language))}
              </Table.Td>
            ))}
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  )
}

/** With the weeks in which nothing happened, between the first and the last. */
function withEmptyWeeks(weeks: readonly Week[]): Week[] {
  return weeks.flatMap((week, index) => {
    const end = weeks[index + 1]?.on ?? week.on
    const gap: Week[] = [week]
    for (let on = addDays(week.on, 7); on < end; on = addDays(on, 7)) gap.push({ on, counts: [] })
    return gap
  })
}
