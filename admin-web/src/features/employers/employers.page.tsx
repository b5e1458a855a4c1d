import { Button } from '@mantine/core'
import { getRouteApi } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useCan, useSite } from '../../lib/session.ts'
import { Icon } from '../../ui/icons.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { PageTabs } from '../../ui/page-tabs.tsx'
import { AddEmployerDialog } from './employer.dialog.tsx'
import { employerTabs } from './employer-tabs.ts'
import { Employers } from './employers.tab.tsx'
import { Introductions } from './introductions.tab.tsx'
import { Needs } from './needs.tab.tsx'

const route = getRouteApi('/in/employers')

/** What employers look for, whom they were introduced to, and who they are. */
export function EmployersPage() {
  const { t } = useTranslation('employers')
  const { tab = 'needs', open } = route.useSearch()
  const navigate = route.useNavigate()
  const can = useCan()
  const { site } = useSite()
  const mayAdd = site !== undefined && can('addEmployer', site.id)
  const tabs = employerTabs.filter((one) => one !== 'introductions' || can('listIntroductions'))
  const show = (wanted: boolean) => void navigate({ search: (old) => ({ ...old, open: wanted ? 'add' : undefined }) })
  return (
    <>
      <PageHeader
        title={t('title')}
        lead={t('lead')}
        action={
          mayAdd && (
            <Button leftSection={<Icon name="plus" size={18} />} onClick={() => show(true)}>
              {t('add')}
            </Button>
          )
        }
      />
      <PageTabs
        label={t('tabs.label')}
        tabs={tabs}
        value={tab}
        name={(one) => t(`tabs.${one}`)}
        choose={(one) => void navigate({ search: { tab: one }, replace: true })}
        parts={{ needs: <Needs />, introductions: <Introductions />, employers: <Employers /> }}
      />
      {mayAdd && <AddEmployerDialog siteId={site.id} opened={open === 'add'} close={() => show(false)} />}
    </>
  )
}
