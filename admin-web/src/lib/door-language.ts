import i18next, { type i18n } from 'i18next'
import { useEffect, useState } from 'react'
import type { Namespace } from './i18n.ts'

/** What members read without an account is written in these; each is told by its own name. */
export const doorLocales = ['fr', 'en', 'nl', 'ar'] as const
export type DoorLocale = (typeof doorLocales)[number]

function firstLocale(offered: readonly DoorLocale[]): DoorLocale {
  const wished = [new URLSearchParams(location.search).get('in'), ...navigator.languages.map((tag) => tag.slice(0, 2))]
  return offered.find((locale) => locale === wished.find((one) => offered.some((known) => known === one))) ?? 'fr'
}

/**
 * The language of a page that is opened by a link: that of the link, else of the phone. The language of the staff's screens
 * stays as it is.
 */
export function useDoorLanguage(
  namespace: Namespace,
  offered: readonly DoorLocale[] = doorLocales,
): {
  words: i18n
  locale: DoorLocale
  choose: (locale: DoorLocale) => void
} {
  const [locale, choose] = useState(() => firstLocale(offered))
  const wordsIn = (lng: DoorLocale) => i18next.cloneInstance({ lng, ns: [namespace], defaultNS: namespace })
  const [words, setWords] = useState(() => wordsIn(locale))
  useEffect(() => {
    const { lang, dir } = document.documentElement
    document.documentElement.lang = locale
    document.documentElement.dir = i18next.dir(locale)
    return () => void Object.assign(document.documentElement, { lang, dir })
  }, [locale])
  return {
    words,
    locale,
    choose: (chosen) => {
      choose(chosen)
      setWords(wordsIn(chosen))
    },
  }
}
