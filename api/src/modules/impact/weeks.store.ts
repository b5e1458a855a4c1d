import { addDays, type FigureWeek } from '@interra/contracts'
import type { TableQuestion } from './count.store.ts'
import type { Tabulate } from './memory.store.ts'

/** Sessions and attendances of each ISO week of the period in which there was a session; the figures ACT-01 and ACT-03. */
export async function weeksOf(
  tabulate: Tabulate,
  question: Omit<TableQuestion, 'indicatorId' | 'by' | 'each'>,
): Promise<FigureWeek[]> {
  const ask = async (indicatorId: string) =>
    new Map(
      (await tabulate({ ...question, indicatorId, by: [], each: 'week' })).cells.map((cell) => [
        cell.from,
        cell.figure.value,
      ]),
    )
  const [sessions, attendances] = [await ask('ACT-01'), await ask('ACT-03')]
  return [...sessions].flatMap(([weekOn, count]) =>
    count ? [{ weekOn: mondayOf(weekOn), sessions: count, attendances: attendances.get(weekOn) ?? 0 }] : [],
  )
}

/** The first week of a period may have begun before it. */
const mondayOf = (day: string) => addDays(day, -((new Date(`${day}T12:00:00Z`).getUTCDay() + 6) % 7))
