import type { FigureWeek } from '@interra/contracts'
import { Card, Group, SegmentedControl, Table, Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useDates } from '../../lib/use-dates.ts'
import { useFigureWords } from './figure-words.ts'
import { WeeksChart } from './weeks-chart.tsx'

export const views = ['chart', 'table'] as const
export type View = (typeof views)[number]

/** The weeks of the period as a picture or as a table. */
export function WeeksCard({
  weeks,
  view,
  change,
}: {
  weeks: readonly FigureWeek[]
  view: View
  change: (view: View) => void
}) {
  const { t } = useTranslation('figures')
  return (
    <Card component="section">
      <Group justify="space-between" mb="md">
        <Title order={2} size="h3">
          {t('weeks')}
        </Title>
        <SegmentedControl
          aria-label={t('view')}
          value={view}
          onChange={(value) => views.filter((one) => one === value).forEach(change)}
          data={views.map((value) => ({ value, label: t(`views.${value}`) }))}
        />
      </Group>
      {view === 'chart' ? <WeeksChart weeks={weeks} /> : <WeeksTable weeks={weeks} />}
    </Card>
  )
}

function WeeksTable({ weeks }: { weeks: readonly FigureWeek[] }) {
  const { t } = useTranslation('figures')
  const dates = useDates()
  const words = useFigureWords()
  return (
    <Table striped captionSide="top">
      <Table.Caption>{t('tableCaption')}</Table.Caption>
      <Table.Thead>
        <Table.Tr>
          <Table.Th scope="col">{t('weekOf')}</Table.Th>
          <Table.Th scope="col" ta="end">
            {t('sessions')}
          </Table.Th>
          <Table.Th scope="col" ta="end">
            {t('attendances')}
          </Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {weeks.map((week) => (
          <Table.Tr key={week.weekOn}>
            <Table.Th scope="row" fw={400}>
              {dates.day(week.weekOn)}
            </Table.Th>
            <Table.Td ta="end">{words.number(week.sessions)}</Table.Td>
            <Table.Td ta="end">{words.number(week.attendances)}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  )
}
