import { dayParts, genders, weekDays, weekSlots, type MatchPart, type Missing } from '@interra/contracts'
import { useTranslation } from 'react-i18next'
import { useLanguages, useTerms } from '../../lib/choices.ts'
import { tagOf } from '../../lib/dates.ts'

/** Points as they are printed: tenths in, `82,3` out. */
export function usePoints(): (tenths: number) => string {
  const { i18n } = useTranslation()
  const format = new Intl.NumberFormat(tagOf(i18n.language), { minimumFractionDigits: 1, maximumFractionDigits: 1 })
  return (tenths) => format.format(tenths / 10)
}

/** Things one after the other: `cuisine, vélo et chant`. */
export function useAnd(): (words: readonly string[]) => string {
  const { i18n } = useTranslation()
  const format = new Intl.ListFormat(tagOf(i18n.language), { type: 'conjunction' })
  return (words) => format.format(words)
}

/** A part of the week in words: `mardi soir`. What is not one stays as it is. */
export function useSlot(): (slot: string) => string {
  const { t } = useTranslation('duos')
  return (slot) => {
    const day = weekDays.find((one) => slot.startsWith(`${one}-`))
    const part = dayParts.find((one) => slot.endsWith(`-${one}`))
    return day && part ? t('slot', { day: t(`days.${day}`), part: t(`parts.${part}`) }) : slot
  }
}

/** What a pair has of one feature, in a sentence. */
export function usePartWords(siteId: string): (part: MatchPart) => string {
  const { t } = useTranslation('duos')
  const and = useAnd()
  const slot = useSlot()
  const { nameOf } = useLanguages()
  const goals = useTerms(siteId, 'duo_goal')
  const lives = useTerms(siteId, 'life_situation')
  const said = ({ feature, words }: MatchPart) =>
    words?.map((word) => {
      if (feature === 'availability') return slot(word)
      if (feature === 'language') return nameOf(word)
      return [...goals, ...lives].find(({ value }) => value === word)?.label ?? word
    }) ?? []
  return (part) => {
    const { feature, known, words, amount } = part
    if (!known) return t(`why.${feature}.unknown`)
    if (feature === 'distance' || feature === 'age')
      return amount === undefined || amount === null
        ? t(`why.${feature}.plain`)
        : t(`why.${feature}.some`, { count: amount })
    if (words === undefined) return t(`why.${feature}.plain`)
    return words.length === 0 ? t(`why.${feature}.none`) : t(`why.${feature}.some`, { words: and(said(part)) })
  }
}

/** Who is missing, in words: `3 locaux libres le mardi soir`. */
export function useMissingWords(siteId: string): (missing: Missing) => string {
  const { t } = useTranslation('duos')
  const slot = useSlot()
  const { nameOf } = useLanguages()
  const areas = useTerms(siteId, 'area')
  return ({ side, trait, value, people: count }) => {
    const who = t(`people.${side}`, { count })
    if (trait === 'slot')
      return t('missing.slot', { count, who, value: slot(weekSlots.find((one) => one === value) ?? value) })
    if (trait === 'language') return t('missing.language', { count, who, value: nameOf(value) })
    if (trait === 'area')
      return t('missing.area', { who, value: areas.find((one) => one.value === value)?.label ?? value })
    const gender = genders.find((one) => one === value)
    return t('missing.gender', { who, value: gender ? t(`genders.${gender}`) : value })
  }
}

/** A count with what it is a part of, never a share alone: `8 sur 11`; what is hidden says so. */
export function useShareOf(): (part: number | null, all: number | null) => string {
  const { t } = useTranslation('duos')
  return (part, all) => {
    if (part === null || all === null) return t('follow.tooFew')
    return all === 0 ? '–' : t('follow.of', { part, all })
  }
}
