import { useTranslation } from 'react-i18next'
import { useDates } from '../../lib/use-dates.ts'

interface Known {
  readonly birthYear?: number | null
  readonly memberSince: string | null
}

/** What tells two people of one name apart, as far as the reader may see it. */
export function useTellApart(): (person: Known) => string {
  const { t } = useTranslation('attendance')
  const dates = useDates()
  return ({ birthYear, memberSince }) =>
    [
      birthYear ? t('apart.born', { year: birthYear }) : '',
      memberSince ? t('apart.since', { day: dates.day(memberSince) }) : '',
    ]
      .filter(Boolean)
      .join(' · ')
}
