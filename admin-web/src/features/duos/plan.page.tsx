import type { MatchRun } from '@interra/contracts'
import { Button, Progress, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { query, useAct } from '../../lib/query.ts'
import { useDates } from '../../lib/use-dates.ts'
import { TextLink } from '../../ui/links.tsx'
import { Notice } from '../../ui/notice.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { Panel } from '../../ui/panel.tsx'
import { Await } from '../../ui/states.tsx'
import { RunBadge } from './badges.tsx'
import { PlanPreview } from './plan-preview.tsx'

const route = getRouteApi('/in/duos/plans/$matchRunId')
const again = 1_000
const isBeingMade = (run: MatchRun | undefined) => run?.status === 'queued' || run?.status === 'running'

/** One plan: being made, then a preview that nobody has heard of, then what was proposed. */
export function PlanPage() {
  const { matchRunId } = route.useParams()
  const run = useQuery({
    ...query('getMatchRun', { params: { matchRunId } }),
    refetchInterval: ({ state }) => (isBeingMade(state.data) ? again : false),
  })
  return <Await query={run}>{(found) => <Whole key={found.id} run={found} />}</Await>
}

function Whole({ run }: { run: MatchRun }) {
  const { t } = useTranslation('duos')
  const dates = useDates()
  return (
    <>
      <PageHeader
        title={t('plan.title', { day: dates.dayOf(run.createdAt), time: dates.time(run.createdAt) })}
        crumbs={[
          <TextLink key="plans" to="/duos" search={{ tab: 'plans' }}>
            {t('tabs.plans')}
          </TextLink>,
        ]}
        badge={<RunBadge state={run.status} />}
        lead={t('plan.lead', {
          aim: t(`aims.${run.aim}`),
          newcomers: t('people.newcomer', { count: run.newcomers }),
          locals: t('people.local', { count: run.locals }),
        })}
      />
      {isBeingMade(run) && <Making run={run} />}
      {run.status === 'failed' && <Notice tone="bad" role="alert" title={t('plan.failed')} />}
      {run.status === 'cancelled' && <Notice title={t('plan.cancelled')} />}
      {(run.status === 'ready' || run.status === 'published') && <PlanPreview run={run} />}
    </>
  )
}

function Making({ run }: { run: MatchRun }) {
  const { t } = useTranslation('duos')
  const cancel = useAct('cancelMatchRun', { stale: ['getMatchRun', 'listMatchRuns'] })
  return (
    <Panel title={t('plan.making')}>
      <Stack>
        <Progress.Root size="xl">
          <Progress.Section value={run.progress} aria-label={t('plan.making')} />
        </Progress.Root>
        <Text role="status">{t('plan.progress', { percent: run.progress })}</Text>
        <Button
          variant="default"
          loading={cancel.isPending}
          onClick={() => cancel.mutate({ params: { matchRunId: run.id }, ifMatch: run.version })}
        >
          {t('plan.stop')}
        </Button>
      </Stack>
    </Panel>
  )
}
