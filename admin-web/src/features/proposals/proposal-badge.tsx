import type { ProposalState } from '@interra/contracts'
import { useTranslation } from 'react-i18next'
import { StatusBadge } from '../../ui/status-badge.tsx'
import { stateIcons, stateTones } from './proposal-words.ts'

export function ProposalBadge({ state }: { state: ProposalState }) {
  const { t } = useTranslation('proposals')
  return (
    <StatusBadge tone={stateTones[state]} icon={stateIcons[state]}>
      {t(`states.${state}`)}
    </StatusBadge>
  )
}
