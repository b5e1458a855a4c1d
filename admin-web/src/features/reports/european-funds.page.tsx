import { thirdCountryReadings, type ThirdCountryReading } from '@interra/contracts'
import { NativeSelect, SegmentedControl, Stack } from '@mantine/core'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useSite } from '../../lib/session.ts'
import { useDates } from '../../lib/use-dates.ts'
import { TextLink } from '../../ui/links.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { PeriodForm, type Period } from '../../ui/period-form.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { AmifPackPanels, EsfPackPanels } from './european-funds.panels.tsx'

const packs = ['esf', 'amif'] as const

/** What two European funds ask for, and what stands between the records and that. */
export function EuropeanFundsPage() {
  const { t } = useTranslation('reports')
  const { site } = useSite()
  const search = useSearch({ from: '/in/reports/european-funds' })
  const navigate = useNavigate({ from: '/reports/european-funds' })
  const year = Number(useDates().now().date.slice(0, 4))
  const { pack = 'esf', reading = 'literal', from = `${year}-01-01`, to = `${year + 1}-01-01` } = search
  const show = (change: Partial<Period & { pack: (typeof packs)[number]; reading: ThirdCountryReading }>) =>
    void navigate({ search: (now) => ({ ...now, ...change }), replace: true })
  return (
    <>
      <PageHeader
        title={t('funds.title')}
        crumbs={[
          <TextLink key="reports" to="/reports">
            {t('title')}
          </TextLink>,
        ]}
        lead={[t('funds.lead'), site?.name].filter(Boolean).join(' · ')}
      />
      <Stack gap="lg">
        <SegmentedControl
          aria-label={t('funds.pack')}
          orientation="vertical"
          value={pack}
          onChange={(value) => packs.filter((one) => one === value).forEach((one) => show({ pack: one }))}
          data={packs.map((value) => ({ value, label: t(`funds.packs.${value}`) }))}
        />
        <PeriodForm key={`${from} ${to}`} period={{ from, to }} change={show} />
        <NativeSelect
          label={t('funds.reading')}
          value={reading}
          onChange={({ currentTarget: { value } }) =>
            thirdCountryReadings.filter((one) => one === value).forEach((one) => show({ reading: one }))
          }
          data={thirdCountryReadings.map((value) => ({ value, label: t(`funds.readings.${value}`) }))}
        />
        {!site && <EmptyState icon="chart">{t('funds.noSite')}</EmptyState>}
        {site && pack === 'esf' && <EsfPackPanels asked={{ site: site.id, from, to, reading }} />}
        {site && pack === 'amif' && <AmifPackPanels asked={{ site: site.id, from, to, reading }} />}
      </Stack>
    </>
  )
}
