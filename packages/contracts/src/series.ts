import Type, { type Static } from 'typebox'
import { closed, Instant, Labels, line, LocalDate, LocalTime, nullable, Uuid } from './primitives.ts'

export const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const
export type Weekday = (typeof weekdays)[number]
const Weekday = Type.Enum([...weekdays])
/** Which one of the month; -1 is the last. */
export const nths = [1, 2, 3, 4, -1] as const

/** How often, as a sentence says it. */
export const SeriesRule = Type.Union([
  closed('WeeklyRule', {
    kind: Type.Literal('weekly'),
    every: Type.Integer({ minimum: 1, maximum: 8, description: 'weeks' }),
    on: Type.Array(Weekday, { minItems: 1, maxItems: 7, uniqueItems: true }),
  }),
  closed('MonthlyWeekdayRule', {
    kind: Type.Literal('monthly_weekday'),
    every: Type.Integer({ minimum: 1, maximum: 6, description: 'months' }),
    nth: Type.Enum([...nths]),
    on: Weekday,
  }),
  closed('MonthlyDayRule', {
    kind: Type.Literal('monthly_day'),
    every: Type.Integer({ minimum: 1, maximum: 6, description: 'months' }),
    day: Type.Integer({ minimum: 1, maximum: 31, description: 'a month without that day has no session' }),
  }),
])
export type SeriesRule = Static<typeof SeriesRule>

/** Limits of a series: it is scheduled as a whole. */
export const seriesLimits = { months: 12, sessions: 120 } as const

export const SeriesPlan = closed('SeriesPlan', {
  rule: SeriesRule,
  startsOn: LocalDate,
  untilOn: { ...LocalDate, description: 'last possible day, at most 12 months later' },
  startsTime: LocalTime,
  endsTime: LocalTime,
  except: Type.Optional(
    Type.Array(LocalDate, { maxItems: 120, uniqueItems: true, description: 'dates of the rule that are left out' }),
  ),
  roomId: Type.Optional({ ...nullable(Uuid), description: 'the room of the workshop when absent' }),
  capacity: Type.Optional(Type.Integer({ minimum: 0, maximum: 10000 })),
})
export type SeriesPlan = Static<typeof SeriesPlan>

/** Another session in the same room, or with the same host, at that time. */
export const SessionClash = closed('SessionClash', {
  kind: Type.Enum(['room', 'host']),
  sessionId: Uuid,
  workshopTitle: line(),
  startsOn: LocalDate,
  startsTime: LocalTime,
  endsTime: LocalTime,
})
export type SessionClash = Static<typeof SessionClash>

export const SeriesDate = closed('SeriesDate', {
  on: LocalDate,
  startsAt: { ...nullable(Instant), description: 'null when the hour does not exist on that day' },
  holiday: { ...nullable(Labels), description: 'a public holiday in Belgium: told, not refused' },
  clashes: Type.Array(SessionClash),
})
export type SeriesDate = Static<typeof SeriesDate>
export const SeriesPreview = closed('SeriesPreview', { dates: Type.Array(SeriesDate) })
export type SeriesPreview = Static<typeof SeriesPreview>

export const PlannedSeries = closed('PlannedSeries', {
  id: Uuid,
  sessions: Type.Array(closed('PlannedSession', { id: Uuid, startsOn: LocalDate, startsAt: Instant })),
})
export type PlannedSeries = Static<typeof PlannedSeries>
