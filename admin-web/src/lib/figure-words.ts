import { shareParts, type Figure, type FigurePart, type Unit } from '@interra/contracts'
import { useTranslation } from 'react-i18next'
import { tagOf } from './dates.ts'

export interface Shape {
  readonly id: string
  readonly unit: Unit
  readonly decimals: number
}

/** Values in words: decimals, per cent and units as the reader's language writes them. */
export function useFigureWords() {
  const { t, i18n } = useTranslation(['figures', 'parts'])
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
    /** What a sub-value is called, and how much it is. Rates keep their decimals; others have some only when they need them. */
    part: ({ code, value, suppressed }: FigurePart, { id, unit, decimals }: Shape, flags: Figure['flags'] = []) => {
      const told = () => {
        if (suppressed) return t(flags.includes('small_numbers') ? 'tooSmall' : 'notTold')
        if (value === null) return t('noValue')
        if (shareParts.has(code)) return share(value)
        if (unit === 'SESS/week') return number(value, decimals)
        return number(value, Number.isInteger(value) ? 0 : Math.abs(value) < 1 ? 2 : 1)
      }
      return { label: t([`parts:${id}.${code}`, `parts:any.${code}`] as 'parts:any.p90'[]), value: told() }
    },
  }
}
