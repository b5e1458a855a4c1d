import type { IntroductionAct, IntroductionState, NeededLanguage } from '@interra/contracts'
import { useTranslation } from 'react-i18next'
import { useLanguages } from '../../lib/choices.ts'
import type { ReadName } from '../../lib/query.ts'
import { useDates } from '../../lib/use-dates.ts'
import type { Tone } from '../../ui/palette.ts'

export const introductionTones: Readonly<Record<IntroductionState, Tone>> = {
  proposed: 'neutral',
  consented: 'info',
  sent: 'info',
  meeting: 'info',
  started: 'good',
  followed_up: 'good',
  declined: 'neutral',
  lapsed: 'neutral',
}

/** What an act on employers, their needs or introductions makes outdated. */
export const staleEmployers: readonly ReadName[] = [
  'listEmployers',
  'getEmployer',
  'listEmployerNeeds',
  'getEmployerNeed',
  'listMatches',
  'listIntroductions',
  'getIntroduction',
  'getIntroductionFigures',
  'getToday',
]

/** A language with its level: `français B1`. */
export function useSpoken(): (spoken: NeededLanguage) => string {
  const { t } = useTranslation('employers')
  const { nameOf } = useLanguages()
  return ({ language, level }) => t('spoken', { language: nameOf(language), level: t(`levels.${level}`) })
}

/** What is to be done next, and when. */
export function useNextWords(): (row: { next: IntroductionAct | null; nextOn: string | null }) => string {
  const { t } = useTranslation('employers')
  const dates = useDates()
  return ({ next, nextOn }) => {
    if (next === null) return t('next.none')
    const step = t(`next.${next}`)
    return nextOn === null ? step : t('next.on', { step, day: dates.day(nextOn, 'short') })
  }
}
