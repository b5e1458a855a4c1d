import type { Labels, Taxonomy } from '@interra/contracts'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { query } from './query.ts'
import { useDates } from './use-dates.ts'

/** What an input that offers a short list takes. */
export interface Choice {
  readonly value: string
  readonly label: string
}
const aWhile = 300_000

/** The team of a site, by name. */
export function useColleagues(siteId: string): Choice[] {
  const { data } = useQuery({ ...query('listColleagues', { params: { siteId } }), staleTime: aWhile })
  return data?.items.map(({ id, name }) => ({ value: id, label: name })) ?? []
}

/** The words of a list of the site that may be chosen today, and the one that a record has already. */
export function useTerms(
  siteId: string,
  taxonomy: Taxonomy,
  present?: { readonly id: string; readonly labels: Labels } | null,
): Choice[] {
  const label = useLabel()
  const on = useDates().now().date
  const { data } = useQuery({
    ...query('listTerms', { params: { siteId }, query: { taxonomy, on } }),
    staleTime: aWhile,
  })
  const open = data?.items.map(({ id, labels }) => ({ value: id, label: label(labels) })) ?? []
  if (!present || open.some(({ value }) => value === present.id)) return open
  return [{ value: present.id, label: label(present.labels) }, ...open]
}

/** The rooms in use at a site, by venue, and the one that a record has already. */
export function useRooms(siteId: string, present?: { readonly id: string; readonly label: string } | null): Choice[] {
  const { data } = useQuery({
    ...query('listVenues', { query: { siteId, active: true, limit: 200 } }),
    staleTime: aWhile,
  })
  const open = (data?.items ?? []).flatMap(({ name, rooms }) =>
    rooms.filter(({ active }) => active).map((room) => ({ value: room.id, label: `${name}, ${room.name}` })),
  )
  if (!present || open.some(({ value }) => value === present.id)) return open
  return [{ value: present.id, label: present.label }, ...open]
}

/** Labels in the language of the screens. */
export function useLabel(): (labels: Labels) => string {
  const { i18n } = useTranslation()
  return (labels) => (i18n.language === 'en' ? labels.en : labels.fr)
}

/** Languages that people here speak, most first; others can be typed by their code. */
const spokenHere =
  'fr en ar nl de es it pt tr uk ru fa ps ti am so sw ln ff wo ha kmr ckb ur hi pa bn ta zh vi th ro sq bg pl el he hy ka az mn ne'

/** Languages by name, in the order of the alphabet of the screens. */
export function useLanguages(): { choices: Choice[]; nameOf: (code: string) => string } {
  const { i18n } = useTranslation()
  const names = new Intl.DisplayNames([i18n.language], { type: 'language' })
  const nameOf = (code: string) => names.of(code) ?? code
  const choices = spokenHere
    .split(' ')
    .map((value) => ({ value, label: nameOf(value) }))
    .sort((a, b) => a.label.localeCompare(b.label, i18n.language))
  return { choices, nameOf }
}
