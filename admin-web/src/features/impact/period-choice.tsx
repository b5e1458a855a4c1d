import { Button, Group, Select, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { daysAfter, nameOf, periodNames, periodOf, type Period } from './period.ts'

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
      {own && <OwnPeriod key={`${period.from} ${period.to}`} period={period} change={change} />}
    </Group>
  )
}

function OwnPeriod({ period, change }: Pick<PeriodChoiceProps, 'period' | 'change'>) {
  const { t } = useTranslation('figures')
  const [from, setFrom] = useState(period.from)
  const [last, setLast] = useState(daysAfter(period.to, -1))
  const wrong = from > last
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (!wrong) change({ from, to: daysAfter(last, 1) })
      }}
    >
      <Group align="end" gap="sm">
        <TextInput
          type="date"
          label={t('from')}
          value={from}
          onChange={(event) => setFrom(event.currentTarget.value)}
          required
        />
        <TextInput
          type="date"
          label={t('last')}
          value={last}
          onChange={(event) => setLast(event.currentTarget.value)}
          error={wrong ? t('lastBeforeFrom') : undefined}
          required
        />
        <Button type="submit" variant="default" disabled={wrong}>
          {t('show')}
        </Button>
      </Group>
    </form>
  )
}
