import type { CourseState, Enrolment } from '@interra/contracts'
import { useTranslation } from 'react-i18next'
import type { DateStyle } from '../../lib/dates.ts'
import type { ReadName } from '../../lib/query.ts'
import { useDates } from '../../lib/use-dates.ts'
import type { Tone } from '../../ui/palette.ts'

export const stateTones: Readonly<Record<CourseState, Tone>> = { draft: 'neutral', open: 'good', closed: 'neutral' }

/** What an act on a course makes outdated. */
export const staleCourses: readonly ReadName[] = [
  'listCourses',
  'getCourse',
  'getCourseSheet',
  'getLearning',
  'getTrainingFigures',
]
export const staleAwareness: readonly ReadName[] = ['listAwarenessActions', 'getTrainingFigures']

/** Minutes in words: `9 h 30`. */
export function useLength(): (minutes: number) => string {
  const { t } = useTranslation('trainings')
  return (all) => {
    const [hours, minutes] = [Math.floor(all / 60), all % 60]
    if (hours === 0) return t('duration.short', { minutes })
    if (minutes === 0) return t('duration.whole', { hours })
    return t('duration.both', { hours, minutes: String(minutes).padStart(2, '0') })
  }
}

/** The days of a course: one, or from the first to the last. */
export function useDays(): (from: string | null, to: string | null, style?: DateStyle) => string {
  const { t } = useTranslation('trainings')
  const dates = useDates()
  return (from, to, style = 'short') => {
    if (from === null || to === null) return t('noDate')
    if (from === to) return dates.day(from, style)
    return t('between', { from: dates.day(from, style), to: dates.day(to, style) })
  }
}

type Holder = Pick<Enrolment, 'person' | 'staffName'>
/** The name of a member or of somebody of a partner's staff. */
export function useHolderName(): (holder: Holder) => string {
  const { t } = useTranslation('trainings')
  return ({ person, staffName }) => person?.name ?? staffName ?? t('people.hidden')
}
