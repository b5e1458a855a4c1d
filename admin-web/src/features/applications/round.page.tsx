import type { JuryRound } from '@interra/contracts'
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { query, useAct } from '../../lib/query.ts'
import { useCan } from '../../lib/session.ts'
import { useDates } from '../../lib/use-dates.ts'
import { TextLink } from '../../ui/links.tsx'
import { Notice } from '../../ui/notice.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { Await } from '../../ui/states.tsx'
import { StatusBadge } from '../../ui/status-badge.tsx'
import { TwoColumns } from '../../ui/two-columns.tsx'
import { staleRounds } from './application-words.ts'
import { Coverage } from './coverage.panel.tsx'
import { Dossiers } from './dossiers.panel.tsx'
import { Members } from './members.panel.tsx'
import { WeightsPanel } from './weights.panel.tsx'

const route = getRouteApi('/in/interlab/juries/$roundId')

/** One round: who judges what, what the scores give, what is decided. */
export function RoundPage() {
  const { roundId } = route.useParams()
  const found = useQuery(query('getJuryRound', { params: { roundId } }))
  return <Await query={found}>{(round) => <Whole key={round.id} round={round} />}</Await>
}

function Whole({ round }: { round: JuryRound }) {
  const { t } = useTranslation('applications')
  const dates = useDates()
  const can = useCan()
  const { name, status, heldOn, cohort, siteId } = round
  return (
    <>
      <PageHeader
        title={name}
        crumbs={[
          <TextLink key="juries" to="/interlab" search={{ tab: 'juries' }}>
            {t('tabs.juries')}
          </TextLink>,
        ]}
        badge={<StatusBadge tone={status === 'scoring' ? 'good' : 'neutral'}>{t(`roundStates.${status}`)}</StatusBadge>}
        lead={[dates.day(heldOn), cohort?.name ?? t('cohort.rolling')].join(' · ')}
        action={can('openJuryRound', siteId) && <Acts round={round} />}
      />
      {status === 'scoring' && <Notice tone="info">{t('rounds.forbidden')}</Notice>}
      <TwoColumns
        work={
          <>
            <Dossiers round={round} />
            <Coverage round={round} />
          </>
        }
        facts={
          <>
            <Members round={round} />
            <WeightsPanel round={round} />
          </>
        }
      />
    </>
  )
}

function Acts({ round: { id: roundId, status, version: ifMatch } }: { round: JuryRound }) {
  const { t } = useTranslation('applications')
  const [asking, setAsking] = useState(false)
  const open = useAct('openJuryRound', { stale: staleRounds })
  const close = useAct('closeJuryRound', { stale: staleRounds, done: () => setAsking(false) })
  const one = { params: { roundId }, ifMatch }
  if (status === 'preparing')
    return (
      <Button loading={open.isPending} onClick={() => open.mutate(one)}>
        {t('rounds.open')}
      </Button>
    )
  if (status === 'closed') return null
  return asking ? (
    <Button color="red" loading={close.isPending} onClick={() => close.mutate(one)}>
      {t('rounds.closeSure')}
    </Button>
  ) : (
    <Button variant="default" onClick={() => setAsking(true)}>
      {t('rounds.close')}
    </Button>
  )
}
