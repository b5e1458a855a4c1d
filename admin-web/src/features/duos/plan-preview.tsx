import type { MatchRun } from '@interra/contracts'
import { Button, Group, Stack, Text } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAct } from '../../lib/query.ts'
import { useCan } from '../../lib/session.ts'
import { TextLink } from '../../ui/links.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Panel } from '../../ui/panel.tsx'
import { say } from '../../ui/undo-bar.tsx'
import css from '../../ui/line-list.module.css'
import { staleDuos } from './duos.queries.ts'
import { asksAnother, choicesOf, withForbid, withPin, withTick, pairOf, type PlanChoices } from './plan-choices.ts'
import { PlanLeft } from './plan-left.tsx'
import { PlanPair } from './plan-pair.tsx'

/** The pairs of a plan, to tick out, pin or forbid; nothing is sent before they are proposed. */
export function PlanPreview({ run }: { run: MatchRun }) {
  const { t } = useTranslation('duos')
  const [choices, setChoices] = useState(() => choicesOf(run))
  const open = run.status === 'ready'
  return (
    <Stack>
      {open && <Decide run={run} choices={choices} />}
      <Panel title={t('plan.pairsOf', { count: run.pairs.length })}>
        {run.pairs.length === 0 && <Text>{t('plan.noPair')}</Text>}
        {open && run.pairs.length > 0 && <Text c="dimmed">{t('plan.pinHint')}</Text>}
        {run.previousRunId !== null && (
          <Text c="dimmed">
            {t('plan.compared')}{' '}
            <TextLink to="/duos/plans/$matchRunId" params={{ matchRunId: run.previousRunId }}>
              {t('plan.previous')}
            </TextLink>
          </Text>
        )}
        <ul className={css['list']}>
          {run.pairs.map((pair) => (
            <PlanPair
              key={pair.id}
              run={run}
              pair={pair}
              choices={choices}
              tick={() => setChoices(withTick(choices, pair.id))}
              pin={() => setChoices(withPin(choices, pairOf(pair)))}
              forbid={() => setChoices(withForbid(choices, pairOf(pair)))}
            />
          ))}
        </ul>
      </Panel>
      <PlanLeft run={run} />
    </Stack>
  )
}

/** Propose what is ticked; or, once something is pinned or forbidden, make the plan again first. */
function Decide({ run, choices }: { run: MatchRun; choices: PlanChoices }) {
  const { t } = useTranslation('duos')
  const can = useCan()
  const navigate = useNavigate()
  const count = run.pairs.length - choices.leftOut.size
  const publish = useAct('publishMatchRun', {
    stale: staleDuos,
    done: ({ toTell }) =>
      say([t('plan.published', { count }), ...(toTell > 0 ? [t('plan.toTell', { count: toTell })] : [])].join(' ')),
  })
  const again = useAct('startMatchRun', {
    stale: ['listMatchRuns'],
    done: ({ id }) => void navigate({ to: '/duos/plans/$matchRunId', params: { matchRunId: id } }),
  })
  const cancel = useAct('cancelMatchRun', { stale: ['getMatchRun', 'listMatchRuns'] })
  if (!can('publishMatchRun', run.siteId)) return null
  const input = { params: { matchRunId: run.id }, ifMatch: run.version }
  const { siteId, aim, weights, threshold } = run
  const remake = () =>
    again.mutate({
      body: {
        siteId,
        aim,
        weights,
        threshold,
        previousRunId: run.id,
        pins: [...choices.pins],
        forbids: [...choices.forbids],
      },
    })
  const another = asksAnother(choices, run)
  return (
    <Notice tone="info" title={another ? t('plan.changed') : t('plan.nothingSent')}>
      <Group gap="sm" mt="xs">
        {another ? (
          <Button loading={again.isPending} onClick={remake}>
            {t('plan.again')}
          </Button>
        ) : (
          <Button
            disabled={count === 0}
            loading={publish.isPending}
            onClick={() => publish.mutate({ ...input, body: { leaveOut: [...choices.leftOut] } })}
          >
            {t('plan.publish', { count })}
          </Button>
        )}
        <Button variant="default" loading={cancel.isPending} onClick={() => cancel.mutate(input)}>
          {t('plan.putAway')}
        </Button>
      </Group>
    </Notice>
  )
}
