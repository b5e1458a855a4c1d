import { dayParts, weekDays, type DuoInvitation } from '@interra/contracts'
import { useTranslation } from 'react-i18next'
import { dayWords, instantDay, tagOf } from '../../lib/dates.ts'

/** Days, parts of the week and lists in the language of the page. */
export function useDoorWords() {
  const { t, i18n } = useTranslation('duo-door')
  const { language } = i18n
  const slot = (one: string) => {
    const day = weekDays.find((known) => one.startsWith(`${known}-`))
    const part = dayParts.find((known) => one.endsWith(`-${known}`))
    return day && part ? t('slot', { day: t(`days.${day}`), part: t(`parts.${part}`) }) : one
  }
  const and = (words: readonly string[]) => new Intl.ListFormat(tagOf(language), { type: 'conjunction' }).format(words)
  const named = (code: string) => new Intl.DisplayNames([language], { type: 'language' }).of(code) ?? code
  return {
    day: (date: string) => dayWords(date, language, 'full'),
    /** The day of an instant, where all our cities are. */
    dayOf: (instant: string) => instantDay(instant, language, 'Europe/Brussels', 'full'),
    /** What the two share, a line each. */
    shared: ({ interests, slots, language: spoken }: DuoInvitation): string[] => [
      ...(interests.length > 0 ? [t('shared.interests', { words: and(interests) })] : []),
      ...(slots.length > 0 ? [t('shared.slots', { words: and(slots.map(slot)) })] : []),
      ...(spoken === null ? [] : [t('shared.language', { word: named(spoken) })]),
    ],
  }
}
