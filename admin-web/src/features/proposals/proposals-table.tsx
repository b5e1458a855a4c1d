import type { ProposalRow } from '@interra/contracts'
import { Group, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useDates } from '../../lib/use-dates.ts'
import { DataTable, type Column } from '../../ui/data-table.tsx'
import { TextLink } from '../../ui/links.tsx'
import { MoveMenu } from './move-menu.tsx'
import { NextStep, Uncovered } from './next-step.tsx'
import { ProposalBadge } from './proposal-badge.tsx'
import { useHostNames } from './host-names.ts'

interface ProposalsTableProps {
  proposals: readonly ProposalRow[]
  more: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => unknown }
}

export function ProposalsTable({ proposals, more }: ProposalsTableProps) {
  const { t } = useTranslation('proposals')
  const dates = useDates()
  const columns: Column<ProposalRow>[] = [
    { id: 'title', header: t('column.title'), main: true, cell: (proposal) => <What proposal={proposal} /> },
    {
      id: 'state',
      header: t('column.state'),
      cell: (proposal) => (
        <Stack gap={2} align="flex-start">
          <ProposalBadge state={proposal.status} />
          <Text size="sm" c="dimmed">
            {dates.age(proposal.statusSince)}
          </Text>
        </Stack>
      ),
    },
    { id: 'next', header: t('column.next'), cell: (proposal) => <NextStep proposal={proposal} /> },
    { id: 'needs', header: t('column.needs'), cell: (proposal) => <Uncovered proposal={proposal} /> },
    { id: 'owner', header: t('column.owner'), cell: ({ owner }) => owner?.name ?? t('nobody') },
  ]
  return <DataTable caption={t('caption')} rows={proposals} rowKey={({ id }) => id} columns={columns} more={more} />
}

function What({ proposal }: { proposal: ProposalRow }) {
  const names = useHostNames()
  return (
    <Group justify="space-between" wrap="nowrap" gap="xs">
      <Stack gap={0}>
        <TextLink to="/proposals/$proposalId" params={{ proposalId: proposal.id }} fw={650}>
          {proposal.title}
        </TextLink>
        <Text size="sm" c="dimmed" fw={400}>
          {names(proposal.hosts)}
        </Text>
      </Stack>
      <MoveMenu proposal={proposal} />
    </Group>
  )
}
