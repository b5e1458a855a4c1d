import type { TableFigure } from '@interra/contracts'
import { useFigureWords, type Shape } from '../lib/figure-words.ts'
import css from './figure-parts.module.css'

/** The sub-values that its definition promises beside a figure. */
export function FigureParts({ figure, of }: { figure: Pick<TableFigure, 'parts' | 'flags'>; of: Shape }) {
  const words = useFigureWords()
  if (figure.parts.length === 0) return null
  return (
    <dl className={css['parts']}>
      {figure.parts.map((part) => {
        const { label, value } = words.part(part, of, figure.flags)
        return (
          <div key={part.code} data-part={part.code}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        )
      })}
    </dl>
  )
}
