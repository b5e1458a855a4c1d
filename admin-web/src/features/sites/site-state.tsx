import type { Site } from '@interra/contracts'
import { useTranslation } from 'react-i18next'
import { useDates } from '../../lib/use-dates.ts'
import { StatusBadge } from '../../ui/status-badge.tsx'

/** Open, or when it opens or closes. */
export function SiteState({ site: { opensOn, closesOn } }: { site: Site }) {
  const { t } = useTranslation('sites')
  const dates = useDates()
  const today = dates.now().date
  if (opensOn > today) return <StatusBadge tone="info">{t('states.coming', { day: dates.day(opensOn) })}</StatusBadge>
  if (closesOn === null) return <StatusBadge tone="good">{t('states.open')}</StatusBadge>
  const day = dates.day(closesOn)
  return closesOn < today ? (
    <StatusBadge tone="neutral">{t('states.closed', { day })}</StatusBadge>
  ) : (
    <StatusBadge tone="warn">{t('states.closing', { day })}</StatusBadge>
  )
}
