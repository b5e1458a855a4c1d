import type { ApplicationRow } from '@interra/contracts'
import { Button, Group, ScrollArea, Stack, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { query } from '../../lib/query.ts'
import { useSite } from '../../lib/session.ts'
import { useDates } from '../../lib/use-dates.ts'
import { TextLink } from '../../ui/links.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Await, EmptyState } from '../../ui/states.tsx'
import { StatusBadge } from '../../ui/status-badge.tsx'
import { columns, stateTones } from './application-words.ts'
import { ApplicationActs } from './application-acts.tsx'
import { CohortDialog } from './cohort.dialog.tsx'
import { CohortSelect, useCohorts } from './cohort-choice.tsx'
import css from './applications.module.css'

const route = getRouteApi('/in/interlab')

/** Applications in columns, by where they are. */
export function Pipeline() {
  const { t } = useTranslation('applications')
  const { cohort } = route.useSearch()
  const navigate = route.useNavigate()
  const { site } = useSite()
  const asked = { limit: 200, ...(site && { siteId: site.id }), ...(cohort !== undefined && { cohortId: cohort }) }
  const list = useQuery(query('listApplications', { query: asked }))
  return (
    <Stack gap="lg">
      <Group align="end" justify="space-between">
        <CohortSelect
          label={t('fields.cohort')}
          none={t('cohort.all')}
          value={cohort ?? ''}
          onChange={({ currentTarget: { value } }) =>
            void navigate({ search: (old) => ({ ...old, cohort: value === '' ? undefined : value }), replace: true })
          }
        />
        {cohort !== undefined && <Places cohortId={cohort} />}
      </Group>
      <Await query={list} empty={<EmptyState>{t('pipeline.empty')}</EmptyState>}>
        {({ items }) => (
          <ScrollArea type="auto" viewportProps={{ tabIndex: 0, role: 'group', 'aria-label': t('tabs.pipeline') }}>
            <div className={css['board']}>
              {columns.map(({ id, states }) => (
                <Column
                  key={id}
                  title={t(`columns.${id}`)}
                  rows={items.filter(({ status }) => states.some((state) => state === status))}
                  tells={states.length > 1}
                />
              ))}
            </div>
          </ScrollArea>
        )}
      </Await>
    </Stack>
  )
}

/** How full a cohort is, and its dates. */
function Places({ cohortId }: { cohortId: string }) {
  const { t } = useTranslation('applications')
  const { data } = useCohorts()
  const [opened, setOpened] = useState(false)
  const cohort = data?.items.find(({ id }) => id === cohortId)
  if (!cohort) return null
  const { admitted, capacity, open } = cohort
  const full = capacity !== null && admitted >= capacity
  return (
    <Group>
      <Notice tone={full ? 'warn' : 'info'} role="status">
        {capacity === null
          ? t('cohort.noLimit', { admitted })
          : t(full ? 'cohort.full' : 'cohort.places', { admitted, capacity, open })}
      </Notice>
      <Button variant="default" onClick={() => setOpened(true)}>
        {t('cohort.change')}
      </Button>
      <CohortDialog siteId={cohort.siteId} cohort={cohort} opened={opened} close={() => setOpened(false)} />
    </Group>
  )
}

function Column({ title, rows, tells }: { title: string; rows: readonly ApplicationRow[]; tells: boolean }) {
  const { t } = useTranslation('applications')
  const id = useId()
  return (
    <section aria-labelledby={id} className={css['column']}>
      <Group justify="space-between" mb="xs">
        <Title order={2} id={id} size="h4">
          {title}
        </Title>
        <Text c="dimmed">{rows.length}</Text>
      </Group>
      {rows.length === 0 && (
        <Text size="sm" c="dimmed">
          {t('pipeline.nobody')}
        </Text>
      )}
      <ul className={css['cards']} aria-labelledby={id}>
        {rows.map((row) => (
          <Card key={row.id} row={row} tells={tells} />
        ))}
      </ul>
    </section>
  )
}

function Card({ row, tells }: { row: ApplicationRow; tells: boolean }) {
  const { t } = useTranslation('applications')
  const dates = useDates()
  const { id, project = '', person, cohort, status, statusSince, founders } = row
  return (
    <li className={css['card']}>
      <Group justify="space-between" wrap="nowrap" align="flex-start">
        <TextLink to="/interlab/applications/$applicationId" params={{ applicationId: id }} fw={600}>
          <bdi>{project}</bdi>
        </TextLink>
        <ApplicationActs application={row} />
      </Group>
      <Text size="sm">
        <bdi>{person?.name}</bdi>
        {founders > 1 && ` ${t('pipeline.more', { count: founders - 1 })}`}
      </Text>
      <Text size="sm" c="dimmed">
        {[cohort?.name, dates.dayOf(statusSince, 'short')].filter(Boolean).join(' · ')}
      </Text>
      {tells && <StatusBadge tone={stateTones[status]}>{t(`states.${status}`)}</StatusBadge>}
    </li>
  )
}
