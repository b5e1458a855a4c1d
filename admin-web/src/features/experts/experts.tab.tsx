import { expertFields, type Expert } from '@interra/contracts'
import { Button, Group, NumberInput, Select, Stack, Text } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLanguages } from '../../lib/choices.ts'
import { pages, useAct } from '../../lib/query.ts'
import { useCan, useSite } from '../../lib/session.ts'
import { useDates } from '../../lib/use-dates.ts'
import { DataTable, type Column } from '../../ui/data-table.tsx'
import { TextLink } from '../../ui/links.tsx'
import { Await, EmptyState } from '../../ui/states.tsx'
import { StatusBadge } from '../../ui/status-badge.tsx'
import { say } from '../../ui/undo-bar.tsx'
import { ChangeExpertDialog } from './expert.dialog.tsx'
import { staleExperts } from './expert-words.ts'

const route = getRouteApi('/in/experts')

/** The directory, by field, language and hours. */
export function Experts() {
  const { t } = useTranslation('experts')
  const { site } = useSite()
  const { field, language, hours } = route.useSearch()
  const least = Number(hours ?? 0)
  const query = {
    ...(site && { siteId: site.id }),
    ...(field && { field }),
    ...(language && { language }),
    ...(least >= 1 && least <= 200 && { hours: least }),
  }
  const list = useInfiniteQuery(pages('listExperts', { query }))
  return (
    <Stack>
      <Filters />
      <Await query={list} empty={<EmptyState icon="people">{t('empty.experts')}</EmptyState>}>
        {(experts) => <ExpertsTable experts={experts} more={list} />}
      </Await>
    </Stack>
  )
}

function Filters() {
  const { t } = useTranslation('experts')
  const { choices } = useLanguages()
  const { field, language, hours } = route.useSearch()
  const navigate = route.useNavigate()
  const put = (change: {
    field?: Expert['fields'][number] | undefined
    language?: string | undefined
    hours?: string | undefined
  }) => void navigate({ search: (old) => ({ ...old, ...change }), replace: true })
  return (
    <Group gap="sm" align="flex-end" role="group" aria-label={t('filter.label')}>
      <Select
        label={t('filter.field')}
        data={expertFields.map((value) => ({ value, label: t(`fields.${value}`) }))}
        value={field ?? null}
        clearable
        onChange={(chosen) => put({ field: expertFields.find((one) => one === chosen) })}
      />
      <Select
        label={t('filter.language')}
        data={choices}
        value={language ?? null}
        clearable
        searchable
        onChange={(chosen) => put({ language: chosen ?? undefined })}
      />
      <NumberInput
        label={t('filter.hours')}
        value={hours ?? ''}
        min={1}
        max={200}
        w="10rem"
        onChange={(value) => put({ hours: value === '' ? undefined : String(value) })}
      />
    </Group>
  )
}

interface TableProps {
  experts: readonly Expert[]
  more: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => unknown }
}

function ExpertsTable({ experts, more }: TableProps) {
  const { t } = useTranslation('experts')
  const dates = useDates()
  const { nameOf } = useLanguages()
  const can = useCan()
  const columns: Column<Expert>[] = [
    { id: 'name', header: t('column.name'), main: true, cell: (expert) => <Name expert={expert} /> },
    {
      id: 'fields',
      header: t('column.fields'),
      cell: ({ fields }) => fields.map((one) => t(`fields.${one}`)).join(', '),
    },
    { id: 'languages', header: t('column.languages'), cell: ({ languages }) => languages.map(nameOf).join(', ') },
    { id: 'hours', header: t('column.hours'), cell: ({ hoursAMonth }) => t('hours', { hours: hoursAMonth }) },
    {
      id: 'offer',
      header: t('column.offer'),
      cell: ({ offering, endsOn }) => (
        <StatusBadge tone={offering ? 'good' : 'neutral'}>
          {endsOn === null
            ? t(offering ? 'offer.open' : 'offer.later')
            : t('offer.until', { day: dates.day(endsOn, 'short') })}
        </StatusBadge>
      ),
    },
    {
      id: 'acts',
      header: t('column.acts'),
      cell: (expert) => can('removeExpert', expert.siteId) && <Acts expert={expert} />,
    },
  ]
  return <DataTable caption={t('tabs.experts')} rows={experts} rowKey={({ id }) => id} columns={columns} more={more} />
}

function Name({ expert: { person, partnerName } }: { expert: Expert }) {
  const { t } = useTranslation('experts')
  return (
    <Stack gap={0} align="flex-start">
      <TextLink to="/people/$personId" params={{ personId: person.personId }} fw={650}>
        {person.name ?? t('hidden')}
      </TextLink>
      {partnerName !== null && (
        <Text size="sm" c="dimmed" fw={400}>
          {partnerName}
        </Text>
      )}
    </Stack>
  )
}

function Acts({ expert }: { expert: Expert }) {
  const { t } = useTranslation('experts')
  const [opened, setOpened] = useState(false)
  return (
    <Group gap="xs">
      <Button
        variant="light"
        h={40}
        aria-label={t('changeNamed', { name: expert.person.name ?? t('hidden') })}
        onClick={() => setOpened(true)}
      >
        {t('change')}
      </Button>
      <Remove expert={expert} />
      <ChangeExpertDialog expert={expert} opened={opened} close={() => setOpened(false)} />
    </Group>
  )
}

function Remove({ expert: { id, version, person } }: { expert: Expert }) {
  const { t } = useTranslation('experts')
  const remove = useAct('removeExpert', { stale: staleExperts, done: () => say(t('done.removed')) })
  return (
    <Button
      variant="default"
      h={40}
      loading={remove.isPending}
      aria-label={t('removeNamed', { name: person.name ?? t('hidden') })}
      onClick={() => remove.mutate({ params: { expertId: id }, ifMatch: version })}
    >
      {t('remove')}
    </Button>
  )
}
