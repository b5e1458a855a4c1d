import type { IntroductionFigures, IntroductionRow } from '@interra/contracts'
import { Chip, Group, Stack, Text } from '@mantine/core'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { pages, query } from '../../lib/query.ts'
import { useSite } from '../../lib/session.ts'
import { DataTable, type Column } from '../../ui/data-table.tsx'
import { TextLink } from '../../ui/links.tsx'
import { Panel } from '../../ui/panel.tsx'
import { Await, EmptyState } from '../../ui/states.tsx'
import { StatusBadge } from '../../ui/status-badge.tsx'
import { introductionTones, useNextWords } from './employer-words.ts'

const route = getRouteApi('/in/employers')

export function Introductions() {
  const { t } = useTranslation('employers')
  const { site } = useSite()
  const { show } = route.useSearch()
  const navigate = route.useNavigate()
  const chosen = { ...(site && { siteId: site.id }), ...(show === 'all' ? {} : { live: true }) }
  const list = useInfiniteQuery(pages('listIntroductions', { query: chosen }))
  const choose = (all: boolean) =>
    void navigate({ search: (old) => ({ ...old, show: all ? 'all' : undefined }), replace: true })
  return (
    <Stack>
      <Group gap="xs">
        <Chip checked={show === 'all'} onChange={choose} size="md" variant="outline">
          {t('introductions.over')}
        </Chip>
      </Group>
      <Await query={list} empty={<EmptyState icon="hand">{t('empty.introductions')}</EmptyState>}>
        {(rows) => <IntroductionsTable rows={rows} more={list} />}
      </Await>
      <HowItWent {...(site ? { siteId: site.id } : {})} />
    </Stack>
  )
}

interface TableProps {
  rows: readonly IntroductionRow[]
  more?: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => unknown }
}

export function IntroductionsTable({ rows, more }: TableProps) {
  const { t } = useTranslation('employers')
  const next = useNextWords()
  const columns: Column<IntroductionRow>[] = [
    {
      id: 'person',
      header: t('column.person'),
      main: true,
      cell: ({ id, person }) => (
        <TextLink to="/introductions/$introductionId" params={{ introductionId: id }} fw={650}>
          {person.name ?? t('hidden')}
        </TextLink>
      ),
    },
    {
      id: 'need',
      header: t('column.need'),
      cell: ({ need, employer }) => t('at', { need: need.title, employer: employer.name }),
    },
    {
      id: 'state',
      header: t('column.state'),
      cell: ({ status }) => <StatusBadge tone={introductionTones[status]}>{t(`states.${status}`)}</StatusBadge>,
    },
    { id: 'next', header: t('column.next'), cell: (row) => next(row) },
  ]
  return (
    <DataTable
      caption={t('tabs.introductions')}
      rows={rows}
      rowKey={({ id }) => id}
      columns={columns}
      {...(more ? { more } : {})}
    />
  )
}

/** Follow-ups at 3, 6 and 12 months: those who did not answer are counted too. */
function HowItWent({ siteId }: { siteId?: string }) {
  const { t } = useTranslation('employers')
  const figures = useQuery(query('getIntroductionFigures', { query: siteId === undefined ? {} : { siteId } }))
  const columns: Column<IntroductionFigures['followUps'][number]>[] = [
    { id: 'month', header: t('figures.month'), main: true, cell: ({ month }) => t('months', { month }) },
    { id: 'due', header: t('figures.due'), cell: ({ due }) => String(due), align: 'end' },
    { id: 'answered', header: t('figures.answered'), cell: ({ answered }) => String(answered), align: 'end' },
    { id: 'there', header: t('figures.stillThere'), cell: ({ stillThere }) => String(stillThere), align: 'end' },
    { id: 'none', header: t('figures.noAnswer'), cell: ({ noAnswer }) => String(noAnswer), align: 'end' },
    { id: 'waiting', header: t('figures.waiting'), cell: ({ waiting }) => String(waiting), align: 'end' },
  ]
  return (
    <Panel title={t('figures.title')}>
      <Text c="dimmed">{t('figures.hint')}</Text>
      <Await query={figures}>
        {({ followUps }) => (
          <DataTable
            caption={t('figures.title')}
            rows={followUps}
            rowKey={({ month }) => String(month)}
            columns={columns}
          />
        )}
      </Await>
    </Panel>
  )
}
