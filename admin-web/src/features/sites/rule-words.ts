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

/** The value of a rule in words: `36 mois`, `B1`. */
export function useRuleWords(): (key: PolicyKey, value: PolicyValue) => string {
  const { t, i18n } = useTranslation('sites')
  const percent = new Intl.NumberFormat(tagOf(i18n.language), { style: 'percent', maximumFractionDigits: 0 })
  return (key, value) => {
    if (isMixity(value))
      return t('rules.mixity.value', {
        each: value.minEachSide,
        share: percent.format(value.minShare),
        known: value.minKnown,
        unknown: percent.format(value.maxUnknownShare),
      })
    if (typeof value === 'string') return value === 'native' ? t('rules.levels.native') : value
    if (key === 'mixity' || key === 'local_language_level') return String(value)
    return t(`rules.${key}.value`, { count: value })
  }
}
