import { useTranslation } from 'react-i18next'
import { StatusBadge } from '../../ui/status-badge.tsx'

/** Whether one gets in without a step: yes, no, or nobody checked. */
export function Access({ stepFree }: { stepFree: boolean | null }) {
  const { t } = useTranslation('venues')
  if (stepFree === null) return <StatusBadge tone="neutral">{t('access.unknown')}</StatusBadge>
  return stepFree ? (
    <StatusBadge tone="good">{t('access.stepFree')}</StatusBadge>
  ) : (
    <StatusBadge tone="warn" icon="warn">
      {t('access.steps')}
    </StatusBadge>
  )
}
