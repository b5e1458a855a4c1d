import { addSite } from '../src/modules/sites/sites.store.ts'
import type { Database } from '../src/platform/db/database.ts'

/** Ids of the two sites that every test database has. */
export interface Sites {
  readonly liege: string
  readonly pilot: string
}

const common = { timeZone: 'Europe/Brussels', opensOn: '2015-01-01' }

/** Liège and the pilot city, with the lists and rules that any new site gets. */
export function addSites(database: Database): Promise<Sites> {
  return database.system('test-sites', async (db) => ({
    liege: await addSite(db, { code: 'liege', name: 'Liège', ...common }),
    pilot: await addSite(db, { code: 'pilote', name: 'Ville pilote', ...common }),
  }))
}
