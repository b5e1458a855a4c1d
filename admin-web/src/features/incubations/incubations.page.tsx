import { incubationMachine, type IncubationRow } from '@interra/contracts'
import { Button, Chip, Group, Stack, Text } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { pages } from '../../lib/query.ts'
import { useCan, useSite } from '../../lib/session.ts'
import { useDates } from '../../lib/use-dates.ts'
import { DataTable, type Column } from '../../ui/data-table.tsx'
import { Icon } from '../../ui/icons.tsx'
import { TextLink } from '../../ui/links.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { Await, EmptyState } from '../../ui/states.tsx'
import { StatusBadge } from '../../ui/status-badge.tsx'
import { CoworkingWeeks } from './coworking-weeks.tsx'
import { IncubationYear } from './figures.panel.tsx'
import { stageTones } from './incubation-words.ts'
import { StartDialog } from './start.dialog.tsx'

const route = getRouteApi('/in/incubations')

/** Whom InterLab accompanies; a guest finds those in whose circle they stand today. */
export function IncubationsPage() {
  const { t } = useTranslation('incubations')
  const { stage } = route.useSearch()
  const { site } = useSite()
  const can = useCan()
  const query = { ...(site && { siteId: site.id }), ...(stage && { stage }) }
  const [starting, setStarting] = useState(false)
  const list = useInfiniteQuery(pages('listIncubations', { query }))
  return (
    <>
      <PageHeader
        title={t('title')}
        lead={t('lead')}
        action={
          site &&
          can('startIncubation', site.id) && (
            <Button leftSection={<Icon name="plus" size={18} />} onClick={() => setStarting(true)}>
              {t('start.act')}
            </Button>
          )
        }
      />
      <Stack>
        <StageFilter />
        <Await query={list} empty={<EmptyState icon="up">{t(stage ? 'list.filtered' : 'list.empty')}</EmptyState>}>
          {(rows) => <Table rows={rows} more={list} />}
        </Await>
        {site && can('getIncubationFigures', site.id) && <IncubationYear siteId={site.id} />}
        {site && can('getCoworkingWeeks', site.id) && <CoworkingWeeks siteId={site.id} />}
      </Stack>
      {site && (
        <StartDialog
          siteId={site.id}
          begun={(list.data ?? []).map(({ applicationId }) => applicationId)}
          opened={starting}
          close={() => setStarting(false)}
        />
      )}
    </>
  )
}

function StageFilter() {
  const { t } = useTranslation('incubations')
  const { stage } = route.useSearch()
  const navigate = route.useNavigate()
  const choose = (chosen: string | string[]) =>
    void navigate({
      search: (now) => ({ ...now, stage: incubationMachine.states.find((one) => one === chosen) }),
      replace: true,
    })
  return (
    <Group gap="xs" role="group" aria-label={t('list.stage')}>
      <Chip.Group value={stage ?? 'all'} onChange={choose}>
        <Chip value="all" size="md" variant="outline">
          {t('list.all')}
        </Chip>
        {incubationMachine.states.map((one) => (
          <Chip key={one} value={one} size="md" variant="outline">
            {t(`stages.${one}`)}
          </Chip>
        ))}
      </Chip.Group>
    </Group>
  )
}

interface TableProps {
  rows: readonly IncubationRow[]
  more: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => unknown }
}

function Table({ rows, more }: TableProps) {
  const { t } = useTranslation('incubations')
  const dates = useDates()
  const columns: Column<IncubationRow>[] = [
    { id: 'who', header: t('list.who'), main: true, cell: (row) => <Who row={row} /> },
    {
      id: 'stage',
      header: t('list.stage'),
      cell: ({ stage }) => <StatusBadge tone={stageTones[stage]}>{t(`stages.${stage}`)}</StatusBadge>,
    },
    {
      id: 'dates',
      header: t('list.dates'),
      cell: ({ startsOn, endsOn }) =>
        t('list.between', { from: dates.day(startsOn, 'digits'), to: dates.day(endsOn, 'digits') }),
    },
    {
      id: 'next',
      header: t('list.next'),
      cell: ({ nextOutcome }) =>
        nextOutcome
          ? t('list.nextOn', {
              moment: t(`moments.${nextOutcome.moment}`),
              day: dates.day(nextOutcome.dueOn, 'digits'),
            })
          : t('list.nothing'),
    },
  ]
  return <DataTable caption={t('title')} rows={rows} rowKey={({ id }) => id} columns={columns} more={more} />
}

function Who({ row: { id, person, project } }: { row: IncubationRow }) {
  const { t } = useTranslation('incubations')
  return (
    <Stack gap={0} align="flex-start">
      <TextLink to="/incubations/$incubationId" params={{ incubationId: id }} fw={650}>
        <bdi>{person.name ?? t('hidden')}</bdi>
      </TextLink>
      <Text size="sm" c="dimmed" fw={400}>
        {project}
      </Text>
    </Stack>
  )
}
