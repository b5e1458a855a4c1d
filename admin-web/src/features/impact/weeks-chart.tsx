import type { FigureWeek } from '@interra/contracts'
import { useElementSize } from '@mantine/hooks'
import { AxisBottom, AxisLeft } from '@visx/axis'
import { scaleBand, scaleLinear } from '@visx/scale'
import { Bar } from '@visx/shape'
import { useTranslation } from 'react-i18next'
import { useDates } from '../../lib/use-dates.ts'
import css from './figures.module.css'

const height = 240
const margin = { top: 12, right: 8, bottom: 34, left: 40 }

/** Attendances week by week. The same numbers stand in the table: the picture is for the eye only. */
export function WeeksChart({ weeks }: { weeks: readonly FigureWeek[] }) {
  const { t } = useTranslation('figures')
  const dates = useDates()
  const { ref, width } = useElementSize()
  const x = scaleBand({
    domain: weeks.map(({ weekOn }) => weekOn),
    range: [margin.left, Math.max(width - margin.right, margin.left + 1)],
    padding: 0.25,
  })
  const highest = Math.max(...weeks.map(({ attendances }) => attendances), 1)
  const y = scaleLinear({ domain: [0, highest], range: [height - margin.bottom, margin.top], nice: true })
  const every = Math.ceil(weeks.length / Math.max(Math.floor(width / 90), 1))
  return (
    <div ref={ref} className={css['chart']}>
      <svg width={width} height={height} role="img" aria-label={t('chartLabel', { weeks: weeks.length })}>
        {weeks.map(({ weekOn, attendances }) => (
          <Bar
            key={weekOn}
            className={css['bar'] ?? ''}
            x={x(weekOn) ?? 0}
            y={y(attendances)}
            width={x.bandwidth()}
            height={y(0) - y(attendances)}
            rx={3}
          />
        ))}
        <AxisLeft left={margin.left} scale={y} numTicks={4} hideTicks axisClassName={css['axis'] ?? ''} />
        <AxisBottom
          top={height - margin.bottom}
          scale={x}
          hideTicks
          axisClassName={css['axis'] ?? ''}
          tickValues={weeks.filter((_, index) => index % every === 0).map(({ weekOn }) => weekOn)}
          tickFormat={(weekOn) => dates.day(weekOn, 'short')}
        />
      </svg>
    </div>
  )
}
