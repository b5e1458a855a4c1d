import { outgoingMachine, type OutgoingReferral, type OutgoingState } from '@interra/contracts'
import { NativeSelect, Stack, Text } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { pages } from '../../lib/query.ts'
import { useSite } from '../../lib/session.ts'
import { useDates } from '../../lib/use-dates.ts'
import { DataTable, type Column } from '../../ui/data-table.tsx'
import { TextLink } from '../../ui/links.tsx'
import { Await, EmptyState } from '../../ui/states.tsx'
import { StatusBadge } from '../../ui/status-badge.tsx'
import { outgoingTones } from './outgoing-words.ts'

interface OutgoingListProps {
  status: OutgoingState | undefined
  choose: (status: OutgoingState | undefined) => void
}

/** Whom we sent to partners, the latest first; what was answered is noted on the member's page. */
export function OutgoingList({ status, choose }: OutgoingListProps) {
  const { t } = useTranslation('referrals')
  const { site } = useSite()
  const dates = useDates()
  const list = useInfiniteQuery(
    pages('listOutgoing', { query: { ...(site && { siteId: site.id }), ...(status && { status }) } }),
  )
  const columns: Column<OutgoingReferral>[] = [
    {
      id: 'person',
      header: t('outgoing.person'),
      main: true,
      cell: ({ person }) => (
        <TextLink to="/people/$personId" params={{ personId: person.personId }} search={{}} fw={650}>
          {person.name}
        </TextLink>
      ),
    },
    {
      id: 'partner',
      header: t('outgoing.partner'),
      cell: ({ partner, service }) => (
        <Stack gap={0}>
          <span>{partner.name}</span>
          <Text size="sm" c="dimmed">
            {service}
          </Text>
        </Stack>
      ),
    },
    { id: 'since', header: t('outgoing.since'), cell: ({ statusSince }) => dates.dayOf(statusSince) },
    {
      id: 'status',
      header: t('filter.status'),
      cell: ({ status: now, late }) => (
        <StatusBadge tone={late ? 'bad' : outgoingTones[now]}>
          {late ? t('outgoing.late') : t(`outgoing.states.${now}`)}
        </StatusBadge>
      ),
    },
  ]
  return (
    <Stack>
      <NativeSelect
        label={t('filter.status')}
        maw={280}
        value={status ?? ''}
        data={[
          { value: '', label: t('filter.any') },
          ...outgoingMachine.states.map((value) => ({ value, label: t(`outgoing.states.${value}`) })),
        ]}
        onChange={({ currentTarget: { value } }) => choose(outgoingMachine.states.find((one) => one === value))}
      />
      <Await query={list} empty={<EmptyState icon="mail">{t(status ? 'empty.filtered' : 'empty.sentOn')}</EmptyState>}>
        {(rows) => (
          <DataTable caption={t('tabs.sent')} rows={rows} rowKey={({ id }) => id} columns={columns} more={list} />
        )}
      </Await>
    </Stack>
  )
}
