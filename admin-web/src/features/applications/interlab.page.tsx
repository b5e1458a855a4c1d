import { Button, Group } from '@mantine/core'
import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCan, useSite } from '../../lib/session.ts'
import { Icon } from '../../ui/icons.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { PageTabs } from '../../ui/page-tabs.tsx'
import { interlabTabs } from './interlab-tabs.ts'
import { AddRoundDialog } from './add-round.dialog.tsx'
import { CohortDialog } from './cohort.dialog.tsx'
import { Funnel } from './funnel.tab.tsx'
import { Juries } from './juries.tab.tsx'
import { Pipeline } from './pipeline.tab.tsx'
import { StartDialog } from './start.dialog.tsx'

const route = getRouteApi('/in/interlab')
type Opened = 'start' | 'cohort' | 'round' | null

/** From the idea to the start: applications by where they are, juries, figures. */
export function InterlabPage() {
  const { t } = useTranslation('applications')
  const { tab = 'pipeline' } = route.useSearch()
  const navigate = route.useNavigate()
  const { site } = useSite()
  const can = useCan()
  const [opened, setOpened] = useState<Opened>(null)
  const close = () => setOpened(null)
  const may = site !== undefined && can('startApplication', site.id)
  return (
    <>
      <PageHeader
        title={t('title')}
        lead={t('lead')}
        action={
          may && (
            <Group gap="sm">
              {tab === 'juries' ? (
                <Button leftSection={<Icon name="plus" size={18} />} onClick={() => setOpened('round')}>
                  {t('rounds.add')}
                </Button>
              ) : (
                <>
                  <Button leftSection={<Icon name="plus" size={18} />} onClick={() => setOpened('start')}>
                    {t('start.title')}
                  </Button>
                  <Button variant="default" onClick={() => setOpened('cohort')}>
                    {t('cohort.add')}
                  </Button>
                </>
              )}
            </Group>
          )
        }
      />
      <PageTabs
        label={t('tabs.label')}
        tabs={interlabTabs}
        value={tab}
        name={(one) => t(`tabs.${one}`)}
        choose={(one) => void navigate({ search: { tab: one }, replace: true })}
        parts={{ pipeline: <Pipeline />, juries: <Juries />, figures: <Funnel /> }}
      />
      {may && <StartDialog opened={opened === 'start'} close={close} />}
      {may && <CohortDialog siteId={site.id} cohort={null} opened={opened === 'cohort'} close={close} />}
      {may && <AddRoundDialog siteId={site.id} opened={opened === 'round'} close={close} />}
    </>
  )
}
