import type { HistoryEntry } from '@interra/contracts'
import { useTranslation } from 'react-i18next'

const acts = [
  'proposed',
  'accepted',
  'declined',
  'retracted',
  'expired',
  'superseded',
  'first_meeting_planned',
  'charter_signed',
  'started',
  'changed',
  'abandoned',
  'paused',
  'resumed',
  'completed',
  'ended_early',
  'meeting_logged',
  'meeting_removed',
  'check_in_answered',
  'talk_noted',
  'talk_removed',
  'call_noted',
  'safety_raised',
  'safety_cleared',
] as const

/** An act of the trail of a duo in words. */
export function useHistoryWords(): (entry: HistoryEntry) => string {
  const { t } = useTranslation('duos')
  return ({ act }) => {
    const known = acts.find((one) => `duo.${one}` === act)
    return known ? t(`history.${known}`) : act
  }
}
