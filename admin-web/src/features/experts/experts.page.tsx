import { Button } from '@mantine/core'
import { getRouteApi } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { RouteName } from '../../lib/query.ts'
import { useCan, useSite } from '../../lib/session.ts'
import { Icon } from '../../ui/icons.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { PageTabs } from '../../ui/page-tabs.tsx'
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
      <PageTabs
        label={t('tabs.label')}
        tabs={tabs}
        value={tab}
        name={(one) => t(`tabs.${one}`)}
        choose={(one) => void navigate({ search: { tab: one }, replace: true })}
        parts={{ experts: <Experts />, guests: <Guests />, networking: <Networking />, methods: <Methods /> }}
      />
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
