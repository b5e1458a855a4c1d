import { languageLevels, type PolicyKey, type PolicyValue } from '@interra/contracts'
import { NativeSelect, NumberInput, Stack } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { ActForm } from '../../ui/form/use-act-form.ts'
import { isChoiceRule, isMixity, useChoices } from './rule-words.ts'

/** A value as the form holds it: shares in percent. */
export type Typed =
  | number
  | string
  | { minEachSide: number; minShare: number; minKnown: number; maxUnknownShare: number }

export function asTyped(value: PolicyValue): Typed {
  if (typeof value === 'boolean') return String(value)
  if (!isMixity(value)) return value
  const { minShare, maxUnknownShare } = value
  return { ...value, minShare: Math.round(minShare * 100), maxUnknownShare: Math.round(maxUnknownShare * 100) }
}

export function fromTyped(typed: Typed): unknown {
  if (typed === 'true' || typed === 'false') return typed === 'true'
  if (typeof typed !== 'object') return typed
  const share = (percent: unknown) => (typeof percent === 'number' ? percent / 100 : percent)
  return { ...typed, minShare: share(typed.minShare), maxUnknownShare: share(typed.maxUnknownShare) }
}

interface RuleInputProps {
  form: Pick<ActForm<Record<string, unknown>>, 'field'>
  rule: PolicyKey
}

/** The field, or fields, of a rule's value. */
export function RuleInput({ form, rule }: RuleInputProps) {
  const { t } = useTranslation('sites')
  const choices = useChoices()
  if (isChoiceRule(rule))
    return <NativeSelect {...form.field('value', t(`rules.${rule}.field`))} data={choices(rule)} />
  if (rule === 'mixity')
    return (
      <Stack gap="sm">
        {(['minEachSide', 'minShare', 'minKnown', 'maxUnknownShare'] as const).map((member) => (
          <NumberInput
            key={member}
            {...form.field(`value.${member}`, t(`rules.mixity.${member}`))}
            min={0}
            max={100}
            allowDecimal={false}
            allowNegative={false}
          />
        ))}
      </Stack>
    )
  if (rule === 'local_language_level') {
    const levels = languageLevels
      .filter((level) => level !== 'unknown')
      .map((level) => ({ value: level, label: level === 'native' ? t('rules.levels.native') : level }))
    return <NativeSelect {...form.field('value', t('rules.local_language_level.field'))} data={levels} />
  }
  return (
    <NumberInput
      {...form.field('value', t(`rules.${rule}.field`))}
      allowDecimal={false}
      allowNegative={false}
      data-autofocus
    />
  )
}
