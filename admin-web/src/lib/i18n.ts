import { staffLocales, type StaffLocale } from '@interra/contracts'
import i18next, { type BackendModule, type Resource } from 'i18next'
import { initReactI18next } from 'react-i18next'
import type { Resources } from '../locales/resources.ts'
import { withFirmSpaces } from './french.ts'

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'common'
    resources: Resources
  }
}
export type Namespace = keyof Resources

const files = import.meta.glob<{ default: Resource[string] }>('../locales/*/*.json')
const remembered = 'interra.locale'

/** The words of one feature in one language are one file, fetched when a screen first needs it. */
const fromFiles: BackendModule = {
  type: 'backend',
  init: () => undefined,
  read: (language, namespace, done) => {
    const load = files[`../locales/${language}/${namespace}.json`]
    if (!load) return done(new Error(`no words for ${namespace} in ${language}`), false)
    load().then(
      (words) => done(null, language === 'fr' ? firm(words.default) : words.default),
      (error: Error) => done(error, false),
    )
  },
}

const firm = (words: Resource[string]) => JSON.parse(withFirmSpaces(JSON.stringify(words))) as Resource[string]

export const isStaffLocale = (value: unknown): value is StaffLocale => staffLocales.some((locale) => locale === value)

function firstLanguage(): StaffLocale {
  const wished = [localStorage.getItem(remembered), ...navigator.languages.map((tag) => tag.slice(0, 2))]
  return wished.find(isStaffLocale) ?? 'fr'
}

/** Starts with the language of the last visit, else the browser's, else French. The account's language comes with it. */
export async function startLanguage(): Promise<void> {
  i18next.on('languageChanged', tellDocument)
  await i18next
    .use(fromFiles)
    .use(initReactI18next)
    .init({
      lng: firstLanguage(),
      fallbackLng: 'fr',
      load: 'languageOnly',
      ns: ['common', 'problems', 'validation', 'shell'],
      defaultNS: 'common',
      partialBundledLanguages: true,
      interpolation: { escapeValue: false },
      react: { useSuspense: true },
    })
}

function tellDocument(language: string): void {
  document.documentElement.lang = language
  document.documentElement.dir = i18next.dir(language)
  localStorage.setItem(remembered, language)
}

export async function speak(locale: StaffLocale): Promise<void> {
  if (i18next.language !== locale) await i18next.changeLanguage(locale)
}

/** Fetches the words of a screen beside its code. */
export function loadWords(namespaces: readonly Namespace[]): Promise<void> {
  return i18next.loadNamespaces([...namespaces])
}
