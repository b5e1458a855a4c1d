import type { Site } from '@interra/contracts'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { query } from '../../lib/query.ts'
import { TextLink } from '../../ui/links.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { PageTabs } from '../../ui/page-tabs.tsx'
import { Await } from '../../ui/states.tsx'
import { AboutTab } from './about.tab.tsx'
import { ListsTab } from './lists.tab.tsx'
import { RulesTab } from './rules.tab.tsx'
import { SiteState } from './site-state.tsx'
import { siteTabs } from './site-tabs.ts'

const route = getRouteApi('/in/settings/sites/$siteId')

/** One site: its lists, its rules, itself. */
export function SitePage() {
  const { siteId } = route.useParams()
  const site = useQuery(query('getSite', { params: { siteId } }))
  return <Await query={site}>{(found) => <SiteParts key={found.id} site={found} />}</Await>
}

function SiteParts({ site }: { site: Site }) {
  const { t } = useTranslation('sites')
  const { tab = 'lists' } = route.useSearch()
  const navigate = route.useNavigate()
  return (
    <>
      <PageHeader
        title={site.name}
        crumbs={[
          <TextLink key="sites" to="/settings/sites">
            {t('title')}
          </TextLink>,
        ]}
        badge={<SiteState site={site} />}
      />
      <PageTabs
        label={t('tabs.label')}
        tabs={siteTabs}
        value={tab}
        name={(one) => t(`tabs.${one}`)}
        choose={(one) => void navigate({ search: { tab: one }, replace: true })}
        parts={{
          lists: <ListsTab siteId={site.id} />,
          rules: <RulesTab siteId={site.id} />,
          about: <AboutTab site={site} />,
        }}
      />
    </>
  )
}
