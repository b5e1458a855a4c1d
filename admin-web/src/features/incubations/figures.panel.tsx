import type { IncubationFigures } from '@interra/contracts'
import { Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { query } from '../../lib/query.ts'
import { useDates } from '../../lib/use-dates.ts'
import { Facts } from '../../ui/facts.tsx'
import { Panel } from '../../ui/panel.tsx'
import { Await } from '../../ui/states.tsx'
import { useLength } from './incubation-words.ts'

/** The year so far; what becomes of a start is told over three years, for it takes that long. */
export function IncubationYear({ siteId }: { siteId: string }) {
  const { t } = useTranslation('incubations')
  const year = Number(useDates().now().date.slice(0, 4))
  const to = `${year + 1}-01-01`
  const figures = useQuery(query('getIncubationFigures', { query: { siteId, from: `${year}-01-01`, to } }))
  const longer = useQuery(query('getIncubationFigures', { query: { siteId, from: `${year - 3}-01-01`, to } }))
  return (
    <Panel title={t('figures.title')}>
      <Await query={figures}>
        {(found) => <Await query={longer}>{(past) => <Year figures={found} past={past} />}</Await>}
      </Await>
    </Panel>
  )
}

function Year({ figures, past }: { figures: IncubationFigures; past: IncubationFigures }) {
  const { t } = useTranslation('incubations')
  const length = useLength()
  const { coaching, coachingByProject, needs, barriers, supported } = figures
  const percent = (share: number) => Math.round(share * 100)
  const facts = [
    { label: t('figures.supported'), value: t('figures.supportedLine', supported) },
    {
      label: t('figures.hours'),
      value: (
        <Lines
          lines={coaching.map(({ role, minutes, coachMinutes }) =>
            t('figures.hoursLine', {
              role: t(`coachingRoles.${role}`),
              length: length(minutes),
              coach: length(coachMinutes),
            }),
          )}
        />
      ),
    },
    {
      label: t('figures.byProject'),
      value:
        coachingByProject.hours === null
          ? t('figures.none')
          : t('figures.byProjectLine', {
              each: length(Math.round(coachingByProject.hours * 60)),
              all: length(coachingByProject.minutes),
              count: coachingByProject.projects,
            }),
    },
    { label: t('figures.needs'), value: t('figures.needsLine', needs) },
    {
      label: t('figures.barriers'),
      value: (
        <Lines
          lines={barriers.map(({ dimension, unlocked, stillOpen, medianDays }) =>
            t('figures.barrierLine', {
              dimension: t(`dimensions.${dimension}`),
              unlocked,
              open: stillOpen,
              median: medianDays === null ? t('figures.noMedian') : t('figures.median', { count: medianDays }),
            }),
          )}
        />
      ),
    },
    {
      label: t('figures.creation'),
      value: <Lines lines={past.creation.map((one) => t('figures.creationLine', one))} />,
    },
    {
      label: t('figures.survival'),
      value: (
        <Lines
          lines={past.survival.at.map(({ months, share }) =>
            share === null
              ? t('figures.tooEarly', { months })
              : t('figures.survivalLine', { months, share: percent(share) }),
          )}
        />
      ),
    },
    {
      label: t('figures.exits'),
      value: (
        <Lines
          lines={past.exits.map(({ moment, share, ...counts }) =>
            [
              t('figures.exitsLine', { moment: t(`moments.${moment}`), ...counts }),
              share !== null && t('figures.exitsShare', { share: percent(share) }),
            ]
              .filter(Boolean)
              .join(' · '),
          )}
        />
      ),
    },
  ]
  return <Facts facts={facts} />
}

function Lines({ lines }: { lines: readonly string[] }) {
  const { t } = useTranslation('incubations')
  if (lines.length === 0) return t('figures.none')
  return (
    <Stack gap={0}>
      {lines.map((line) => (
        <Text key={line}>{line}</Text>
      ))}
    </Stack>
  )
}
