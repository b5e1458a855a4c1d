import type { MyTasks } from '@interra/contracts'
import { Card, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { query } from '../../lib/query.ts'
import { useSession } from '../../lib/session.ts'
import { useDates } from '../../lib/use-dates.ts'
import { TextLink } from '../../ui/links.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { Panel } from '../../ui/panel.tsx'
import { Await, EmptyState } from '../../ui/states.tsx'
import { StatusBadge } from '../../ui/status-badge.tsx'

/** The first screen of a guest: what they are here for, and nothing else. */
export function MyTasksPage() {
  const { t } = useTranslation('trajectories')
  const { account } = useSession()
  const tasks = useQuery(query('getMyTasks'))
  return (
    <>
      <PageHeader
        title={t('tasks.title', { name: account.name.split(' ')[0] ?? account.name })}
        documentTitle={t('tasks.documentTitle')}
        lead={t('tasks.lead')}
      />
      <Await
        query={tasks}
        isEmpty={({ incubatees, dossiers }) => incubatees.length + dossiers.length === 0}
        empty={<EmptyState icon="check">{t('tasks.empty')}</EmptyState>}
      >
        {({ incubatees, dossiers }) => (
          <Stack>
            {incubatees.length > 0 && <Incubatees incubatees={incubatees} />}
            {dossiers.length > 0 && <Dossiers dossiers={dossiers} />}
          </Stack>
        )}
      </Await>
    </>
  )
}

function Incubatees({ incubatees }: Pick<MyTasks, 'incubatees'>) {
  const { t } = useTranslation('trajectories')
  const dates = useDates()
  return (
    <Panel title={t('tasks.incubatees')}>
      {incubatees.map(({ incubationId, project, person, role, untilOn, closingMissing }) => (
        <Card key={incubationId}>
          <Stack gap={4} align="flex-start">
            <TextLink to="/incubations/$incubationId" params={{ incubationId }} fw={650}>
              {project ?? t('small')}
            </TextLink>
            <Text>{person.name}</Text>
            <Text size="sm" c="dimmed">
              {t('tasks.until', { role: t(`roles.${role}`), day: dates.day(untilOn, 'short') })}
            </Text>
            {closingMissing && <StatusBadge tone="warn">{t('tasks.closing')}</StatusBadge>}
          </Stack>
        </Card>
      ))}
    </Panel>
  )
}

function Dossiers({ dossiers }: Pick<MyTasks, 'dossiers'>) {
  const { t } = useTranslation('trajectories')
  const dates = useDates()
  return (
    <Panel title={t('tasks.dossiers')}>
      {dossiers.map(({ reviewId, number, round, heldOn, status }) => (
        <Card key={reviewId}>
          <Stack gap={4} align="flex-start">
            <TextLink to="/jury/$reviewId" params={{ reviewId }} fw={650}>
              {t('tasks.dossier', { number })}
            </TextLink>
            <Text size="sm" c="dimmed">
              {t('tasks.heldOn', { round, day: dates.day(heldOn, 'short') })}
            </Text>
            <StatusBadge tone={status === 'assigned' ? 'warn' : 'good'}>{t(`reviews.${status}`)}</StatusBadge>
          </Stack>
        </Card>
      ))}
    </Panel>
  )
}
