import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { query } from '../../lib/query.ts'
import { useSite } from '../../lib/session.ts'
import { PageHeader } from '../../ui/page-header.tsx'
import { Panel } from '../../ui/panel.tsx'
import { Await, EmptyState } from '../../ui/states.tsx'
import { ServiceList } from './services.list.tsx'

/** All that is asked of the services, what waits first. */
export function ServicesPage() {
  const { t } = useTranslation('incubations')
  const { site } = useSite()
  const list = useQuery(query('listServices', { query: site ? { siteId: site.id } : {} }))
  return (
    <>
      <PageHeader title={t('services.title')} lead={t('services.lead')} />
      <Await query={list} empty={<EmptyState icon="check">{t('services.empty')}</EmptyState>}>
        {({ items }) => (
          <Panel title={t('services.title')}>
            <ServiceList services={items} named />
          </Panel>
        )}
      </Await>
    </>
  )
}
