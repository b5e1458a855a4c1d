import type { Incubation } from '@interra/contracts'
import { Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { query, type RouteName } from '../../lib/query.ts'
import { useCan } from '../../lib/session.ts'
import { useDates } from '../../lib/use-dates.ts'
import { TextLink } from '../../ui/links.tsx'
import { Notice } from '../../ui/notice.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { PageTabs } from '../../ui/page-tabs.tsx'
import { Await } from '../../ui/states.tsx'
import { StatusBadge } from '../../ui/status-badge.tsx'
import { CircleTab } from './circle.tab.tsx'
import { ClosingButton, ClosingPanel } from './closing.panel.tsx'
import { CoachingTab } from './coaching.tab.tsx'
import { CoworkingTab } from './coworking.tab.tsx'
import { incubationTabs } from './incubation-tabs.ts'
import { stageTones } from './incubation-words.ts'
import { PathTab } from './path.tab.tsx'
import { ServicesOf } from './services.list.tsx'
import { StageActs } from './stage-acts.tsx'
import { VentureTab } from './venture.tab.tsx'

const route = getRouteApi('/in/incubations/$incubationId')

/** Somebody who is accompanied: one page for their path, and what stands around it. */
export function IncubationPage() {
  const params = route.useParams()
  const found = useQuery(query('getIncubation', { params }))
  return <Await query={found}>{(incubation) => <Whole key={incubation.id} incubation={incubation} />}</Await>
}

type Tab = (typeof incubationTabs)[number]
const needs: Readonly<Record<Tab, RouteName>> = {
  path: 'getPath',
  coaching: 'listCoaching',
  venture: 'getVenture',
  services: 'listServices',
  circle: 'listCircle',
  coworking: 'getCoworking',
}

function Whole({ incubation }: { incubation: Incubation }) {
  const { t, i18n } = useTranslation('incubations')
  const dates = useDates()
  const can = useCan()
  const navigate = route.useNavigate()
  const { tab = 'path' } = route.useSearch()
  const { person, project, stage, stageSince, missing, siteId } = incubation
  // a service answers those who coach, and no mentor who coaches somebody else
  const shown = incubationTabs.filter((one) => can(needs[one], siteId) && (one !== 'services' || incubation.whole))
  const list = new Intl.ListFormat(i18n.language)
  return (
    <>
      <PageHeader
        title={person.name ?? t('hidden')}
        documentTitle={t('about.title')}
        crumbs={[
          <TextLink key="list" to="/incubations">
            {t('title')}
          </TextLink>,
        ]}
        badge={<StatusBadge tone={stageTones[stage]}>{t(`stages.${stage}`)}</StatusBadge>}
        lead={[project, t('since', { day: dates.day(stageSince, 'digits') })].filter(Boolean).join(' · ')}
        action={
          <>
            {can('moveIncubation', siteId) && <StageActs incubation={incubation} />}
            <ClosingButton incubation={incubation} />
          </>
        }
      />
      <Stack>
        {missing.length > 0 && can('moveIncubation', siteId) && (
          <Notice tone="info">
            {t('missingLine', { list: list.format(missing.map((one) => t(`missing.${one}`))) })}
          </Notice>
        )}
        <ClosingPanel incubation={incubation} />
        <PageTabs
          label={t('tabs.label')}
          tabs={shown}
          value={tab}
          name={(one) => t(`tabs.${one}`)}
          choose={(one) => void navigate({ search: { tab: one }, replace: true })}
          parts={{
            path: <PathTab incubation={incubation} />,
            coaching: <CoachingTab incubation={incubation} />,
            venture: <VentureTab incubation={incubation} />,
            services: <ServicesOf incubation={incubation} />,
            circle: <CircleTab incubation={incubation} />,
            coworking: <CoworkingTab incubation={incubation} />,
          }}
        />
      </Stack>
    </>
  )
}
