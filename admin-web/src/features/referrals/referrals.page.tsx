import { referralMachine } from '@interra/contracts'
import { Button, Chip, Group, NativeSelect, Stack } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { pages } from '../../lib/query.ts'
import { useCan, useSite } from '../../lib/session.ts'
import { Icon } from '../../ui/icons.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { PageTabs } from '../../ui/page-tabs.tsx'
import { Await, EmptyState } from '../../ui/states.tsx'
import { EnterReferralDialog } from './enter.dialog.tsx'
import { OutgoingList } from './outgoing-list.tsx'
import { ReferralInbox } from './referral-inbox.tsx'

const route = getRouteApi('/in/referrals')
const tabs = ['received', 'sent'] as const
const shows = ['waiting', 'late', 'open', 'all'] as const

/** Whom partners sent us, the one that waits longest first, and whom we sent to partners. */
export function ReferralsPage() {
  const { t } = useTranslation('referrals')
  const { tab = 'received', open } = route.useSearch()
  const navigate = route.useNavigate()
  const can = useCan()
  const { site } = useSite()
  const enter = (wanted: boolean) =>
    void navigate({ search: (old) => ({ ...old, open: wanted ? 'enter' : undefined }) })
  const mayEnter = site !== undefined && can('enterReferral', site.id)
  return (
    <>
      <PageHeader
        title={t('title')}
        lead={t(tab === 'sent' ? 'outgoing.lead' : 'lead')}
        action={
          mayEnter && (
            <Button leftSection={<Icon name="plus" size={18} />} onClick={() => enter(true)}>
              {t('enter.title')}
            </Button>
          )
        }
      />
      <PageTabs
        label={t('title')}
        tabs={tabs}
        value={tab}
        name={(one) => t(`tabs.${one}`)}
        choose={(one) => void navigate({ search: one === 'sent' ? { tab: one } : {}, replace: true })}
        parts={{ received: <Received />, sent: <Sent /> }}
      />
      {mayEnter && <EnterReferralDialog siteId={site.id} opened={open === 'enter'} close={() => enter(false)} />}
    </>
  )
}

function Sent() {
  const { sent } = route.useSearch()
  const navigate = route.useNavigate()
  return (
    <OutgoingList
      status={sent}
      choose={(status) => void navigate({ search: (old) => ({ ...old, sent: status }), replace: true })}
    />
  )
}

function Received() {
  const { t } = useTranslation('referrals')
  const { show = 'waiting', status, mine, partner } = route.useSearch()
  const navigate = route.useNavigate()
  const { site } = useSite()
  const asked = {
    ...(site && { siteId: site.id }),
    ...(status ? { status } : show === 'all' ? {} : { show }),
    ...(mine && { mine }),
    ...(partner && { partnerId: partner }),
  }
  const list = useInfiniteQuery(pages('listReferrals', { query: asked }))
  return (
    <Stack>
      <Group align="flex-end" gap="sm">
        <Chip.Group
          value={status ? '' : show}
          onChange={(value) => {
            const chosen = shows.find((one) => one === value)
            void navigate({ search: (old) => ({ ...old, show: chosen, status: undefined }), replace: true })
          }}
        >
          {shows.map((one) => (
            <Chip key={one} value={one} size="md" variant="outline">
              {t(`show.${one}`)}
            </Chip>
          ))}
        </Chip.Group>
        <Chip
          size="md"
          variant="outline"
          checked={mine === true}
          onChange={(on) => void navigate({ search: (old) => ({ ...old, mine: on || undefined }), replace: true })}
        >
          {t('show.mine')}
        </Chip>
        <NativeSelect
          label={t('filter.status')}
          value={status ?? ''}
          data={[
            { value: '', label: t('filter.any') },
            ...referralMachine.states.map((value) => ({ value, label: t(`states.${value}`) })),
          ]}
          onChange={({ currentTarget: { value } }) => {
            const chosen = referralMachine.states.find((one) => one === value)
            void navigate({ search: (old) => ({ ...old, status: chosen }), replace: true })
          }}
        />
      </Group>
      <Await
        query={list}
        empty={<EmptyState icon="mail">{t(show === 'waiting' ? 'empty.waiting' : 'empty.filtered')}</EmptyState>}
      >
        {(rows) => <ReferralInbox rows={rows} more={list} />}
      </Await>
    </Stack>
  )
}
