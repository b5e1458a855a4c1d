import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { query } from '../../lib/query.ts'
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
        {({ steps = [], outcome }) => (
          <Facts
            facts={steps.map(({ step, on }) => ({
              label: step === 'outcome' && outcome ? t(`outcomes.${outcome}`) : t(`steps.${step}`),
              value: on === null ? t('person.notYet') : dates.day(on),
            }))}
          />
        )}
      </Await>
    </Panel>
  )
}
