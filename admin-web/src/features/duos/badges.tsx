import type { DuoAlert, DuoState, MatchRunState, Standing } from '@interra/contracts'
import { useTranslation } from 'react-i18next'
import { StatusBadge } from '../../ui/status-badge.tsx'
import { alertTones, duoLooks, runTones, standingLooks } from './duo-words.ts'

export function DuoBadge({ state }: { state: DuoState }) {
  const { t } = useTranslation('duos')
  return <StatusBadge {...duoLooks[state]}>{t(`states.${state}`)}</StatusBadge>
}

export function StandingBadge({ standing }: { standing: Standing }) {
  const { t } = useTranslation('duos')
  return <StatusBadge {...standingLooks[standing]}>{t(`standings.${standing}`)}</StatusBadge>
}

export function RunBadge({ state }: { state: MatchRunState }) {
  const { t } = useTranslation('duos')
  return <StatusBadge tone={runTones[state]}>{t(`runStates.${state}`)}</StatusBadge>
}

export function AlertBadges({ alerts = [] }: { alerts: readonly DuoAlert[] | undefined }) {
  const { t } = useTranslation('duos')
  return alerts.map((alert) => (
    <StatusBadge key={alert} tone={alertTones[alert]} icon="warn">
      {t(`alerts.${alert}`)}
    </StatusBadge>
  ))
}
