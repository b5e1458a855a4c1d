import type { DoorLocale } from '../../lib/door-language.ts'

const codes =
  'am ar bn de en es fa ff fr hy it ka ku ln mn my nl pl ps pt rn ro ru rw so sq sw ta ti tr uk ur uz vi wo zh'.split(
    ' ',
  )

/** Languages that people who are sent speak, by name. */
export function languageChoices(locale: DoorLocale): { value: string; label: string }[] {
  const names = new Intl.DisplayNames([locale], { type: 'language' })
  return codes
    .map((value) => ({ value, label: names.of(value) ?? value }))
    .toSorted((one, other) => one.label.localeCompare(other.label, locale))
}
