import { newId } from '../src/platform/ids.ts'
import type { Owner } from './owner.ts'

/** Ids of the two sites that every test database has. */
export interface Sites {
  readonly liege: string
  readonly pilot: string
}

const site = (code: string, name: string) => ({
  id: newId(),
  code,
  name,
  time_zone: 'Europe/Brussels',
  opens_on: '2015-01-01',
})

/** Liège and the pilot city. */
export async function addSites(owner: Owner): Promise<Sites> {
  const liege = await owner.insert<{ id: string }>('site', site('liege', 'Liège'))
  const pilot = await owner.insert<{ id: string }>('site', site('pilote', 'Ville pilote'))
  return { liege: liege.id, pilot: pilot.id }
}
