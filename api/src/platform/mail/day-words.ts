import type { MailLocale } from './letter.ts'

export const mailLocales = ['fr', 'en', 'nl', 'ar'] as const satisfies readonly MailLocale[]

/** The language of a mail for somebody who reads `language` (ISO 639): French when we do not write theirs. */
export function mailLocaleFor(language: string | null): MailLocale {
  return mailLocales.find((one) => one === language) ?? 'fr'
}

const formats: Readonly<Record<MailLocale, Intl.DateTimeFormat>> = {
  fr: formatOf('fr-BE'),
  en: formatOf('en-GB'),
  nl: formatOf('nl-BE'),
  // figures as Belgium writes them, so that an address and an hour read alike
  ar: formatOf('ar-u-nu-latn'),
}

function formatOf(tag: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(tag, { dateStyle: 'full', timeZone: 'UTC' })
}

/** A local day (`YYYY-MM-DD`) with its weekday: `mardi 24 novembre 2026`. */
export function dayInWords(locale: MailLocale, day: string): string {
  return formats[locale].format(new Date(`${day}T00:00:00Z`))
}

const hourWords: Readonly<Record<MailLocale, (from: string, to: string) => string>> = {
  fr: (from, to) => `de ${from} à ${to}`,
  en: (from, to) => `from ${from} to ${to}`,
  nl: (from, to) => `van ${from} tot ${to}`,
  ar: (from, to) => `من ${from} إلى ${to}`,
}

/** A day with its hours (wall time `HH:MM`): `mardi 24 novembre 2026, de 18:00 à 20:00`. */
export function hoursInWords(locale: MailLocale, day: string, from: string, to: string): string {
  return `${dayInWords(locale, day)}${locale === 'ar' ? '،' : ','} ${hourWords[locale](from, to)}`
}
