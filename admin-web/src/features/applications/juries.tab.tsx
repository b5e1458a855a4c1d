import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { query, type ItemOf } from '../../lib/query.ts'
import { useSite } from '../../lib/session.ts'
import { useDates } from '../../lib/use-dates.ts'
import { DataTable, type Column } from '../../ui/data-table.tsx'
import { TextLink } from '../../ui/links.tsx'
import { Await, EmptyState } from '../../ui/states.tsx'
import { StatusBadge } from '../../ui/status-badge.tsx'

type Round = ItemOf<'listJuryRounds'>

/** Rounds of juries, the latest first. */
export function Juries() {
  const { t } = useTranslation('applications')
  const { site } = useSite()
  const dates = useDates()
  const list = useQuery(query('listJuryRounds', { query: site ? { siteId: site.id } : {} }))
  const columns: readonly Column<Round>[] = [
    {
      id: 'name',
      header: t('rounds.name'),
      main: true,
      cell: ({ id, name }) => (
        <TextLink to="/interlab/juries/$roundId" params={{ roundId: id }} fw={600}>
          {name}
        </TextLink>
      ),
    },
    { id: 'heldOn', header: t('rounds.heldOn'), cell: ({ heldOn }) => dates.day(heldOn, 'short') },
    { id: 'cohort', header: t('fields.cohort'), cell: ({ cohort }) => cohort?.name ?? t('cohort.rolling') },
    { id: 'members', header: t('rounds.members'), cell: ({ members }) => members, align: 'end' },
    {
      id: 'decided',
      header: t('rounds.decided'),
      cell: ({ decided, dossiers }) => t('rounds.decidedOf', { decided, dossiers }),
      align: 'end',
    },
    {
      id: 'status',
      header: t('rounds.status'),
      cell: ({ status }) => (
        <StatusBadge tone={status === 'scoring' ? 'good' : 'neutral'}>{t(`roundStates.${status}`)}</StatusBadge>
      ),
    },
  ]
  return (
    <Await query={list} empty={<EmptyState>{t('rounds.empty')}</EmptyState>}>
      {({ items }) => <DataTable caption={t('tabs.juries')} rows={items} rowKey={({ id }) => id} columns={columns} />}
    </Await>
  )
}
