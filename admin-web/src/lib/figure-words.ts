import type { Figure, FigurePart, Unit } from '@interra/contracts'
import { useTranslation } from 'react-i18next'
import { tagOf } from './dates.ts'

/** Values in words: decimals, per cent and units as the reader's language writes them. */
export function useFigureWords() {
  const { t, i18n } = useTranslation('figures')
  const tag = tagOf(i18n.language)
  const number = (value: number, decimals = 0) =>
    value.toLocaleString(tag, { minimumFractionDigits: decimals, maximumFractionDigits: decimals })
  const share = (value: number) => value.toLocaleString(tag, { style: 'percent', maximumFractionDigits: 0 })
  return {
    number,
    share,
    unit: ({ unit, share: ofOne }: { unit: Unit; share: boolean }) => t(ofOne ? `sharesOf.${unit}` : `units.${unit}`),
    value: (figure: Pick<Figure, 'value' | 'suppressed' | 'flags'>, shape: { share: boolean; decimals: number }) => {
      if (figure.flags.includes('period_not_closed')) return t('notTold')
      if (figure.suppressed) return t('tooSmall')
      if (figure.value === null) return t('noValue')
      return shape.share ? share(figure.value) : number(figure.value, shape.decimals)
    },
    /** Rates keep their decimals; counts and quartiles have one only when they need it. */
    part: (part: FigurePart, { unit, decimals }: { unit: Unit; decimals: number }, flags: Figure['flags'] = []) => {
      if (part.suppressed) return t(flags.includes('small_numbers') ? 'tooSmall' : 'notTold')
      if (part.value === null) return t('noValue')
      return number(part.value, unit === 'SESS/week' ? decimals : Number.isInteger(part.value) ? 0 : 1)
    },
  }
}
