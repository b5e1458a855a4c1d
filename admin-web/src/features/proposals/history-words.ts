import { steps, type HistoryEntry } from '@interra/contracts'
import { useTranslation } from 'react-i18next'

const acts = [
  'recorded',
  'changed',
  'submitted',
  'accompanied',
  'made_ready',
  'put_on_hold',
  'resumed',
  'withdrawn',
  'declined',
  'converted',
  'need_added',
  'need_covered',
  'need_uncovered',
] as const
const stepActs = ['step_changed', 'step_done', 'step_waived', 'step_reopened'] as const

/** An act of the trail in words. */
export function useHistoryWords(): (entry: HistoryEntry) => string {
  const { t } = useTranslation('proposals')
  return ({ act, fields }) => {
    const name = act.replace(/^proposal\./, '')
    const stepAct = stepActs.find((one) => one === name)
    const step = steps.find((one) => one === fields[0])
    if (stepAct && step) return t(`history.${stepAct}`, { step: t(`steps.${step}`) })
    const known = acts.find((one) => one === name)
    return known ? t(`history.${known}`) : name
  }
}
