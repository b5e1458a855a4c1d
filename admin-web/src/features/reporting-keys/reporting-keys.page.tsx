import type { ReportingKey } from '@interra/contracts'
import { Button, Stack, Text } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { pages } from '../../lib/query.ts'
import { useCan, useSession } from '../../lib/session.ts'
import { useDates } from '../../lib/use-dates.ts'
import { DataTable, type Column } from '../../ui/data-table.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { ReasonForm } from '../../ui/form/reason-form.tsx'
import { Icon } from '../../ui/icons.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import type { Tone } from '../../ui/palette.ts'
import { Await, EmptyState } from '../../ui/states.tsx'
import { StatusBadge } from '../../ui/status-badge.tsx'
import { say } from '../../ui/undo-bar.tsx'
import { NewReportingKeyDialog } from './reporting-key.dialog.tsx'

const tones: Readonly<Record<ReportingKey['state'], Tone>> = { live: 'good', expired: 'bad', revoked: 'neutral' }

/** The keys by which spreadsheets and scripts read reports: none of them is ever shown again. */
export function ReportingKeysPage() {
  const { t } = useTranslation('reporting-keys')
  const can = useCan()
  const list = useInfiniteQuery(pages('listReportingKeys', { query: {} }))
  const [open, setOpen] = useState<ReportingKey | 'add' | null>(null)
  const close = () => setOpen(null)
  const columns = useColumns(setOpen)
  const add = can('createReportingKey') && (
    <Button leftSection={<Icon name="plus" size={18} />} onClick={() => setOpen('add')}>
      {t('add')}
    </Button>
  )
  return (
    <>
      <PageHeader title={t('title')} lead={t('lead')} action={add} />
      <Await query={list} empty={<EmptyState icon="key">{t('empty')}</EmptyState>}>
        {(keys) => <DataTable caption={t('title')} rows={keys} rowKey={({ id }) => id} columns={columns} more={list} />}
      </Await>
      <NewReportingKeyDialog opened={open === 'add'} close={close} />
      <Dialog opened={open !== null && open !== 'add'} close={close} title={t('revoke')}>
        {open !== null && open !== 'add' && (
          <ReasonForm
            act="revokeReportingKey"
            input={{ params: { reportingKeyId: open.id } }}
            stale={['listReportingKeys']}
            label={t('fields.reason')}
            description={t('revokeHint', { name: open.name })}
            submit={t('revoke')}
            close={close}
            onDone={() => say(t('revoked'))}
          />
        )}
      </Dialog>
    </>
  )
}

function useColumns(revoke: (key: ReportingKey) => void): Column<ReportingKey>[] {
  const { t } = useTranslation('reporting-keys')
  const { sites } = useSession()
  const dates = useDates()
  const can = useCan()
  return [
    {
      id: 'name',
      header: t('column.key'),
      main: true,
      cell: ({ name, publicId, lastFour }) => (
        <Stack gap={0} align="flex-start">
          {name}
          <Text size="sm" c="dimmed" fw={400}>
            {t('ends', { publicId, lastFour })}
          </Text>
        </Stack>
      ),
    },
    {
      id: 'scopes',
      header: t('fields.scopes'),
      cell: ({ scopes }) => scopes.map((one) => t(`scopes.${one.replace(':', '_') as 'figures_read'}`)).join(', '),
    },
    {
      id: 'sites',
      header: t('fields.sites'),
      cell: ({ siteIds }) => siteIds.map((id) => sites.find((site) => site.id === id)?.name ?? '').join(', '),
    },
    {
      id: 'state',
      header: t('column.state'),
      cell: ({ state }) => <StatusBadge tone={tones[state]}>{t(`states.${state}`)}</StatusBadge>,
    },
    { id: 'expires', header: t('column.expires'), cell: ({ expiresAt }) => dates.dayOf(expiresAt, 'digits') },
    {
      id: 'used',
      header: t('column.used'),
      cell: ({ lastUsedAt }) =>
        lastUsedAt ? t('used', { day: dates.dayOf(lastUsedAt, 'digits'), time: dates.time(lastUsedAt) }) : t('never'),
    },
    {
      id: 'acts',
      header: t('column.acts'),
      align: 'end',
      cell: (key) =>
        key.state === 'live' &&
        can('revokeReportingKey') && (
          <Button variant="subtle" aria-label={t('revokeOne', { name: key.name })} onClick={() => revoke(key)}>
            {t('revoke')}
          </Button>
        ),
    },
  ]
}
