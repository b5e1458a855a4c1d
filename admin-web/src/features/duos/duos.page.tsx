import { Tabs } from '@mantine/core'
import { getRouteApi } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useCan, useSite } from '../../lib/session.ts'
import { PageHeader } from '../../ui/page-header.tsx'
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
      <Tabs
        value={tab}
        keepMounted={false}
        onChange={(chosen) => void navigate({ search: { tab: duoTabs.find((one) => one === chosen) }, replace: true })}
      >
        <Tabs.List mb="lg" aria-label={t('tabs.label')}>
          {shown.map((one) => (
            <Tabs.Tab key={one} value={one} h={48} px={{ base: 'xs', sm: 'md' }}>
              {t(`tabs.${one}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="pool">{site && <PoolTab key={site.id} siteId={site.id} />}</Tabs.Panel>
        <Tabs.Panel value="duos">{site && <DuosTab siteId={site.id} />}</Tabs.Panel>
        <Tabs.Panel value="plans">{site && <PlansTab siteId={site.id} />}</Tabs.Panel>
        <Tabs.Panel value="follow">
          {site && shown.includes('follow') && <FollowTab key={site.id} siteId={site.id} />}
        </Tabs.Panel>
      </Tabs>
    </>
  )
}
