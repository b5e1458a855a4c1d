import type { MatchRunRow } from '@interra/contracts'
import { Stack, Text } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { pages } from '../../lib/query.ts'
import { useCan } from '../../lib/session.ts'
import { useDates } from '../../lib/use-dates.ts'
import { DataTable, type Column } from '../../ui/data-table.tsx'
import { TextLink } from '../../ui/links.tsx'
import { Panel } from '../../ui/panel.tsx'
import { Await } from '../../ui/states.tsx'
import { RunBadge } from './badges.tsx'
import { PlanForm } from './plan-form.tsx'

/** Make the best plan over everybody, and those made before. */
export function PlansTab({ siteId }: { siteId: string }) {
  const { t } = useTranslation('duos')
  const can = useCan()
  const list = useInfiniteQuery(pages('listMatchRuns', { query: { siteId } }))
  return (
    <Stack>
      {can('startMatchRun', siteId) && (
        <Panel title={t('plan.new')}>
          <PlanForm siteId={siteId} />
        </Panel>
      )}
      <Panel title={t('plan.before')}>
        <Await query={list} empty={<Text c="dimmed">{t('plan.none')}</Text>}>
          {(runs) => <Runs runs={runs} />}
        </Await>
      </Panel>
    </Stack>
  )
}

function Runs({ runs }: { runs: readonly MatchRunRow[] }) {
  const { t } = useTranslation('duos')
  const dates = useDates()
  const columns: Column<MatchRunRow>[] = [
    {
      id: 'when',
      header: t('plan.when'),
      main: true,
      cell: ({ id, createdAt }) => (
        <TextLink to="/duos/plans/$matchRunId" params={{ matchRunId: id }}>
          {t('plan.at', { day: dates.dayOf(createdAt), time: dates.time(createdAt) })}
        </TextLink>
      ),
    },
    { id: 'state', header: t('list.state'), cell: ({ status }) => <RunBadge state={status} /> },
    { id: 'aim', header: t('plan.aim'), cell: ({ aim }) => t(`aims.${aim}`) },
    { id: 'pairs', header: t('plan.pairs'), cell: ({ pairCount }) => pairCount, align: 'end' },
    { id: 'by', header: t('plan.by'), cell: ({ startedBy }) => startedBy ?? '–', wideOnly: true },
  ]
  return <DataTable caption={t('plan.before')} rows={runs} rowKey={({ id }) => id} columns={columns} />
}
