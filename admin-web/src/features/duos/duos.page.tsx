import { getRouteApi } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useCan, useSite } from '../../lib/session.ts'
import { PageHeader } from '../../ui/page-header.tsx'
import { PageTabs } from '../../ui/page-tabs.tsx'
import { DuosTab } from './duos.tab.tsx'
import { duoTabs, type DuoTab } from './duo-words.ts'
import { FollowTab } from './follow.tab.tsx'
import { PlansTab } from './plans.tab.tsx'
import { PoolTab } from './pool.tab.tsx'

const route = getRouteApi('/in/duos')
/** What somebody must be allowed to read for a tab to be there. */
const reads: Readonly<Partial<Record<DuoTab, 'listMatchRuns' | 'getDuoFollowUp'>>> = {
  plans: 'listMatchRuns',
  follow: 'getDuoFollowUp',
}

/** Duo2Change: who waits, which duos there are, plans over everybody. */
export function DuosPage() {
  const { t } = useTranslation('duos')
  const { tab = 'pool' } = route.useSearch()
  const navigate = route.useNavigate()
  const { site } = useSite()
  const can = useCan()
  const shown = duoTabs.filter((one) => {
    const read = reads[one]
    return read === undefined || can(read, site?.id)
  })
  return (
    <>
      <PageHeader title={t('title')} lead={t('lead')} />
      <PageTabs
        label={t('tabs.label')}
        tabs={shown}
        value={tab}
        name={(one) => t(`tabs.${one}`)}
        choose={(one) => void navigate({ search: { tab: one }, replace: true })}
        parts={{
          pool: site && <PoolTab key={site.id} siteId={site.id} />,
          duos: site && <DuosTab siteId={site.id} />,
          plans: site && <PlansTab siteId={site.id} />,
          follow: site && <FollowTab key={site.id} siteId={site.id} />,
        }}
      />
    </>
  )
}
