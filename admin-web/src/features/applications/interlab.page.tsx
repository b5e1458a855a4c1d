import { Button, Group, Tabs } from '@mantine/core'
import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCan, useSite } from '../../lib/session.ts'
import { Icon } from '../../ui/icons.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
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
  const choose = (chosen: string | null) =>
    void navigate({ search: (old) => ({ ...old, tab: interlabTabs.find((one) => one === chosen) }), replace: true })
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
      <Tabs value={tab} onChange={choose} keepMounted={false}>
        <Tabs.List mb="lg" aria-label={t('tabs.label')}>
          {interlabTabs.map((one) => (
            <Tabs.Tab key={one} value={one} h={48}>
              {t(`tabs.${one}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="pipeline">
          <Pipeline />
        </Tabs.Panel>
        <Tabs.Panel value="juries">
          <Juries />
        </Tabs.Panel>
        <Tabs.Panel value="figures">
          <Funnel />
        </Tabs.Panel>
      </Tabs>
      {may && <StartDialog opened={opened === 'start'} close={close} />}
      {may && <CohortDialog siteId={site.id} cohort={null} opened={opened === 'cohort'} close={close} />}
      {may && <AddRoundDialog siteId={site.id} opened={opened === 'round'} close={close} />}
    </>
  )
}
