import type { Activity, ActivityKind, GrantStatus, Programme } from '@interra/contracts'
import { useTranslation } from 'react-i18next'
import type { ReadName } from '../../lib/query.ts'
import type { Tone } from '../../ui/palette.ts'

/** What a change of funders, grants or shares outdates. */
export const staleFunders: readonly ReadName[] = ['listFunders', 'getFunder', 'listAllocations', 'getFunderFigures']

export const grantTones: Readonly<Record<GrantStatus, Tone>> = {
  asked: 'info',
  granted: 'good',
  refused: 'bad',
  closed: 'neutral',
}

/** The programme whose grants carry an activity. */
export const programmeOf: Readonly<Record<ActivityKind, Programme>> = {
  workshop: 'interact',
  course: 'training',
  cohort: 'interlab',
  duos: 'duo2change',
}

/** Money, shares and the names of activities in the user's language. */
export function useFunderWords() {
  const { t, i18n } = useTranslation('funders')
  const euro = new Intl.NumberFormat(i18n.language, { style: 'currency', currency: 'EUR', maximumFractionDigits: 0 })
  const percent = new Intl.NumberFormat(i18n.language, { style: 'percent', maximumFractionDigits: 2 })
  const number = new Intl.NumberFormat(i18n.language, { maximumFractionDigits: 2 })
  return {
    /** What a field of numbers takes. */
    decimals: {
      decimalSeparator: i18n.language === 'en' ? '.' : ',',
      allowedDecimalSeparators: ['.', ','],
      decimalScale: 2,
    },
    money: (cents: number) => euro.format(cents / 100),
    /** Of ten thousand. */
    share: (parts: number) => percent.format(parts / 10_000),
    number: (value: number) => number.format(value),
    activity: ({ kind, name }: Pick<Activity, 'kind' | 'name'>) =>
      name === null ? t('duos') : `${name} (${t(`activityKinds.${kind}`)})`,
  }
}
