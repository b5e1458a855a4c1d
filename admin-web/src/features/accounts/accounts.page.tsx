import { accountStates, type Account } from '@interra/contracts'
import { Button, SegmentedControl, Stack } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useCan } from '../../lib/session.ts'
import { Icon } from '../../ui/icons.tsx'
import { ButtonLink } from '../../ui/links.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { Await, EmptyState } from '../../ui/states.tsx'
import { accountPages } from './accounts.queries.ts'
import { AccountsTable } from './accounts-table.tsx'
import { GrantsDialog } from './grants.dialog.tsx'
import { InviteDialog } from './invite.dialog.tsx'
import { SignInPolicyCard } from './sign-in-policy.card.tsx'

const route = getRouteApi('/in/settings/accounts')

/** Who may come in; the filter and the open dialog stand in the address. */
export function AccountsPage() {
  const { t } = useTranslation('accounts')
  const { open, state } = route.useSearch()
  const navigate = route.useNavigate()
  const can = useCan()
  const list = useInfiniteQuery(accountPages(state))
  const show = (id: string | undefined) => void navigate({ search: (old) => ({ ...old, open: id }) })
  const invite = can('inviteAccount') ? (
    <Button leftSection={<Icon name="plus" size={18} />} onClick={() => show('invite')}>
      {t('invite')}
    </Button>
  ) : null
  return (
    <>
      <PageHeader title={t('title')} lead={t('lead')} action={invite} />
      <Stack>
        <StateFilter />
        <Await query={list} empty={<NoAccount />}>
          {(accounts) => <AccountsTable accounts={accounts} more={list} changeRoles={({ id }) => show(id)} />}
        </Await>
        {can('getSignInPolicy') && <SignInPolicyCard />}
      </Stack>
      <InviteDialog opened={open === 'invite'} close={() => show(undefined)} />
      <GrantsDialog account={accountOf(list.data, open)} close={() => show(undefined)} />
    </>
  )
}

const accountOf = (accounts: readonly Account[] | undefined, id: string | undefined) =>
  accounts?.find((account) => account.id === id) ?? null

function StateFilter() {
  const { t } = useTranslation('accounts')
  const { state } = route.useSearch()
  const navigate = route.useNavigate()
  const choices = [
    { value: 'all', label: t('filter.all') },
    ...accountStates.map((value) => ({ value, label: t(`states.${value}`) })),
  ]
  return (
    <SegmentedControl
      aria-label={t('filter.label')}
      value={state ?? 'all'}
      data={choices}
      onChange={(chosen) => void navigate({ search: { state: accountStates.find((one) => one === chosen) } })}
    />
  )
}

function NoAccount() {
  const { t } = useTranslation('accounts')
  return (
    <EmptyState
      icon="key"
      action={
        <ButtonLink to="/settings/accounts" search={{}} variant="light">
          {t('showAll')}
        </ButtonLink>
      }
    >
      {t('empty')}
    </EmptyState>
  )
}
