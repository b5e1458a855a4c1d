import { useTranslation } from 'react-i18next'
import { ageWords, dayWords, instantDay, instantTime, partialWords, wallClock, type DateStyle } from './dates.ts'
import { useSite } from './session.ts'

/** The functions of `dates.ts` in the user's language and the site's wall time; another zone can be given. */
export function useDates(zone?: string) {
  const { i18n } = useTranslation()
  const { site } = useSite()
  const language = i18n.language
  const timeZone = zone ?? site?.timeZone ?? 'Europe/Brussels'
  return {
    /** Local date in words. */
    day: (date: string, style?: DateStyle) => dayWords(date, language, style),
    /** Date known to the day, month or year. */
    partial: (date: string) => partialWords(date, language),
    /** Day of an instant at the site. */
    dayOf: (instant: string, style?: DateStyle) => instantDay(instant, language, timeZone, style),
    /** Wall time of an instant at the site. */
    time: (instant: string) => instantTime(instant, language, timeZone),
    /** How long ago. */
    age: (instant: string) => ageWords(instant, language, new Date()),
    /** Local date and time at the site now. */
    now: () => wallClock(new Date(), timeZone),
  }
}
