import { consentPurposes, languageLevels, type TimelineItem } from '@interra/contracts'
import { useTranslation } from 'react-i18next'
import { useLanguages } from '../../lib/choices.ts'
import type people from '../../locales/fr/people.json'
import { capitalised } from './words.ts'

type State = keyof (typeof people)['timeline']['states']

/** A line of the timeline in words. */
export function useLineWords() {
  const { t, i18n } = useTranslation('people')
  const { nameOf } = useLanguages()
  const stateWords = (state: string) =>
    i18n.exists(`people:timeline.states.${state}`) ? t(`timeline.states.${state as State}`) : state
  return {
    title: ({ kind, title, about, state }: TimelineItem): string => {
      const purpose = consentPurposes.find((one) => one === about)
      const level = languageLevels.find((one) => one === state)
      if (kind === 'consent')
        return t('timeline.consent', { purpose: purpose ? t(`consent.purposes.${purpose}`) : about })
      if (kind === 'language')
        return t('timeline.language', {
          language: capitalised(nameOf(about ?? '')),
          level: level ? t(`levels.${level}`) : '',
        })
      return t(`timeline.${kind}`, { title: title ?? '' })
    },
    state: ({ kind, state }: TimelineItem): string | null =>
      state === null || kind === 'language' ? null : stateWords(state),
  }
}
