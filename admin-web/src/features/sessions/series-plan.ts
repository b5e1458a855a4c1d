import { addDays, type SeriesPlan, type SeriesRule, type Weekday } from '@interra/contracts'
import { weekdayOf } from './session-words.ts'

export const planKinds = ['once', 'weekly', 'monthly'] as const
export type PlanKind = (typeof planKinds)[number]

/** What the form of a series holds. */
export interface PlanValues {
  readonly kind: PlanKind
  readonly every: number
  readonly days: readonly Weekday[]
  /** 1 to 4, -1 the last; null: the day of the month of the first date. */
  readonly nth: 1 | 2 | 3 | 4 | -1 | null
  readonly startsOn: string
  readonly untilOn: string
  readonly startsTime: string
  readonly endsTime: string
  readonly roomId: string
  readonly capacity: number | ''
  readonly except: readonly string[]
}

/** A weekly evening from tomorrow on, for three months. */
export function firstPlan(today: string, roomId: string | null): PlanValues {
  const startsOn = addDays(today, 1)
  return {
    kind: 'weekly',
    every: 1,
    days: [weekdayOf(startsOn)],
    nth: null,
    startsOn,
    untilOn: addDays(startsOn, 84),
    startsTime: '18:00',
    endsTime: '20:00',
    roomId: roomId ?? '',
    capacity: '',
    except: [],
  }
}

/** What is asked of the API; null while something is missing. One date alone is a week of one day. */
export function planOf(values: PlanValues): SeriesPlan | null {
  const { kind, startsOn, untilOn, startsTime, endsTime, roomId, capacity, except } = values
  const last = kind === 'once' ? startsOn : untilOn
  const rule = ruleOf(values)
  if (rule === null || [startsOn, last, startsTime, endsTime].includes('')) return null
  return {
    rule,
    startsOn,
    untilOn: last,
    startsTime,
    endsTime,
    roomId: roomId === '' ? null : roomId,
    ...(capacity === '' ? {} : { capacity }),
    ...(except.length === 0 ? {} : { except: [...except] }),
  }
}

function ruleOf({ kind, every, days, nth, startsOn }: PlanValues): SeriesRule | null {
  if (startsOn === '') return null
  if (kind === 'once') return { kind: 'weekly', every: 1, on: [weekdayOf(startsOn)] }
  if (kind === 'weekly') return days.length === 0 ? null : { kind: 'weekly', every, on: [...days] }
  if (nth === null) return { kind: 'monthly_day', every, day: Number(startsOn.slice(8)) }
  return { kind: 'monthly_weekday', every, nth, on: weekdayOf(startsOn) }
}
