import type { Partner, PartnerKey } from '@interra/contracts'
import { Button, Group, Stack, Text } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { pages } from '../../lib/query.ts'
import { useCan } from '../../lib/session.ts'
import { useDates } from '../../lib/use-dates.ts'
import { DataTable, type Column } from '../../ui/data-table.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { ReasonForm } from '../../ui/form/reason-form.tsx'
import { Icon } from '../../ui/icons.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Await, EmptyState } from '../../ui/states.tsx'
import { StatusBadge } from '../../ui/status-badge.tsx'
import { say } from '../../ui/undo-bar.tsx'
import { NewKeyDialog } from './key.dialog.tsx'
import { keyTones, staleKeys } from './partner-words.ts'

/** The keys of a partner's programs: none of them is ever shown again. */
export function Keys({ partner }: { partner: Partner }) {
  const { t } = useTranslation('partners')
  const can = useCan()
  const list = useInfiniteQuery(pages('listPartnerKeys', { params: { partnerId: partner.id } }))
  const [open, setOpen] = useState<PartnerKey | 'add' | null>(null)
  const close = () => setOpen(null)
  const agreed = partner.active && (partner.standing === 'in_force' || partner.standing === 'expiring')
  return (
    <Stack>
      {!agreed && <Notice tone="warn">{t('keys.noAgreement')}</Notice>}
      {can('createPartnerKey', partner.siteId) && (
        <Group>
          <Button leftSection={<Icon name="key" size={18} />} onClick={() => setOpen('add')}>
            {t('keys.add')}
          </Button>
        </Group>
      )}
      <Await query={list} empty={<EmptyState icon="key">{t('empty.keys')}</EmptyState>}>
        {(keys) => <KeysTable keys={keys} more={list} revoke={setOpen} />}
      </Await>
      <NewKeyDialog partner={partner} opened={open === 'add'} close={close} />
      <Dialog opened={open !== null && open !== 'add'} close={close} title={t('keys.revoke')}>
        {open !== null && open !== 'add' && (
          <ReasonForm
            act="revokeKey"
            input={{ params: { keyId: open.id } }}
            stale={staleKeys}
            label={t('fields.reason')}
            description={t('keys.revokeHint', { name: open.name })}
            submit={t('keys.revoke')}
            close={close}
            onDone={() => say(t('done.revoked'))}
          />
        )}
      </Dialog>
    </Stack>
  )
}

interface TableProps {
  keys: readonly PartnerKey[]
  more: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => unknown }
  revoke: (key: PartnerKey) => void
}

function KeysTable({ keys, more, revoke }: TableProps) {
  const { t } = useTranslation('partners')
  const dates = useDates()
  const can = useCan()
  const columns: Column<PartnerKey>[] = [
    {
      id: 'name',
      header: t('column.key'),
      main: true,
      cell: ({ name, test, publicId, lastFour }) => (
        <Stack gap={0} align="flex-start">
          {name}
          <Text size="sm" c="dimmed" fw={400}>
            {t(test ? 'keys.testEnds' : 'keys.liveEnds', { publicId, lastFour })}
          </Text>
        </Stack>
      ),
    },
    {
      id: 'scopes',
      header: t('fields.scopes'),
      cell: ({ scopes }) => scopes.map((one) => t(`scopes.${one.replace(':', '_') as 'referrals_read'}`)).join(', '),
    },
    {
      id: 'state',
      header: t('column.state'),
      cell: ({ state }) => <StatusBadge tone={keyTones[state]}>{t(`keyStates.${state}`)}</StatusBadge>,
    },
    { id: 'expires', header: t('column.expires'), cell: ({ expiresAt }) => dates.dayOf(expiresAt, 'short') },
    {
      id: 'used',
      header: t('column.used'),
      cell: ({ lastUsedAt, lastUsedFrom }) =>
        lastUsedAt
          ? t('keys.used', {
              day: dates.dayOf(lastUsedAt, 'short'),
              time: dates.time(lastUsedAt),
              network: lastUsedFrom ?? '',
            })
          : t('keys.never'),
    },
    {
      id: 'acts',
      header: t('column.acts'),
      align: 'end',
      cell: (key) =>
        key.state === 'live' &&
        can('revokeKey') && (
          <Button variant="subtle" aria-label={t('keys.revokeOne', { name: key.name })} onClick={() => revoke(key)}>
            {t('keys.revoke')}
          </Button>
        ),
    },
  ]
  return <DataTable caption={t('tabs.keys')} rows={keys} rowKey={({ id }) => id} columns={columns} more={more} />
}
