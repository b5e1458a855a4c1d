import type { Workshop } from '@interra/contracts'
import { Badge } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { query } from '../../lib/query.ts'
import { useSeams } from '../../lib/seams.ts'
import { useDates } from '../../lib/use-dates.ts'
import { History } from '../../ui/history.tsx'
import { TextLink } from '../../ui/links.tsx'
import { Notice } from '../../ui/notice.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { PageTabs } from '../../ui/page-tabs.tsx'
import { Await } from '../../ui/states.tsx'
import { Checklist } from './checklist.tab.tsx'
import { useHostNames } from './host-names.ts'
import { useHistoryWords } from './history-words.ts'
import { Overview } from './overview.tab.tsx'
import { WorkshopActs } from './workshop-acts.tsx'
import { WorkshopBadge } from './workshop-badges.tsx'
import { workshopTabs, type WorkshopTab } from './workshop-words.ts'

const route = getRouteApi('/in/workshops/$workshopId')

/** One workshop: itself, its sessions, what is missing before it can be published, what happened to it. */
export function WorkshopPage() {
  const { workshopId } = route.useParams()
  const workshop = useQuery(query('getWorkshop', { params: { workshopId } }))
  return <Await query={workshop}>{(found) => <Whole key={found.id} workshop={found} />}</Await>
}

function Whole({ workshop }: { workshop: Workshop }) {
  const { t } = useTranslation('workshops')
  return (
    <>
      <PageHeader
        title={workshop.title}
        crumbs={[
          <TextLink key="workshops" to="/workshops">
            {t('title')}
          </TextLink>,
        ]}
        badge={<WorkshopBadge state={workshop.status} />}
        lead={<Lead workshop={workshop} />}
        action={<WorkshopActs workshop={workshop} />}
      />
      {workshop.statusReason && (
        <Notice tone="warn" title={t('why')}>
          {workshop.statusReason}
        </Notice>
      )}
      <Parts workshop={workshop} />
    </>
  )
}

function Lead({ workshop: { hosts, nextSessionAt: at, room } }: { workshop: Workshop }) {
  const { t } = useTranslation('workshops')
  const dates = useDates()
  const names = useHostNames()
  return [
    names(hosts.map(({ person }) => person)),
    at === null ? t('noSession') : t('nextAt', { day: dates.dayOf(at, 'short'), time: dates.time(at) }),
    room ? [room.venueName, room.name].join(', ') : t('noRoom'),
  ].join(' · ')
}

function Parts({ workshop }: { workshop: Workshop }) {
  const { t } = useTranslation('workshops')
  const { tab = 'overview' } = route.useSearch()
  const navigate = route.useNavigate()
  const { WorkshopSessions } = useSeams()
  const words = useHistoryWords()
  const over = workshop.status === 'ended'
  const missing = over ? 0 : workshop.conditions.filter(({ state }) => state === 'missing').length
  const shown: Readonly<Record<WorkshopTab, boolean>> = {
    overview: true,
    sessions: WorkshopSessions !== undefined,
    checklist: true,
    history: workshop.history !== undefined,
  }
  return (
    <PageTabs
      label={t('tabs.label')}
      tabs={workshopTabs.filter((one) => shown[one])}
      value={tab}
      name={(one) => t(`tabs.${one}`)}
      choose={(one) => void navigate({ search: { tab: one }, replace: true })}
      parts={{
        overview: <Overview workshop={workshop} />,
        sessions: WorkshopSessions && <WorkshopSessions workshopId={workshop.id} />,
        checklist: <Checklist workshop={workshop} />,
        history: workshop.history && <History entries={workshop.history} words={words} />,
      }}
      asides={{ checklist: missing > 0 ? <Badge variant="default">{missing}</Badge> : null }}
    />
  )
}
