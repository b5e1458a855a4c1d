import { Fieldset, Group, NativeSelect, Text, TextInput } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { dayWords } from '../../lib/dates.ts'

interface Parts {
  year: string
  month: string
  day: string
}
interface PartialDateProps {
  label: string
  description?: string
  /** `1990-05-17`, `1990-05`, `1990`, or empty when not known. */
  value?: string | null
  onChange: (value: string) => void
  error?: ReactNode
  required?: boolean
  'data-path'?: string
}

/** A date as far as it is known: the year alone is enough, then the month, then the day. */
export function PartialDate({ label, description, value, onChange, error, required, ...rest }: PartialDateProps) {
  const { t } = useTranslation()
  const [parts, setParts] = useState(() => partsOf(value ?? ''))
  // What was typed stays while it says the same as the value; another value (a reset) replaces it.
  const shown = joined(parts) === (value ?? '') ? parts : partsOf(value ?? '')
  const change = (change: Partial<Parts>) => {
    const next = { ...shown, ...change }
    setParts(next)
    onChange(joined(next))
  }
  return (
    <Fieldset legend={required ? `${label} *` : label} variant="unstyled">
      {description && (
        <Text size="sm" c="dimmed" mb={4}>
          {description}
        </Text>
      )}
      <Group gap="sm" align="flex-end" wrap="nowrap">
        <TextInput
          label={t('date.day')}
          inputMode="numeric"
          autoComplete="off"
          maxLength={2}
          w="4.5rem"
          value={shown.day}
          onChange={(event) => change({ day: digits(event.currentTarget.value, 2) })}
          error={Boolean(error)}
        />
        <MonthSelect value={shown.month} onChange={(month) => change({ month })} invalid={Boolean(error)} />
        <TextInput
          {...rest}
          label={t('date.year')}
          inputMode="numeric"
          autoComplete="off"
          maxLength={4}
          w="5.5rem"
          value={shown.year}
          onChange={(event) => change({ year: digits(event.currentTarget.value, 4) })}
          error={Boolean(error)}
        />
      </Group>
      {error && (
        <Text size="sm" c="var(--mantine-color-error)" mt={4}>
          {error}
        </Text>
      )}
    </Fieldset>
  )
}

function MonthSelect({
  value,
  onChange,
  invalid,
}: {
  value: string
  onChange: (month: string) => void
  invalid: boolean
}) {
  const { t, i18n } = useTranslation()
  const months = Array.from({ length: 12 }, (_, at) => String(at + 1).padStart(2, '0'))
  const nameOf = (month: string) => dayWords(`2020-${month}-01`, i18n.language, 'month').replace(/\s*2020$/, '')
  return (
    <NativeSelect
      label={t('date.month')}
      size="md"
      miw="8rem"
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      error={invalid}
      data={[
        { value: '', label: t('date.unknown') },
        ...months.map((month) => ({ value: month, label: nameOf(month) })),
      ]}
    />
  )
}

const digits = (typed: string, length: number) => typed.replace(/\D/g, '').slice(0, length)

function partsOf(value: string): Parts {
  const [year = '', month = '', day = ''] = value.split('-')
  return { year, month, day: day.replace(/^0/, '') }
}

/** A day without its month, or a month without its year, stays visible as something to correct (`1990--17`). */
function joined({ year, month, day }: Parts): string {
  if (day !== '') return `${year}-${month}-${day.padStart(2, '0')}`
  return month === '' ? year : `${year}-${month}`
}
