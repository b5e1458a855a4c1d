import { useElementSize } from '@mantine/hooks'
import { AxisBottom, AxisLeft } from '@visx/axis'
import { scaleBand, scaleLinear } from '@visx/scale'
import { Bar } from '@visx/shape'
import { useTranslation } from 'react-i18next'
import { tagOf } from '../lib/dates.ts'
import { useDates } from '../lib/use-dates.ts'
import css from './weeks-chart.module.css'

const height = 240
const margin = { top: 12, right: 8, bottom: 34, left: 40 }

interface Props {
  /** What is drawn, in words. */
  label: string
  weeks: readonly { readonly on: string; readonly count: number }[]
}

/** A bar for each week. The same numbers stand in the table: the picture is for the eye only. */
export function WeeksChart({ label, weeks }: Props) {
  const { i18n } = useTranslation()
  const dates = useDates()
  const { ref, width } = useElementSize()
  const x = scaleBand({
    domain: weeks.map(({ on }) => on),
    range: [margin.left, Math.max(width - margin.right, margin.left + 1)],
    padding: 0.25,
  })
  const highest = Math.max(...weeks.map(({ count }) => count), 1)
  const y = scaleLinear({ domain: [0, highest], range: [height - margin.bottom, margin.top], nice: true })
  const every = Math.ceil(weeks.length / Math.max(Math.floor(width / 90), 1))
  return (
    <div ref={ref} className={css['chart']}>
      <svg width={width} height={height} role="img" aria-label={label}>
        {weeks.map(({ on, count }) => (
          <Bar
            key={on}
            className={css['bar'] ?? ''}
            x={x(on) ?? 0}
            y={y(count)}
            width={x.bandwidth()}
            height={y(0) - y(count)}
            rx={3}
          />
        ))}
        <AxisLeft
          left={margin.left}
          scale={y}
          tickValues={y.ticks(4).filter(Number.isInteger)}
          tickFormat={(count) => Number(count).toLocaleString(tagOf(i18n.language))}
          hideTicks
          axisClassName={css['axis'] ?? ''}
        />
        <AxisBottom
          top={height - margin.bottom}
          scale={x}
          hideTicks
          axisClassName={css['axis'] ?? ''}
          tickValues={weeks.filter((_, index) => index % every === 0).map(({ on }) => on)}
          tickFormat={(on) => dates.day(on, 'short')}
        />
      </svg>
    </div>
  )
}
