import { addDays } from '@interra/contracts'
import { Group, SimpleGrid, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { query } from '../../lib/query.ts'
import { useCan, useSite } from '../../lib/session.ts'
import { useDates } from '../../lib/use-dates.ts'
import { TextLink } from '../../ui/links.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import type { Period } from '../../ui/period-form.tsx'
import { Await, EmptyState } from '../../ui/states.tsx'
import { WeeksCard, type WeekView } from '../../ui/weeks.card.tsx'
import { CarryCard } from './carry.card.tsx'
import { FigureCard } from './figure.card.tsx'
import { PeriodChoice } from './period-choice.tsx'
import { periodOf } from './period.ts'
import { QualityCard } from './quality.card.tsx'

/** What the work amounts to: every figure of the registry for a period, as on every other outlet. */
export function FiguresPage() {
  const { t } = useTranslation('figures')
  const dates = useDates()
  const can = useCan()
  const { site } = useSite()
  const search = useSearch({ from: '/in/figures' })
  const navigate = useNavigate({ from: '/figures' })
  const today = dates.now().date
  const period: Period =
    search.from !== undefined && search.to !== undefined
      ? { from: search.from, to: search.to }
      : periodOf('four_weeks', today)
  const figures = useQuery(query('getFigures', { query: { ...period, ...(site ? { site: site.id } : {}) } }))
  const show = (change: Partial<Period & { view: WeekView }>) =>
    void navigate({ search: (now) => ({ ...now, ...change }), replace: true })
  return (
    <>
      <PageHeader
        title={t('title')}
        lead={[t('lead', { from: dates.day(period.from), last: dates.day(addDays(period.to, -1)) }), site?.name]
          .filter(Boolean)
          .join(' · ')}
        action={
          <>
            <TextLink to="/figures/all">{t('all')}</TextLink>
            <TextLink to="/figures/links">{t('links')}</TextLink>
            {can('listFunders') && <TextLink to="/funders">{t('funders')}</TextLink>}
          </>
        }
      />
      <Stack gap="lg">
        <PeriodChoice period={period} today={today} change={show} />
        <Await query={figures}>
          {(data) => (
            <>
              {data.weeks.length > 0 ? (
                <WeeksCard
                  title={t('weeks')}
                  caption={t('tableCaption')}
                  columns={[t('sessions'), t('attendances')]}
                  weeks={data.weeks.map(({ weekOn, sessions, attendances }) => ({
                    on: weekOn,
                    counts: [sessions, attendances],
                  }))}
                  view={search.view ?? 'chart'}
                  change={(view) => show({ view })}
                />
              ) : (
                <EmptyState icon="chart">{t('empty')}</EmptyState>
              )}
              <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }} spacing="md">
                {data.figures.map((figure) => (
                  <FigureCard key={figure.indicatorId} figure={figure} search={{ ...period, site: site?.id }} />
                ))}
              </SimpleGrid>
              <Group gap="xs">
                <Text size="sm" c="dimmed">
                  {t('asOf', { day: dates.dayOf(data.asOf), time: dates.time(data.asOf) })}
                </Text>
                {data.level !== 'internal_case' && (
                  <Text size="sm" c="dimmed">
                    {t('smallHidden')}
                  </Text>
                )}
              </Group>
            </>
          )}
        </Await>
        <QualityCard period={period} site={site?.id} />
        {can('getCarry') && <CarryCard />}
      </Stack>
    </>
  )
}
