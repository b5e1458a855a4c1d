import { addDays } from '@interra/contracts'
import { Button, Group, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

/** Half-open local dates. */
export interface Period {
  readonly from: string
  readonly to: string
}

interface PeriodFormProps {
  readonly period: Period
  readonly change: (period: Period) => void
}

/** Two days; the last one shown is inside the period. */
export function PeriodForm({ period, change }: PeriodFormProps) {
  const { t } = useTranslation('common')
  const [from, setFrom] = useState(period.from)
  const [last, setLast] = useState(addDays(period.to, -1))
  const wrong = from > last
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (!wrong) change({ from, to: addDays(last, 1) })
      }}
    >
      <Group align="end" gap="sm">
        <TextInput
          type="date"
          label={t('period.from')}
          value={from}
          onChange={(event) => setFrom(event.currentTarget.value)}
          required
        />
        <TextInput
          type="date"
          label={t('period.last')}
          value={last}
          onChange={(event) => setLast(event.currentTarget.value)}
          error={wrong ? t('period.lastBeforeFrom') : undefined}
          required
        />
        <Button type="submit" variant="default" disabled={wrong}>
          {t('period.show')}
        </Button>
      </Group>
    </form>
  )
}
