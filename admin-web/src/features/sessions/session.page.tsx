import type { Session } from '@interra/contracts'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { query } from '../../lib/query.ts'
import { useSeams } from '../../lib/seams.ts'
import { useCan } from '../../lib/session.ts'
import { useDates } from '../../lib/use-dates.ts'
import { TextLink } from '../../ui/links.tsx'
import { Notice } from '../../ui/notice.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { Await } from '../../ui/states.tsx'
import { StatusBadge } from '../../ui/status-badge.tsx'
import { TwoColumns } from '../../ui/two-columns.tsx'
import { CancelDialog } from './cancel.dialog.tsx'
import { ChangeDialog } from './change.dialog.tsx'
import { FeedbackPanel } from './feedback.panel.tsx'
import { HostsDialog } from './hosts.dialog.tsx'
import { MovesPanel } from './moves.panel.tsx'
import { PhoneDialog } from './phone.dialog.tsx'
import { SessionActions, type SessionDialog } from './session-actions.tsx'
import { SessionFacts } from './session-facts.tsx'
import { capital, placeOf, stateIcons, stateTones } from './session-words.ts'
import { StaffPanel } from './staff.panel.tsx'
import type { Told } from './told.ts'

const route = getRouteApi('/in/sessions/$sessionId')

/** One evening: when and where, who comes, who waits, who of the team is there, and the sheet one tap away. */
export function SessionPage() {
  const { sessionId } = route.useParams()
  const session = useQuery(query('getSession', { params: { sessionId } }))
  return <Await query={session}>{(found) => <OneSession session={found} />}</Await>
}

function OneSession({ session }: { session: Session }) {
  const { t } = useTranslation('sessions')
  const dates = useDates()
  const can = useCan()
  const { SessionRegistrations } = useSeams()
  const [dialog, open] = useState<SessionDialog | null>(null)
  const [told, tell] = useState<Told | null>(null)
  const close = () => open(null)
  const { startsOn, startsTime: from, endsTime: to, siteId, status, staffMissing, workshopTitle, workshopId } = session
  const when = t('session.when', { day: dates.day(startsOn, 'full'), from, to })
  const mayChange = can('changeSession', siteId)
  return (
    <>
      <PageHeader
        title={workshopTitle}
        documentTitle={`${t('session.tab')} · ${dates.day(startsOn, 'short')}`}
        crumbs={[
          <TextLink key="sessions" to="/sessions">
            {t('title')}
          </TextLink>,
          <TextLink key="workshop" to="/workshops/$workshopId" params={{ workshopId }}>
            {workshopTitle}
          </TextLink>,
        ]}
        badge={
          <StatusBadge tone={stateTones[status]} icon={stateIcons[status]}>
            {t(`states.${status}`)}
          </StatusBadge>
        }
        lead={[capital(when), placeOf(session.place)].filter(Boolean).join(' · ')}
        action={<SessionActions session={session} open={open} />}
      />
      <TwoColumns
        work={
          <>
            {session.statusReason !== null && (
              <Notice tone="bad">{t('session.cancelled', { reason: session.statusReason })}</Notice>
            )}
            {staffMissing && <Notice tone="warn">{t('session.staffMissing')}</Notice>}
            {SessionRegistrations && can('listRegistrations', siteId) && <SessionRegistrations session={session} />}
          </>
        }
        facts={
          <>
            <SessionFacts session={session} editHosts={mayChange ? () => open('hosts') : undefined} />
            <StaffPanel session={session} />
            {status !== 'cancelled' && can('getSessionFeedback', siteId) && <FeedbackPanel session={session} />}
            <MovesPanel moves={session.moves} />
          </>
        }
      />
      <ChangeDialog session={session} opened={dialog === 'change'} close={close} tell={tell} />
      <CancelDialog session={session} opened={dialog === 'cancel'} close={close} tell={tell} />
      <HostsDialog session={session} opened={dialog === 'hosts'} close={close} />
      <PhoneDialog told={told} close={() => tell(null)} />
    </>
  )
}
