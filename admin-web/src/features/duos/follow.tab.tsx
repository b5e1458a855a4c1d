import { addMonths, type DuoFollowUp } from '@interra/contracts'
import { Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { query } from '../../lib/query.ts'
import { useDates } from '../../lib/use-dates.ts'
import { DataTable, type Column } from '../../ui/data-table.tsx'
import { ButtonLink } from '../../ui/links.tsx'
import { Panel } from '../../ui/panel.tsx'
import { PeriodForm, type Period } from '../../ui/period-form.tsx'
import { Await, EmptyState } from '../../ui/states.tsx'
import { FairnessPanel } from './fairness.panel.tsx'
import { useShareOf } from './use-words.ts'

/** How duos went over a period: who answered, what became of those by feel, whether some wait longer than others. */
export function FollowTab({ siteId }: { siteId: string }) {
  const { t } = useTranslation('duos')
  const [period, setPeriod] = useState(twelveMonthsUntil(useDates().now().date))
  const found = useQuery(query('getDuoFollowUp', { query: { siteId, ...period } }))
  const empty = (
    <EmptyState
      icon="chart"
      action={
        <ButtonLink to="/duos" search={{ tab: 'pool' }} variant="light">
          {t('list.toPool')}
        </ButtonLink>
      }
    >
      {t('follow.empty')}
    </EmptyState>
  )
  return (
    <Stack>
      <PeriodForm period={period} change={setPeriod} />
      <Await query={found} empty={empty} isEmpty={isNothing}>
        {({ items, ways, fairness }) => (
          <>
            <CheckInsPanel items={items} />
            <WaysPanel ways={ways} />
            <FairnessPanel rows={fairness} />
          </>
        )}
      </Await>
    </Stack>
  )
}

/** Whole months: this one, and the eleven before it. */
function twelveMonthsUntil(today: string): Period {
  const to = addMonths(`${today.slice(0, 7)}-01`, 1)
  return { from: addMonths(to, -12), to }
}

const isNothing = ({ items, ways, fairness }: DuoFollowUp) =>
  items.every(({ asked }) => asked === 0) &&
  ways.every(({ proposed, duos }) => proposed === 0 && duos === 0) &&
  fairness.length === 0

type CheckInRow = DuoFollowUp['items'][number]

function CheckInsPanel({ items }: { items: readonly CheckInRow[] }) {
  const { t } = useTranslation('duos')
  const of = useShareOf()
  const asked = items.filter((row) => row.asked > 0)
  const columns: Column<CheckInRow>[] = [
    { id: 'kind', header: t('follow.checkIns.kind'), main: true, cell: ({ kind }) => t(`checkIns.kinds.${kind}`) },
    { id: 'asked', header: t('follow.checkIns.asked'), cell: (row) => row.asked },
    { id: 'answered', header: t('follow.checkIns.answered'), cell: (row) => of(row.answered, row.asked) },
    { id: 'unanswered', header: t('follow.checkIns.unanswered'), cell: (row) => of(row.unanswered, row.asked) },
    { id: 'met', header: t('follow.checkIns.met'), cell: (row) => of(row.met, row.duos) },
    {
      id: 'notMet',
      header: t('follow.checkIns.notMet'),
      cell: ({ notMet, duos, conflicting }) => (
        <>
          {of(notMet, duos)}
          {conflicting > 0 && (
            <Text size="sm" c="dimmed">
              {t('follow.checkIns.conflicting', { count: conflicting })}
            </Text>
          )}
        </>
      ),
    },
    { id: 'unknown', header: t('follow.checkIns.unknown'), cell: (row) => of(row.unknown, row.duos) },
  ]
  return (
    <Panel title={t('follow.checkIns.title')}>
      <Text c="dimmed">{t(asked.length > 0 ? 'follow.checkIns.lead' : 'follow.checkIns.none')}</Text>
      {asked.length > 0 && (
        <DataTable caption={t('follow.checkIns.title')} rows={asked} rowKey={({ kind }) => kind} columns={columns} />
      )}
    </Panel>
  )
}

type WayRow = DuoFollowUp['ways'][number]
const measures = ['proposed', 'duos', 'rhythmKept', 'over', 'completed', 'stillInTouch'] as const
type Measure = (typeof measures)[number]

function WaysPanel({ ways }: { ways: readonly WayRow[] }) {
  const { t } = useTranslation('duos')
  const of = useShareOf()
  const all = ways.reduce((sum, { proposed }) => sum + proposed, 0)
  const shown = (row: WayRow, measure: Measure) => {
    if (measure === 'proposed') return of(row.proposed, all)
    if (measure === 'duos') return row.duos
    if (row.duos === 0) return '–'
    return of(row[measure], measure === 'rhythmKept' || measure === 'over' ? row.duos : row.over)
  }
  const columns: Column<Measure>[] = [
    { id: 'what', header: t('follow.ways.what'), main: true, cell: (measure) => t(`follow.ways.${measure}`) },
    ...ways.map((row) => ({
      id: row.way,
      header: t(`follow.ways.${row.way}`),
      cell: (measure: Measure) => shown(row, measure),
    })),
  ]
  return (
    <Panel title={t('follow.ways.title')}>
      <Text c="dimmed">{t('follow.ways.lead')}</Text>
      <DataTable caption={t('follow.ways.title')} rows={measures} rowKey={(measure) => measure} columns={columns} />
    </Panel>
  )
}
