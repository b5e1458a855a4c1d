import { useTranslation } from 'react-i18next'

/** Minutes as people say them: `1 h 45`, `30 min`. */
export function useDuration(): (minutes: number) => string {
  const { t } = useTranslation('proposals')
  return (minutes) => {
    const [hours, rest] = [Math.floor(minutes / 60), minutes % 60]
    if (hours === 0) return t('time.minutes', { minutes: rest })
    return rest === 0 ? t('time.hours', { hours }) : t('time.both', { hours, minutes: String(rest).padStart(2, '0') })
  }
}
