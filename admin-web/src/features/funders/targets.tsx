import { addDays, isReached, type FunderGrant, type TargetReached } from '@interra/contracts'
import { Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { query } from '../../lib/query.ts'
import { useDates } from '../../lib/use-dates.ts'
import { DataTable, type Column } from '../../ui/data-table.tsx'
import { StatusBadge } from '../../ui/status-badge.tsx'
import { useFunderWords } from './funder-words.ts'

/** What a grant aims at beside what there is, today or on the day it was due. */
export function TargetsOf({ grant }: { grant: FunderGrant }) {
  const { t, i18n } = useTranslation('funders')
  const dates = useDates()
  const { number } = useFunderWords()
  const period = { from: grant.startsOn, to: addDays(grant.endsOn, 1), site: grant.siteId }
  const told = useQuery(query('getFunderFigures', { query: period }))
  const dictionary = useQuery(query('listIndicators', {}))
  const targets =
    told.data?.funders
      .find(({ funderId }) => funderId === grant.funderId)
      ?.targets.filter(({ grantId }) => grantId === grant.id) ?? []
  if (targets.length === 0) return null
  const nameOf = (id: string) => {
    const name = dictionary.data?.items.find((one) => one.id === id)?.name
    return (i18n.language === 'en' ? name?.en : name?.fr) ?? id
  }
  const columns: Column<TargetReached>[] = [
    { id: 'indicator', header: t('column.target'), main: true, cell: ({ indicatorId }) => nameOf(indicatorId) },
    {
      id: 'actual',
      header: t('column.actual'),
      align: 'end',
      cell: ({ actual }) => (actual === null ? t('hidden') : number(actual)),
    },
    { id: 'aim', header: t('column.aim'), align: 'end', cell: ({ target }) => number(target) },
    { id: 'dueOn', header: t('column.dueOn'), cell: ({ dueOn }) => dates.day(dueOn) },
    { id: 'state', header: t('column.state'), cell: (target) => <State target={target} /> },
  ]
  return (
    <>
      <DataTable
        caption={t('targets')}
        rows={targets}
        rowKey={({ indicatorId, dueOn }) => `${indicatorId} ${dueOn}`}
        columns={columns}
      />
      <Text size="sm" c="dimmed">
        {t('targetsHint')}
      </Text>
    </>
  )
}

function State({ target: { indicatorId, actual, target, dueOn, to } }: { target: TargetReached }) {
  const { t } = useTranslation('funders')
  if (actual === null) return t('unknown')
  if (isReached(indicatorId, actual, target)) return <StatusBadge tone="good">{t('reached')}</StatusBadge>
  return to > dueOn ? (
    <StatusBadge tone="bad">{t('missed')}</StatusBadge>
  ) : (
    <StatusBadge tone="info">{t('underWay')}</StatusBadge>
  )
}
