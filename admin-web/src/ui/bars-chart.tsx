import { useElementSize } from '@mantine/hooks'
import { scaleBand, scaleLinear } from '@visx/scale'
import { Bar } from '@visx/shape'
import css from './bars-chart.module.css'

const row = 46

interface Props {
  /** What is drawn, in words. */
  readonly label: string
  /** `value` is null where there is none or it may not be told: such a row has no bar. */
  readonly bars: readonly { readonly name: string; readonly value: number | null; readonly shown: string }[]
}

/** A bar a row, its words and value above it. The same numbers stand in the table. */
export function BarsChart({ label, bars }: Props) {
  const { ref, width } = useElementSize()
  const values = bars.map(({ value }) => value ?? 0)
  const x = scaleLinear({
    domain: [Math.min(...values, 0), Math.max(...values, Number.MIN_VALUE)],
    range: [0, Math.max(width, 1)],
  })
  const y = scaleBand({ domain: bars.map((_, at) => at), range: [0, bars.length * row] })
  return (
    <div ref={ref}>
      <svg width={width} height={bars.length * row} role="img" aria-label={label} className={css['bars']}>
        {bars.map(({ name, value, shown }, at) => (
          <g key={at} transform={`translate(0 ${y(at) ?? 0})`}>
            <text y={16}>{name}</text>
            <text y={16} x={width} textAnchor="end" className={value === null ? css['quiet'] : css['strong']}>
              {shown}
            </text>
            {value !== null && (
              <Bar
                className={css['bar'] ?? ''}
                x={Math.min(x(0), x(value))}
                y={24}
                width={Math.abs(x(value) - x(0))}
                height={12}
                rx={3}
              />
            )}
          </g>
        ))}
      </svg>
    </div>
  )
}
