import type { MixityRule, PolicyDecision, PolicyKey, PolicyValue } from '@interra/contracts'
import { useTranslation } from 'react-i18next'
import { tagOf } from '../../lib/dates.ts'

/** The decision in force on a day, of decisions with the latest first. */
export function inForce(decisions: readonly PolicyDecision[], day: string): PolicyDecision | undefined {
  return decisions.find(({ startsOn }) => startsOn <= day)
}

export function isMixity(value: PolicyValue): value is MixityRule {
  return typeof value === 'object'
}

/** Rules whose value is one of a few. */
export const choiceRules = {
  duo_language: ['fr', 'nl', 'de'],
  duo_in_between_side: ['either', 'newcomer', 'local', 'none'],
  duo_training_required: ['true', 'false'],
  host_training_required: ['true', 'false'],
} as const satisfies Partial<Record<PolicyKey, readonly string[]>>
export type ChoiceRule = keyof typeof choiceRules
export const isChoiceRule = (key: PolicyKey): key is ChoiceRule => key in choiceRules

/** The words of a choice rule's values. */
export function useChoices(): (rule: ChoiceRule) => { value: string; label: string }[] {
  const { t } = useTranslation('sites')
  return (rule) => {
    switch (rule) {
      case 'duo_language':
        return choiceRules[rule].map((value) => ({ value, label: t(`rules.duo_language.choices.${value}`) }))
      case 'duo_in_between_side':
        return choiceRules[rule].map((value) => ({ value, label: t(`rules.duo_in_between_side.choices.${value}`) }))
      case 'duo_training_required':
        return choiceRules[rule].map((value) => ({ value, label: t(`rules.duo_training_required.choices.${value}`) }))
      case 'host_training_required':
        return choiceRules[rule].map((value) => ({ value, label: t(`rules.host_training_required.choices.${value}`) }))
    }
  }
}

/** The value of a rule in words: `36 mois`, `B1`. */
export function useRuleWords(): (key: PolicyKey, value: PolicyValue) => string {
  const { t, i18n } = useTranslation('sites')
  const choices = useChoices()
  const percent = new Intl.NumberFormat(tagOf(i18n.language), { style: 'percent', maximumFractionDigits: 0 })
  return (key, value) => {
    if (isMixity(value))
      return t('rules.mixity.value', {
        each: value.minEachSide,
        share: percent.format(value.minShare),
        known: value.minKnown,
        unknown: percent.format(value.maxUnknownShare),
      })
    if (isChoiceRule(key)) return choices(key).find((choice) => choice.value === String(value))?.label ?? String(value)
    if (typeof value === 'boolean') return String(value)
    if (typeof value === 'string') return value === 'native' ? t('rules.levels.native') : value
    if (key === 'mixity' || key === 'local_language_level') return String(value)
    return t(`rules.${key}.value`, { count: value })
  }
}
