import { Group, ScrollArea, Stack, Table, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { query } from '../../lib/query.ts'
import { useSite } from '../../lib/session.ts'
import { useDates } from '../../lib/use-dates.ts'
import { Facts } from '../../ui/facts.tsx'
import { Panel } from '../../ui/panel.tsx'
import { PeriodForm } from '../../ui/period-form.tsx'
import { Await } from '../../ui/states.tsx'
import { CohortSelect } from './cohort-choice.tsx'

/** INC-01 and INC-02: how far applications went, women at each step, and how long a decision took. */
export function Funnel() {
  const { t, i18n } = useTranslation('applications')
  const { site } = useSite()
  const year = Number(useDates().now().date.slice(0, 4))
  const [period, setPeriod] = useState({ from: `${year}-01-01`, to: `${year + 1}-01-01` })
  const [cohortId, setCohort] = useState('')
  const asked = { ...period, ...(site && { siteId: site.id }), ...(cohortId !== '' && { cohortId }) }
  const funnel = useQuery(query('getInterlabFunnel', { query: asked }))
  const percent = new Intl.NumberFormat(i18n.language, { style: 'percent', maximumFractionDigits: 0 })
  const ratio = (value: number | null) => (value === null ? t('figures.none') : percent.format(value))
  const days = (value: number | null) => (value === null ? t('figures.none') : t('figures.days', { count: value }))
  return (
    <Stack gap="lg">
      <Group align="end">
        <PeriodForm period={period} change={setPeriod} />
        <CohortSelect
          label={t('fields.cohort')}
          none={t('cohort.all')}
          value={cohortId}
          onChange={({ currentTarget }) => setCohort(currentTarget.value)}
        />
      </Group>
      <Await query={funnel}>
        {({ steps, admission, aside, delay }) => (
          <>
            <Panel title={t('figures.funnel')}>
              <Text size="sm" c="dimmed">
                {t('figures.funnelHint')}
              </Text>
              <ScrollArea type="auto" viewportProps={{ tabIndex: 0, role: 'group', 'aria-label': t('figures.funnel') }}>
                <Table aria-label={t('figures.funnel')} miw="36rem">
                  <Table.Thead>
                    <Table.Tr>
                      <Table.Th>{t('figures.step')}</Table.Th>
                      <Table.Th>{t('figures.applications')}</Table.Th>
                      <Table.Th>{t('figures.ofPrevious')}</Table.Th>
                      <Table.Th>{t('figures.people')}</Table.Th>
                      <Table.Th>{t('figures.women')}</Table.Th>
                    </Table.Tr>
                  </Table.Thead>
                  <Table.Tbody>
                    {steps.map(
                      ({
                        step,
                        applications,
                        ofPrevious,
                        ofSubmitted,
                        people,
                        women: { women, known, unknown, share },
                      }) => (
                        <Table.Tr key={step}>
                          <Table.Th scope="row">{t(`steps.${step}`)}</Table.Th>
                          <Table.Td>
                            {applications}
                            {ofSubmitted !== null && ` (${percent.format(ofSubmitted)})`}
                          </Table.Td>
                          <Table.Td>{ratio(ofPrevious)}</Table.Td>
                          <Table.Td>{people}</Table.Td>
                          <Table.Td>
                            {t('figures.womenOf', { women, known, unknown })}
                            {share !== null && ` · ${percent.format(share)}`}
                          </Table.Td>
                        </Table.Tr>
                      ),
                    )}
                  </Table.Tbody>
                </Table>
              </ScrollArea>
              <Facts
                facts={(['inProgress', 'refused', 'redirected', 'notEligible', 'withdrawn'] as const).map((one) => ({
                  label: t(`aside.${one}`),
                  value: aside[one],
                }))}
              />
            </Panel>
            {admission.length > 0 && (
              <Panel title={t('figures.admission')}>
                <Text size="sm" c="dimmed">
                  {t('figures.admissionHint')}
                </Text>
                <Facts
                  facts={admission.map(({ gender, decided, admitted, rate, suppressed }) => ({
                    label: t(`genders.${gender}`),
                    value: suppressed
                      ? t('figures.hidden')
                      : t('figures.admittedOf', { admitted, decided }) +
                        (rate === null ? '' : ` · ${percent.format(rate)}`),
                  }))}
                />
              </Panel>
            )}
            <Panel title={t('figures.delay')}>
              <Text size="sm" c="dimmed">
                {t('figures.delayHint')}
              </Text>
              <Facts
                facts={[
                  {
                    label: t('figures.delayAll'),
                    value: t('figures.delayOfAll', {
                      median: days(delay.all.medianDays),
                      p90: days(delay.all.p90Days),
                    }),
                  },
                  ...(['admitted', 'refused'] as const).map((one) => ({
                    label: t(`figures.${one}`),
                    value: t('figures.delayOf', {
                      decided: delay[one].decided,
                      median: days(delay[one].medianDays),
                      p90: days(delay[one].p90Days),
                    }),
                  })),
                  { label: t('figures.pending'), value: delay.pending },
                ]}
              />
            </Panel>
          </>
        )}
      </Await>
    </Stack>
  )
}
