import type { TableFigure } from '@interra/contracts'

type Interval = NonNullable<TableFigure['interval']>

/** Whether people without a name make it unknown how many there were: an interval of a count is of them. */
export function isOfHeads<T extends Pick<TableFigure, 'interval' | 'value'>>(
  figure: T,
): figure is T & { interval: Interval } {
  return figure.interval !== null && figure.interval.low === figure.value && figure.interval.high > figure.interval.low
}
