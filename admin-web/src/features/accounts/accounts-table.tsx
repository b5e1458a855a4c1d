import type { Account, AccountState } from '@interra/contracts'
import { ActionIcon, Group, List, Menu, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useDates } from '../../lib/use-dates.ts'
import { useCan, useSession } from '../../lib/session.ts'
import { DataTable, type Column } from '../../ui/data-table.tsx'
import { Icon } from '../../ui/icons.tsx'
import type { Tone } from '../../ui/palette.ts'
import { StatusBadge } from '../../ui/status-badge.tsx'
import { useAccountState, useFactorReset, useSendAgain } from './accounts.queries.ts'
import { useGrantWords } from './grant-words.ts'

interface AccountsTableProps {
  accounts: readonly Account[]
  more: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => unknown }
  changeRoles: (account: Account) => void
}
const tones: Record<AccountState, Tone> = { invited: 'warn', active: 'good', disabled: 'neutral' }

export function AccountsTable({ accounts, more, changeRoles }: AccountsTableProps) {
  const { t } = useTranslation('accounts')
  const dates = useDates()
  const words = useGrantWords()
  const columns: Column<Account>[] = [
    {
      id: 'name',
      header: t('name'),
      main: true,
      cell: (account) => <Who account={account} changeRoles={changeRoles} />,
    },
    {
      id: 'roles',
      header: t('rolesHeader'),
      cell: ({ grants }) => (
        <List listStyleType="none" size="sm">
          {grants.map((grant) => (
            <List.Item key={JSON.stringify(grant)}>{words(grant)}</List.Item>
          ))}
        </List>
      ),
    },
    {
      id: 'state',
      header: t('state'),
      cell: ({ state }) => <StatusBadge tone={tones[state]}>{t(`states.${state}`)}</StatusBadge>,
    },
    {
      id: 'factor',
      header: t('factor'),
      cell: ({ secondFactor }) =>
        secondFactor ? (
          <StatusBadge tone="good">{t('factorOn')}</StatusBadge>
        ) : (
          <Text size="sm" c="dimmed">
            {t('factorOff')}
          </Text>
        ),
    },
    {
      id: 'lastSeen',
      header: t('lastSeen'),
      cell: ({ lastSeenOn }) => (lastSeenOn === null ? t('never') : dates.day(lastSeenOn)),
    },
  ]
  return <DataTable caption={t('caption')} rows={accounts} rowKey={({ id }) => id} columns={columns} more={more} />
}

function Who({ account, changeRoles }: { account: Account; changeRoles: (account: Account) => void }) {
  return (
    <Group justify="space-between" wrap="nowrap">
      <Stack gap={0}>
        <Text fw={650}>{account.name}</Text>
        <Text size="sm" c="dimmed">
          {account.email}
        </Text>
      </Stack>
      <AccountActions account={account} changeRoles={changeRoles} />
    </Group>
  )
}

function AccountActions({ account, changeRoles }: { account: Account; changeRoles: (account: Account) => void }) {
  const { t } = useTranslation('accounts')
  const can = useCan()
  const me = useSession().account.id
  const { close, reopen } = useAccountState()
  const sendAgain = useSendAgain()
  const resetFactor = useFactorReset()
  if (!can('changeGrants')) return null
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon size={44} aria-label={t('actions', { name: account.name })}>
          <Icon name="more" strokeWidth={3.2} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<Icon name="edit" size={18} />} onClick={() => changeRoles(account)}>
          {t('changeRoles')}
        </Menu.Item>
        {account.state === 'invited' && (
          <Menu.Item leftSection={<Icon name="mail" size={18} />} onClick={() => sendAgain(account)}>
            {t('sendAgain')}
          </Menu.Item>
        )}
        {account.secondFactor && account.id !== me && (
          <Menu.Item leftSection={<Icon name="key" size={18} />} onClick={() => resetFactor(account)}>
            {t('resetFactor')}
          </Menu.Item>
        )}
        {account.state === 'disabled' && (
          <Menu.Item leftSection={<Icon name="check" size={18} />} onClick={() => reopen(account)}>
            {t('enable')}
          </Menu.Item>
        )}
        {account.state !== 'disabled' && account.id !== me && (
          <Menu.Item leftSection={<Icon name="stop" size={18} />} onClick={() => close(account)}>
            {t('disable')}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  )
}
