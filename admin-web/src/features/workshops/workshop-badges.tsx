import type { AutonomyLevel, WorkshopState } from '@interra/contracts'
import { useTranslation } from 'react-i18next'
import { StatusBadge } from '../../ui/status-badge.tsx'
import { autonomyTones, stateIcons, stateTones } from './workshop-words.ts'

export function WorkshopBadge({ state }: { state: WorkshopState }) {
  const { t } = useTranslation('workshops')
  return (
    <StatusBadge tone={stateTones[state]} icon={stateIcons[state]}>
      {t(`states.${state}`)}
    </StatusBadge>
  )
}

export function AutonomyBadge({ level }: { level: AutonomyLevel }) {
  const { t } = useTranslation('workshops')
  return (
    <StatusBadge tone={autonomyTones[level]} icon="hand">
      {t(`autonomy.${level}`)}
    </StatusBadge>
  )
}
