import type { Trajectory } from '@interra/contracts'
import { Button, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { query, useAct } from '../../lib/query.ts'
import { useCan } from '../../lib/session.ts'
import { useDates } from '../../lib/use-dates.ts'
import { Facts } from '../../ui/facts.tsx'
import { Panel } from '../../ui/panel.tsx'
import { Await } from '../../ui/states.tsx'

/** The first day of each step of one life. */
export function PersonTrajectory({ personId }: { personId: string }) {
  const { t } = useTranslation('trajectories')
  const dates = useDates()
  const trajectory = useQuery(query('getTrajectory', { params: { personId } }))
  return (
    <Panel title={t('person.title')}>
      <Await query={trajectory}>
        {({ steps = [], outcome, hosted }) => (
          <>
            <Facts
              facts={steps.map(({ step, on }) => ({
                label: step === 'outcome' && outcome ? t(`outcomes.${outcome}`) : t(`steps.${step}`),
                value: on === null ? t('person.notYet') : dates.day(on),
              }))}
            />
            {hosted && <ToInterlab personId={personId} hosted={hosted} />}
          </>
        )}
      </Await>
    </Panel>
  )
}

/** The next step of somebody who hosts: a draft application of it, which opens at once. */
function ToInterlab({ personId, hosted }: { personId: string; hosted: NonNullable<Trajectory['hosted']> }) {
  const { t } = useTranslation('trajectories')
  const can = useCan()
  const navigate = useNavigate()
  const draft = useAct('draftFromWorkshop', {
    stale: ['listApplications', 'getTrajectory'],
    done: ({ id }) => void navigate({ to: '/interlab/applications/$applicationId', params: { applicationId: id } }),
  })
  if (!can('draftFromWorkshop')) return null
  const { workshopId, title } = hosted
  return (
    <Stack gap="xs" align="flex-start" mt="md">
      <Text>{t('person.next', { title })}</Text>
      <Button
        variant="light"
        loading={draft.isPending}
        onClick={() => draft.mutate({ params: { workshopId }, body: { personId } })}
      >
        {t('person.toInterlab')}
      </Button>
    </Stack>
  )
}
