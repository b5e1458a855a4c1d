import { municipalityName, type Breakdown, type FigureCell, type FigureTable } from '@interra/contracts'
import type { Db } from '../../platform/db/database.ts'

/** Where the words of codes stand that are ids. */
const words: Readonly<Partial<Record<Breakdown, string>>> = {
  site: 'select id, name as fr, name as en from site',
  theme: `select id, labels ->> 'fr' as fr, labels ->> 'en' as en from taxonomy_term`,
  source: `select id, labels ->> 'fr' as fr, labels ->> 'en' as en from taxonomy_term`,
  partner: 'select id, name as fr, name as en from partner',
  cohort: 'select id, name as fr, name as en from interlab_cohort',
}

/** The words of each code of the cells that is an id, in the order of the codes. */
export async function namesOf(
  db: Db,
  by: readonly Breakdown[],
  cells: readonly FigureCell[],
): Promise<FigureTable['names']> {
  const names: FigureTable['names'] = []
  for (const [index, breakdown] of by.entries()) {
    const text = words[breakdown]
    const codes = [...new Set(cells.map(({ codes: all }) => all[index] ?? '*'))].filter((code) => code !== '*')
    if (breakdown === 'municipality')
      names.push(...codes.map((code) => ({ code, fr: municipalityName(code), en: municipalityName(code) })))
    if (text === undefined) continue
    const statement = {
      name: `names ${breakdown}`,
      text: `select id as code, fr, en from (${text}) named where id = any ($1::uuid[]) order by id`,
    }
    names.push(...(await db.hot<FigureTable['names'][number]>(statement, [codes])))
  }
  return names
}
