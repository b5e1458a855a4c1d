import type { Partner, TeamPartnerStatistics } from '@interra/contracts'
import { Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { query } from '../../lib/query.ts'
import { useDates } from '../../lib/use-dates.ts'
import { Facts } from '../../ui/facts.tsx'
import { Panel } from '../../ui/panel.tsx'
import { Await } from '../../ui/states.tsx'

/** What became of those a partner sent, and of those sent to it. */
export function Statistics({ partner }: { partner: Partner }) {
  const statistics = useQuery(query('getPartnerStatistics', { params: { partnerId: partner.id } }))
  return <Await query={statistics}>{(found) => <Numbers of={found} />}</Await>
}

function Numbers({ of }: { of: TeamPartnerStatistics }) {
  const { t } = useTranslation('partners')
  const dates = useDates()
  const { medianAnswerHours: hours, oldestWaitingSince: oldest, declineReasons, sentOn } = of
  const counts = ['received', 'told', 'waiting', 'accepted', 'declined', 'started'] as const
  const sentOnCounts = ['sent', 'accepted', 'declined', 'unanswered'] as const
  return (
    <Stack>
      <Panel title={t('tabs.statistics')}>
        <Text c="dimmed">{t('statistics.lead')}</Text>
        <Facts
          facts={[
            ...counts.map((name) => ({ label: t(`statistics.${name}`), value: of[name] })),
            {
              label: t('statistics.median'),
              value: hours === null ? t('statistics.none') : t('statistics.hours', { hours }),
            },
            { label: t('statistics.oldest'), value: oldest === null ? t('statistics.none') : dates.dayOf(oldest) },
          ]}
        />
      </Panel>
      {declineReasons.length > 0 && (
        <Panel title={t('statistics.reasons')}>
          <Facts
            facts={declineReasons.map(({ reason, count }) => ({
              label: t(`statistics.reason.${reason}`),
              value: count,
            }))}
          />
        </Panel>
      )}
      <Panel title={t('statistics.sentOn.title')}>
        <Facts facts={sentOnCounts.map((name) => ({ label: t(`statistics.sentOn.${name}`), value: sentOn[name] }))} />
      </Panel>
    </Stack>
  )
}
