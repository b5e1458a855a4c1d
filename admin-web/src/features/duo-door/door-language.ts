import { useDoorLanguage as useLanguageOf } from '../../lib/door-language.ts'

export { doorLocales, type DoorLocale } from '../../lib/door-language.ts'

/** The language of this page. */
export const useDoorLanguage = () => useLanguageOf('duo-door')
