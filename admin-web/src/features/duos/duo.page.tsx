import { heldDuoStates, type Duo } from '@interra/contracts'
import { Button, Group, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { query } from '../../lib/query.ts'
import { useCan } from '../../lib/session.ts'
import { useDates } from '../../lib/use-dates.ts'
import { Facts } from '../../ui/facts.tsx'
import { History } from '../../ui/history.tsx'
import { Icon } from '../../ui/icons.tsx'
import { TextLink } from '../../ui/links.tsx'
import { Notice } from '../../ui/notice.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { Panel } from '../../ui/panel.tsx'
import { Await } from '../../ui/states.tsx'
import { TwoColumns } from '../../ui/two-columns.tsx'
import { AlertBadges, DuoBadge } from './badges.tsx'
import { ChangeDuoDialog } from './change-duo.dialog.tsx'
import { CheckIns } from './check-ins.panel.tsx'
import { DuoActs } from './duo-acts.tsx'
import { DuoDialog } from './duo.dialog.tsx'
import { useHistoryWords } from './history-words.ts'
import { Meetings } from './meetings.panel.tsx'
import { Members } from './members.panel.tsx'
import { Reasons } from './reasons.tsx'
import { StartSteps } from './start-steps.panel.tsx'
import { Talks } from './talks.tsx'

const route = getRouteApi('/in/duos/$duoId')

/** One duo, from the proposal to the last check-in. */
export function DuoPage() {
  const { duoId } = route.useParams()
  const duo = useQuery(query('getDuo', { params: { duoId } }))
  return <Await query={duo}>{(found) => <Whole key={found.id} duo={found} />}</Await>
}

function Whole({ duo }: { duo: Duo }) {
  const { t } = useTranslation('duos')
  const dates = useDates()
  const words = useHistoryWords()
  const { newcomer, local, status, alerts, expiresAt, startsOn, plannedEndOn, history, safetyHistory = [] } = duo
  const lead = [
    expiresAt === null ? '' : t('duo.expires', { day: dates.dayOf(expiresAt) }),
    startsOn === null ? '' : t('duo.since', { day: dates.day(startsOn) }),
    plannedEndOn === null ? '' : t('duo.until', { day: dates.day(plannedEndOn) }),
  ].filter(Boolean)
  return (
    <>
      <PageHeader
        title={t('pair', { newcomer: newcomer.person.name ?? '', local: local.person.name ?? '' })}
        documentTitle={t('duo.documentTitle')}
        crumbs={[
          <TextLink key="duos" to="/duos" search={{ tab: 'duos' }}>
            {t('title')}
          </TextLink>,
        ]}
        badge={
          <Group gap={6}>
            <DuoBadge state={status} />
            <AlertBadges alerts={alerts} />
          </Group>
        }
        lead={lead.length > 0 ? lead.join(' · ') : undefined}
        action={<DuoActs duo={duo} />}
      />
      <Safety duo={duo} />
      <Ending duo={duo} />
      <Talks duo={duo} />
      <TwoColumns
        work={
          <>
            <Members duo={duo} />
            <StartSteps duo={duo} />
            <Meetings duo={duo} />
            <CheckIns duo={duo} />
          </>
        }
        facts={
          <>
            <Why duo={duo} />
            <About duo={duo} />
            {history && (
              <Panel title={t('duo.history')}>
                <History
                  entries={[...history, ...safetyHistory].toSorted((a, b) => b.at.localeCompare(a.at))}
                  words={words}
                />
              </Panel>
            )}
          </>
        }
      />
    </>
  )
}

/** A word about safety keeps people out of every duo until somebody has talked with them. */
function Safety({ duo }: { duo: Duo }) {
  const { t } = useTranslation('duos')
  const can = useCan()
  const [clearing, setClearing] = useState(false)
  const { flagged = [], safetyNote } = duo
  if (flagged.length === 0) return null
  const names = flagged.map((side) => duo[side].person.name).join(', ')
  return (
    <Notice tone="bad" role="alert" title={t('safety.title')}>
      <Text>{t('safety.text', { names })}</Text>
      {safetyNote && <Text style={{ whiteSpace: 'pre-line' }}>{t('duo.because', { reason: safetyNote })}</Text>}
      {can('clearSafety', duo.siteId) && (
        <Button mt="xs" onClick={() => setClearing(true)}>
          {t('duoActs.clearSafety')}
        </Button>
      )}
      <DuoDialog duo={duo} asked={clearing ? 'clearSafety' : null} close={() => setClearing(false)} />
    </Notice>
  )
}

/** Why it is over, or did not come about. */
function Ending({ duo: { endReason, endNote, supersededBecause, pausedUntil } }: { duo: Duo }) {
  const { t } = useTranslation('duos')
  const dates = useDates()
  if (pausedUntil !== null) return <Notice tone="warn" title={t('duo.paused', { day: dates.day(pausedUntil) })} />
  if (supersededBecause !== null) return <Notice title={t(`superseded.${supersededBecause}`)} />
  if (!endReason) return null
  return <Notice title={t(`endReasons.${endReason}`)}>{endNote}</Notice>
}

function Why({ duo: { siteId, origin, reason, parts, score, coverage } }: { duo: Duo }) {
  const { t } = useTranslation('duos')
  return (
    <Panel title={t('duo.why')}>
      <Text>{t(`origins.${origin}`)}</Text>
      {reason && <Text>{t('duo.because', { reason })}</Text>}
      {score !== null && parts.length > 0 && (
        <Reasons siteId={siteId} parts={parts} score={score} coverage={coverage} />
      )}
    </Panel>
  )
}

function About({ duo }: { duo: Duo }) {
  const { t } = useTranslation('duos')
  const can = useCan()
  const [changing, setChanging] = useState(false)
  const { goal, rhythmDays, weeks, owner, network, previousDuoId } = duo
  const mayChange = heldDuoStates.some((state) => state === duo.status) && can('changeDuo', duo.siteId)
  return (
    <Panel
      title={t('duo.about')}
      aside={
        mayChange && (
          <Button variant="subtle" leftSection={<Icon name="edit" size={18} />} onClick={() => setChanging(true)}>
            {t('change.open')}
          </Button>
        )
      }
    >
      <Facts
        facts={[
          ...(goal ? [{ label: t('fields.goal'), value: goal }] : []),
          { label: t('fields.rhythm'), value: t('duo.rhythm', { count: rhythmDays }) },
          { label: t('fields.weeks'), value: t('duo.weeks', { count: weeks }) },
          ...(owner ? [{ label: t('list.owner'), value: owner.name }] : []),
          ...(network ? [{ label: t('duo.network'), value: t('duo.networkLine', { ...network }) }] : []),
        ]}
      />
      {previousDuoId !== null && (
        <TextLink to="/duos/$duoId" params={{ duoId: previousDuoId }}>
          {t('duo.previous')}
        </TextLink>
      )}
      {mayChange && <ChangeDuoDialog duo={duo} opened={changing} close={() => setChanging(false)} />}
    </Panel>
  )
}
