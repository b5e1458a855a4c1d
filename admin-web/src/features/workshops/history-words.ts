import { autonomyLevels, publishConditions, type HistoryEntry } from '@interra/contracts'
import { useTranslation } from 'react-i18next'

const acts = [
  'drafted',
  'changed',
  'published',
  'paused',
  'resumed',
  'ended',
  'host_added',
  'host_changed',
  'host_removed',
] as const

/** An act of the trail in words. */
export function useHistoryWords(): (entry: HistoryEntry) => string {
  const { t } = useTranslation('workshops')
  return ({ act, fields }) => {
    const name = act.replace(/^workshop\./, '')
    const condition = publishConditions.find((one) => one === fields[0])
    const level = autonomyLevels.find((one) => one === fields[0])
    if (condition && (name === 'condition_waived' || name === 'waiver_withdrawn'))
      return t(`history.${name}`, { condition: t(`conditions.${condition}.asked`) })
    if (level && name === 'autonomy_set') return t('history.autonomy_set', { level: t(`autonomy.${level}`) })
    const known = acts.find((one) => one === name)
    return known ? t(`history.${known}`) : name
  }
}
