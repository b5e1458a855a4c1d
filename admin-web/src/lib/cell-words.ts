import { addDays, type FigureCell, type FigureTable, type IndicatorEntry } from '@interra/contracts'
import { useTranslation } from 'react-i18next'
import { useDates } from './use-dates.ts'
import { useFigureWords } from './figure-words.ts'

type Told = Pick<FigureTable, 'names' | 'each' | 'by'>

/** The cells of a table in words: what each is told by, its period and its value. */
export function useCellWords(entry: IndicatorEntry, { names, each, by }: Told) {
  const { t, i18n } = useTranslation('indicator')
  const dates = useDates()
  const words = useFigureWords()
  const language = i18n.language === 'en' ? 'en' : 'fr'
  const code = (value: string | null) => {
    if (value === '*') return t('total')
    if (value === null || value === 'unknown') return t('unknown')
    const named = names.find((name) => name.code === value)
    return named?.[language] ?? t(`codes.${value}` as 'codes.woman', { defaultValue: value })
  }
  const period = ({ from, to }: FigureCell) => `${dates.day(from)} – ${dates.day(addDays(to, -1))}`
  const amount = (value: number) => (entry.share ? words.share(value) : words.number(value, entry.decimals))
  return {
    code,
    period,
    amount,
    name: (cell: FigureCell) =>
      [...(each === null && by.length > 0 ? [] : [period(cell)]), ...cell.codes.map(code)].join(' · '),
    value: ({ figure }: FigureCell) => words.value(figure, entry),
    interval: ({ figure: { interval } }: FigureCell) =>
      interval === null ? '' : `${amount(interval.low)} – ${amount(interval.high)}`,
    n: ({ figure }: FigureCell) => (figure.n === null ? '' : words.number(figure.n)),
    known: ({ figure }: FigureCell) => (figure.coverage === null ? '' : words.share(figure.coverage)),
  }
}
