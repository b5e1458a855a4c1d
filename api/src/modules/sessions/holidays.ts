import type { Labels } from '@interra/contracts'

/** Public holidays by day, of a year. Loaded when first asked for: the tables weigh 26 MB in memory. */
const years = new Map<number, Promise<ReadonlyMap<string, Labels>>>()

/** The public holiday in Belgium on each of these local days, if it is one. */
export async function holidaysOn(days: readonly string[]): Promise<(Labels | null)[]> {
  return Promise.all(days.map(async (day) => (await holidaysOf(Number(day.slice(0, 4)))).get(day) ?? null))
}

function holidaysOf(year: number): Promise<ReadonlyMap<string, Labels>> {
  let found = years.get(year)
  if (!found) years.set(year, (found = loadYear(year)))
  return found
}

async function loadYear(year: number): Promise<ReadonlyMap<string, Labels>> {
  const { default: Holidays } = await import('date-holidays')
  const belgium = new Holidays('BE')
  const names = (language: string) =>
    new Map(
      belgium
        .getHolidays(year, language)
        .filter(({ type }) => type === 'public')
        .map(({ date, name }) => [date.slice(0, 10), name]),
    )
  const english = names('en')
  return new Map([...names('fr')].map(([day, fr]) => [day, { fr, en: english.get(day) ?? fr }]))
}
