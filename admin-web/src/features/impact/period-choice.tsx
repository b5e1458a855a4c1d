import { Group, Select } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { PeriodForm, type Period } from '../../ui/period-form.tsx'
import { nameOf, periodNames, periodOf } from './period.ts'

interface PeriodChoiceProps {
  readonly period: Period
  readonly today: string
  readonly change: (period: Period) => void
}

/** A usual period in one tap, or two days. The last day shown is inside the period. */
export function PeriodChoice({ period, today, change }: PeriodChoiceProps) {
  const { t } = useTranslation('figures')
  const name = nameOf(period, today)
  const options = [...periodNames, 'own' as const].map((value) => ({ value, label: t(`periods.${value}`) }))
  const [own, setOwn] = useState(name === null)
  const choose = (value: string | null) => {
    const usual = periodNames.find((one) => one === value)
    setOwn(usual === undefined)
    if (usual) change(periodOf(usual, today))
  }
  return (
    <Group align="end" gap="sm">
      <Select
        label={t('period')}
        data={options}
        value={own ? 'own' : name}
        onChange={choose}
        allowDeselect={false}
        w={{ base: '100%', xs: 240 }}
      />
      {own && <PeriodForm key={`${period.from} ${period.to}`} period={period} change={change} />}
    </Group>
  )
}
