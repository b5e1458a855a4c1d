import type { EmployerNeed } from '@interra/contracts'
import { Stack, Text } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useLabel } from '../../lib/choices.ts'
import { pages } from '../../lib/query.ts'
import { useSite } from '../../lib/session.ts'
import { DataTable, type Column } from '../../ui/data-table.tsx'
import { TextLink } from '../../ui/links.tsx'
import { Await, EmptyState } from '../../ui/states.tsx'
import { StatusBadge } from '../../ui/status-badge.tsx'
import { useSpoken } from './employer-words.ts'

export function Needs() {
  const { t } = useTranslation('employers')
  const { site } = useSite()
  const list = useInfiniteQuery(pages('listEmployerNeeds', { query: site ? { siteId: site.id } : {} }))
  return (
    <Await query={list} empty={<EmptyState icon="clipboard">{t('empty.needs')}</EmptyState>}>
      {(needs) => <NeedsTable needs={needs} more={list} />}
    </Await>
  )
}

interface NeedsTableProps {
  needs: readonly EmployerNeed[]
  more?: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => unknown }
}

export function NeedsTable({ needs, more }: NeedsTableProps) {
  const { t } = useTranslation('employers')
  const columns: Column<EmployerNeed>[] = [
    { id: 'title', header: t('column.need'), main: true, cell: (need) => <NeedTitle need={need} /> },
    { id: 'asked', header: t('column.asked'), cell: (need) => <Asked need={need} /> },
    {
      id: 'people',
      header: t('column.introduced'),
      cell: ({ introduced, started, places }) =>
        introduced === undefined ? '—' : t('introducedOf', { introduced, started, places }),
    },
    {
      id: 'state',
      header: t('column.state'),
      cell: ({ open }) => (
        <StatusBadge tone={open ? 'good' : 'neutral'}>{t(open ? 'need.open' : 'need.closed')}</StatusBadge>
      ),
    },
  ]
  return (
    <DataTable
      caption={t('tabs.needs')}
      rows={needs}
      rowKey={({ id }) => id}
      columns={columns}
      {...(more ? { more } : {})}
    />
  )
}

function NeedTitle({ need: { id, title, kind, employer } }: { need: EmployerNeed }) {
  const { t } = useTranslation('employers')
  return (
    <Stack gap={0} align="flex-start">
      <TextLink to="/employer-needs/$needId" params={{ needId: id }} fw={650}>
        {title}
      </TextLink>
      <Text size="sm" c="dimmed" fw={400}>
        {t('of', { kind: t(`kinds.${kind}`), employer: employer.name })}
      </Text>
    </Stack>
  )
}

/** Skills and languages that are asked for. */
export function Asked({ need: { skills, languages } }: { need: Pick<EmployerNeed, 'skills' | 'languages'> }) {
  const { t } = useTranslation('employers')
  const label = useLabel()
  const spoken = useSpoken()
  const words = [...skills.map(({ labels }) => label(labels)), ...languages.map((one) => spoken(one))]
  return <>{words.length === 0 ? t('nothingAsked') : words.join(', ')}</>
}
