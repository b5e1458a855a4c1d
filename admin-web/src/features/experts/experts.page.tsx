import { Button, Tabs } from '@mantine/core'
import { getRouteApi } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { RouteName } from '../../lib/query.ts'
import { useCan, useSite } from '../../lib/session.ts'
import { Icon } from '../../ui/icons.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { AddEventDialog } from './event.dialog.tsx'
import { AddExpertDialog } from './expert.dialog.tsx'
import { expertTabs } from './expert-tabs.ts'
import { Experts } from './experts.tab.tsx'
import { InviteGuestDialog } from './guest.dialog.tsx'
import { Guests } from './guests.tab.tsx'
import { AddMethodDialog } from './method.dialog.tsx'
import { Methods } from './methods.tab.tsx'
import { Networking } from './networking.tab.tsx'

const route = getRouteApi('/in/experts')
type Tab = (typeof expertTabs)[number]

/** What each part needs to be read, and to be added to. */
const needs: Readonly<Record<Tab, { readonly read: RouteName; readonly add: RouteName }>> = {
  experts: { read: 'listExperts', add: 'addExpert' },
  guests: { read: 'listGuests', add: 'inviteGuest' },
  networking: { read: 'listNetworkingEvents', add: 'addNetworkingEvent' },
  methods: { read: 'listMethods', add: 'addMethod' },
}

/** Who helps those whom InterLab accompanies, who is invited, who met whom, and by which methods. */
export function ExpertsPage() {
  const { t } = useTranslation('experts')
  const { tab: asked, open } = route.useSearch()
  const navigate = route.useNavigate()
  const can = useCan()
  const { site } = useSite()
  const tabs = expertTabs.filter((one) => can(needs[one].read))
  const tab = tabs.find((one) => one === asked) ?? tabs[0] ?? 'methods'
  const mayAdd = site !== undefined && can(needs[tab].add, site.id)
  const show = (wanted: boolean) => void navigate({ search: (old) => ({ ...old, open: wanted ? 'add' : undefined }) })
  const close = () => show(false)
  const choose = (chosen: string | null) =>
    void navigate({ search: { tab: expertTabs.find((one) => one === chosen) }, replace: true })
  const opened = (one: Tab) => tab === one && open === 'add'
  return (
    <>
      <PageHeader
        title={t('title')}
        lead={t('lead')}
        action={
          mayAdd && (
            <Button leftSection={<Icon name="plus" size={18} />} onClick={() => show(true)}>
              {t(`add.${tab}`)}
            </Button>
          )
        }
      />
      <Tabs value={tab} onChange={choose} keepMounted={false}>
        <Tabs.List mb="lg" aria-label={t('tabs.label')}>
          {tabs.map((one) => (
            <Tabs.Tab key={one} value={one} h={48}>
              {t(`tabs.${one}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="experts">
          <Experts />
        </Tabs.Panel>
        <Tabs.Panel value="guests">
          <Guests />
        </Tabs.Panel>
        <Tabs.Panel value="networking">
          <Networking />
        </Tabs.Panel>
        <Tabs.Panel value="methods">
          <Methods />
        </Tabs.Panel>
      </Tabs>
      {mayAdd && (
        <>
          <AddExpertDialog opened={opened('experts')} close={close} />
          <InviteGuestDialog opened={opened('guests')} close={close} />
          <AddEventDialog siteId={site.id} opened={opened('networking')} close={close} />
          <AddMethodDialog siteId={site.id} opened={opened('methods')} close={close} />
        </>
      )}
    </>
  )
}
