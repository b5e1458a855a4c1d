import { Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { query } from '../../lib/query.ts'
import { useCan, useSite } from '../../lib/session.ts'
import { useDates } from '../../lib/use-dates.ts'
import { Facts } from '../../ui/facts.tsx'
import { Panel } from '../../ui/panel.tsx'
import { Await } from '../../ui/states.tsx'
import { useLength } from './training-words.ts'

/** The year so far: members apart from partners' staff, which is counted by organisation, and from heads. */
export function TrainingYear({ awareness = false }: { awareness?: boolean }) {
  const can = useCan()
  const { site } = useSite()
  return site && can('getTrainingFigures', site.id) ? <Year siteId={site.id} awareness={awareness} /> : null
}

function Year({ siteId, awareness }: { siteId: string; awareness: boolean }) {
  const { t } = useTranslation('trainings')
  const length = useLength()
  const year = Number(useDates().now().date.slice(0, 4))
  const period = { siteId, from: `${year}-01-01`, to: `${year + 1}-01-01` }
  const figures = useQuery(query('getTrainingFigures', { query: period }))
  return (
    <Panel title={t('year.title')}>
      <Await query={figures}>
        {({ members, memberMinutes, organisations, attestations, awarenessActions, heads }) => (
          <Facts
            facts={
              awareness
                ? [
                    { label: t('year.actions'), value: awarenessActions },
                    {
                      label: t('year.heads'),
                      value: (
                        <Lines
                          lines={heads.map((one) =>
                            t('awareness.headsOf', {
                              audience: t(`awareness.audiences.${one.audience}`),
                              heads: one.heads,
                            }),
                          )}
                        />
                      ),
                    },
                  ]
                : [
                    { label: t('year.members'), value: members },
                    { label: t('year.hours'), value: length(memberMinutes) },
                    {
                      label: t('year.organisations'),
                      value: <Lines lines={organisations.map((one) => t('year.organisation', one))} />,
                    },
                    { label: t('year.attestations'), value: attestations },
                  ]
            }
          />
        )}
      </Await>
    </Panel>
  )
}

function Lines({ lines }: { lines: readonly string[] }) {
  const { t } = useTranslation('trainings')
  if (lines.length === 0) return t('nobody')
  return (
    <Stack gap={0}>
      {lines.map((line) => (
        <Text key={line}>{line}</Text>
      ))}
    </Stack>
  )
}
