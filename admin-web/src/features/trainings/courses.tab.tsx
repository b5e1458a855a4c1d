import { courseKinds, type CourseRow } from '@interra/contracts'
import { Button, Chip, Group, Stack, Text } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { pages } from '../../lib/query.ts'
import { useSite } from '../../lib/session.ts'
import { DataTable, type Column } from '../../ui/data-table.tsx'
import { TextLink } from '../../ui/links.tsx'
import { Await, EmptyState } from '../../ui/states.tsx'
import { StatusBadge } from '../../ui/status-badge.tsx'
import { stateTones, useDays, useLength } from './training-words.ts'
import { TrainingYear } from './year.panel.tsx'

const route = getRouteApi('/in/trainings')

export function Courses({ add }: { add?: () => void }) {
  const { kind } = route.useSearch()
  const { site } = useSite()
  const query = { ...(site && { siteId: site.id }), ...(kind && { kind }) }
  const list = useInfiniteQuery(pages('listCourses', { query }))
  return (
    <Stack>
      <KindFilter />
      <Await query={list} empty={<NoCourse {...(add ? { add } : {})} />}>
        {(courses) => <CoursesTable courses={courses} more={list} />}
      </Await>
      <TrainingYear />
    </Stack>
  )
}

function KindFilter() {
  const { t } = useTranslation('trainings')
  const { kind } = route.useSearch()
  const navigate = route.useNavigate()
  const choose = (chosen: string | string[]) =>
    void navigate({ search: (old) => ({ ...old, kind: courseKinds.find((one) => one === chosen) }), replace: true })
  return (
    <Group gap="xs" role="group" aria-label={t('filter.label')}>
      <Chip.Group value={kind ?? 'all'} onChange={choose}>
        <Chip value="all" size="md" variant="outline">
          {t('filter.all')}
        </Chip>
        {courseKinds.map((one) => (
          <Chip key={one} value={one} size="md" variant="outline">
            {t(`kinds.${one}`)}
          </Chip>
        ))}
      </Chip.Group>
    </Group>
  )
}

function NoCourse({ add }: { add?: () => void }) {
  const { t } = useTranslation('trainings')
  const { kind } = route.useSearch()
  const navigate = route.useNavigate()
  const all = () => void navigate({ search: {} })
  const act = kind ? all : add
  return (
    <EmptyState
      icon="clipboard"
      action={
        act && (
          <Button variant="light" onClick={act}>
            {kind ? t('empty.showAll') : t('add')}
          </Button>
        )
      }
    >
      {kind ? t('empty.filtered') : t('empty.courses')}
    </EmptyState>
  )
}

interface CoursesTableProps {
  courses: readonly CourseRow[]
  more: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => unknown }
}

function CoursesTable({ courses, more }: CoursesTableProps) {
  const { t } = useTranslation('trainings')
  const days = useDays()
  const length = useLength()
  const columns: Column<CourseRow>[] = [
    { id: 'title', header: t('column.title'), main: true, cell: (course) => <Title course={course} /> },
    { id: 'when', header: t('column.when'), cell: ({ startsOn, endsOn }) => days(startsOn, endsOn) },
    { id: 'hours', header: t('column.hours'), cell: ({ plannedMinutes }) => length(plannedMinutes) },
    {
      id: 'people',
      header: t('column.people'),
      cell: ({ enrolled, attested }) => (enrolled === 0 ? t('nobody') : t('attestedOf', { enrolled, attested })),
    },
    {
      id: 'state',
      header: t('column.state'),
      cell: ({ status }) => <StatusBadge tone={stateTones[status]}>{t(`states.${status}`)}</StatusBadge>,
    },
  ]
  return <DataTable caption={t('title')} rows={courses} rowKey={({ id }) => id} columns={columns} more={more} />
}

function Title({ course: { id, title, kind } }: { course: CourseRow }) {
  const { t } = useTranslation('trainings')
  return (
    <Stack gap={0} align="flex-start">
      <TextLink to="/trainings/$courseId" params={{ courseId: id }} fw={650}>
        {title}
      </TextLink>
      <Text size="sm" c="dimmed" fw={400}>
        {t(`kinds.${kind}`)}
      </Text>
    </Stack>
  )
}
