import type { DeliveryStatus, Partner, WebhookDelivery, WebhookEndpoint } from '@interra/contracts'
import { Button, Stack, Text } from '@mantine/core'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { pages, query, useAct } from '../../lib/query.ts'
import { useCan } from '../../lib/session.ts'
import { useDates } from '../../lib/use-dates.ts'
import { DataTable, type Column } from '../../ui/data-table.tsx'
import { Facts } from '../../ui/facts.tsx'
import type { Tone } from '../../ui/palette.ts'
import { Panel } from '../../ui/panel.tsx'
import { Await, EmptyState } from '../../ui/states.tsx'
import { StatusBadge } from '../../ui/status-badge.tsx'
import { say } from '../../ui/undo-bar.tsx'

/** Where a partner's programs are told, what they were told, and what failed. */
export function Webhooks({ partner }: { partner: Partner }) {
  const { t } = useTranslation('partners')
  const params = { partnerId: partner.id }
  const endpoints = useQuery(query('listPartnerWebhooks', { params }))
  const deliveries = useInfiniteQuery(pages('listPartnerDeliveries', { params }))
  return (
    <Stack>
      <Await query={endpoints}>
        {({ items }) =>
          items.length === 0 ? <EmptyState icon="mail">{t('empty.webhooks')}</EmptyState> : <Endpoints items={items} />
        }
      </Await>
      <Await query={deliveries} empty={<Text c="dimmed">{t('empty.deliveries')}</Text>}>
        {(rows) => <Deliveries partner={partner} rows={rows} more={deliveries} />}
      </Await>
    </Stack>
  )
}

function Endpoints({ items }: { items: readonly WebhookEndpoint[] }) {
  const { t } = useTranslation('partners')
  return (
    <Panel title={t('webhooks.endpoints')}>
      <Facts facts={items.map((one) => ({ label: one.url, value: <EndpointState endpoint={one} /> }))} />
    </Panel>
  )
}

function EndpointState({ endpoint: { disabledBecause, failingSince } }: { endpoint: WebhookEndpoint }) {
  const { t } = useTranslation('partners')
  const dates = useDates()
  if (disabledBecause !== null) return <StatusBadge tone="bad">{t(`webhooks.off.${disabledBecause}`)}</StatusBadge>
  if (failingSince === null) return <StatusBadge tone="good">{t('webhooks.active')}</StatusBadge>
  return <StatusBadge tone="warn">{t('webhooks.since', { day: dates.dayOf(failingSince, 'short') })}</StatusBadge>
}

const tones: Readonly<Record<DeliveryStatus, Tone>> = { waiting: 'info', delivered: 'good', failed: 'bad' }

interface TableProps {
  partner: Partner
  rows: readonly WebhookDelivery[]
  more: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => unknown }
}

function Deliveries({ partner, rows, more }: TableProps) {
  const { t } = useTranslation('partners')
  const dates = useDates()
  const can = useCan()
  const replay = useAct('replayPartnerDelivery', {
    stale: ['listPartnerDeliveries'],
    done: () => say(t('done.replayed')),
  })
  const when = (at: string) => ({ day: dates.dayOf(at, 'short'), time: dates.time(at) })
  const typeOf = ({ type }: WebhookDelivery) => t(`webhooks.types.${type.replace('.', '_') as 'ping'}`)
  const columns: Column<WebhookDelivery>[] = [
    { id: 'type', header: t('webhooks.column.type'), main: true, cell: typeOf },
    { id: 'at', header: t('webhooks.column.at'), cell: ({ at }) => `${when(at).day} ${when(at).time}` },
    {
      id: 'status',
      header: t('webhooks.column.status'),
      cell: ({ status }) => <StatusBadge tone={tones[status]}>{t(`webhooks.statuses.${status}`)}</StatusBadge>,
    },
    { id: 'tries', header: t('webhooks.column.tries'), cell: ({ attempts }) => attempts },
    {
      id: 'answer',
      header: t('webhooks.column.answer'),
      cell: ({ lastFault, lastStatus, dueAt, attempts }) => (
        <Stack gap={0}>
          {lastFault === null
            ? lastStatus
            : t('webhooks.answer', { status: lastStatus ?? '–', fault: t(`webhooks.faults.${lastFault}`) })}
          {dueAt !== null && attempts > 0 && (
            <Text size="sm" c="dimmed">
              {t('webhooks.next', when(dueAt))}
            </Text>
          )}
        </Stack>
      ),
    },
    {
      id: 'acts',
      header: t('webhooks.column.acts'),
      align: 'end',
      cell: (one) =>
        one.status !== 'waiting' &&
        can('replayPartnerDelivery', partner.siteId) && (
          <Button
            variant="subtle"
            aria-label={t('webhooks.replayOne', { type: typeOf(one), ...when(one.at) })}
            onClick={() => replay.mutate({ params: { partnerId: partner.id, deliveryId: one.id } })}
          >
            {t('webhooks.replay')}
          </Button>
        ),
    },
  ]
  return (
    <DataTable caption={t('webhooks.deliveries')} rows={rows} rowKey={({ id }) => id} columns={columns} more={more} />
  )
}
