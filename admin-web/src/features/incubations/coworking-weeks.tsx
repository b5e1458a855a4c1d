import { addDays } from '@interra/contracts'
import { Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { query } from '../../lib/query.ts'
import { useDates } from '../../lib/use-dates.ts'
import { Panel } from '../../ui/panel.tsx'
import { Await } from '../../ui/states.tsx'
import { WeeksCard } from '../../ui/weeks.card.tsx'

const route = getRouteApi('/in/incubations')

/** How much the shared rooms were used over the last half year. */
export function CoworkingWeeks({ siteId }: { siteId: string }) {
  const { t } = useTranslation('incubations')
  const { view = 'chart' } = route.useSearch()
  const navigate = route.useNavigate()
  const { date: today } = useDates().now()
  const period = { from: addDays(today, -181), to: addDays(today, 1) }
  const found = useQuery(query('getCoworkingWeeks', { query: { siteId, ...period } }))
  return (
    <Await query={found}>
      {({ weeks }) =>
        weeks.length === 0 ? (
          <Panel title={t('coworking.weeks')}>
            <Text c="dimmed">{t('coworking.noWeeks')}</Text>
          </Panel>
        ) : (
          <WeeksCard
            title={t('coworking.weeks')}
            caption={t('coworking.weeksCaption')}
            columns={[t('coworking.people'), t('coworking.daysUsed')]}
            weeks={weeks.map(({ monday, people, days }) => ({ on: monday, counts: [people, days] }))}
            view={view}
            change={(one) => void navigate({ search: (now) => ({ ...now, view: one }), replace: true })}
          />
        )
      }
    </Await>
  )
}
