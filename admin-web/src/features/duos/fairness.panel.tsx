import { fairnessBy, genders, groups, languageLevels, type FairnessRow } from '@interra/contracts'
import { Group, Stack, Text, Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { DataTable, type Column } from '../../ui/data-table.tsx'
import { Panel } from '../../ui/panel.tsx'
import { StatusBadge } from '../../ui/status-badge.tsx'
import { useShareOf } from './use-words.ts'

/** Whether some wait longer for a duo than others, by what they were when they came into the pool. */
export function FairnessPanel({ rows }: { rows: readonly FairnessRow[] }) {
  const { t } = useTranslation('duos')
  const kinds = fairnessBy.map((by) => ({ by, of: rows.filter((row) => row.by === by) }))
  return (
    <Panel title={t('follow.fairness.title')}>
      <Text c="dimmed">{t(rows.length > 0 ? 'follow.fairness.lead' : 'follow.fairness.none')}</Text>
      {kinds.map(({ by, of }) => of.length > 0 && <Kind key={by} by={by} rows={of} />)}
    </Panel>
  )
}

function Kind({ by, rows }: { by: FairnessRow['by']; rows: readonly FairnessRow[] }) {
  const { t } = useTranslation('duos')
  const of = useShareOf()
  const nameOf = useKindWords()
  const wait = ({ waited, medianDays }: FairnessRow) => {
    if (waited === null) return '–'
    return medianDays === null ? t('follow.fairness.lessThanHalf') : t('follow.fairness.days', { count: medianDays })
  }
  const columns: Column<FairnessRow>[] = [
    {
      id: 'who',
      header: t('follow.fairness.who'),
      main: true,
      cell: (row) => (
        <Group gap="xs">
          {nameOf(row)}
          {row.isBehind && <StatusBadge tone="warn">{t('follow.fairness.behind')}</StatusBadge>}
        </Group>
      ),
    },
    { id: 'waited', header: t('follow.fairness.waited'), cell: ({ waited }) => waited ?? t('follow.tooFew') },
    {
      id: 'matched',
      header: t('follow.fairness.matched'),
      cell: ({ matched, waited }) => (waited === null ? '–' : of(matched, waited)),
    },
    { id: 'wait', header: t('follow.fairness.wait'), cell: wait },
  ]
  const title = t(`follow.fairness.by.${by}`)
  return (
    <Stack gap="xs">
      <Title order={3} size="h4">
        {title}
      </Title>
      <DataTable caption={title} rows={rows} rowKey={({ code }) => code} columns={columns} />
    </Stack>
  )
}

const ages = ['0-24', '25-39', '40-59', '60+', 'unknown'] as const

function useKindWords(): (row: FairnessRow) => string {
  const { t } = useTranslation(['duos', 'people'])
  return ({ by, code }) => {
    const group = groups.find((one) => one === code)
    const gender = genders.find((one) => one === code)
    const age = ages.find((one) => one === code)
    const level = languageLevels.find((one) => one === code)
    if (by === 'group' && group) return t(`people:groups.${group}`)
    if (by === 'gender') return gender ? t(`people:genders.${gender}`) : t('follow.fairness.genderUnknown')
    if (by === 'age' && age) return t(`follow.fairness.ages.${age}`)
    if (by === 'language_level' && level) return t(`people:levels.${level}`)
    return code
  }
}
