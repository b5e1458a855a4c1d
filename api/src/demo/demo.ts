import { addSite } from '../modules/sites/sites.store.ts'
import type { Clock } from '../platform/clock.ts'
import type { Database, Db } from '../platform/db/database.ts'
import { openAccounts, type DemoAccount } from './accounts.ts'
import { tellFirstWinter } from './first-winter.ts'
import { inventPeople } from './people.ts'
import { receiveProposals } from './proposals.ts'
import { Random } from './random.ts'
import { daysAfter } from './rows.ts'
import { liveTheSeason, type Season } from './season.ts'
import { openVenues } from './venues.ts'

/**
 * Loads the demo once, in one transaction: two sites, their people, five months of workshops up to today, the first winter
 * with its fixed dates, and an account for each role. Answers the accounts, or null when the demo is there already.
 */
export async function loadDemo(database: Database, clock: Clock): Promise<DemoAccount[] | null> {
  const today = clock.now().toISOString().slice(0, 10)
  const sites = await database.system('demo.sites', (db) => openSites(db, today))
  if (!sites) return null
  return database.system('demo.loaded', async (db) => {
    const liege = sites.get('liege')
    const pilot = sites.get('pilote')
    if (!liege || !pilot) throw new Error('the demo has two sites')
    const accounts = await openAccounts(db, { sites, today, hostPersonId: null })
    const staffId = (role: string, site: string) => accounts.find((a) => a.role === role && a.site === site)?.id ?? ''
    const categories = await categoriesOf(db, liege)
    await tellFirstWinter(db, liege, categories.get('socio_cultural') ?? null)
    const host = await settle(db, { siteId: liege, today, categories, staffId: staffId('coordinator', 'liege') }, 5)
    await settle(
      db,
      { siteId: pilot, today, categories: await categoriesOf(db, pilot), staffId: staffId('coordinator', 'pilote') },
      2,
    )
    await db.hot({ name: 'demo host', text: 'update account set person_id = $1 where email like $2' }, [
      host,
      'porteuse@%',
    ])
    await db.hot({ name: 'demo mark', text: `insert into setting (key, value) values ('demo', 'true')` }, [])
    return accounts
  })
}

/** Two sites, or null when the demo is there. An association's own data and the demo never mix: accounts are refused. */
async function openSites(db: Db, today: string): Promise<Map<string, string> | null> {
  const rows = await db.hot<{ code: string; id: string; demo: boolean; used: boolean }>(
    {
      name: 'demo sites',
      text: `select code, id, exists (select from setting where key = 'demo') as demo, exists (select from account) as used
             from site order by code`,
    },
    [],
  )
  if (rows.some(({ demo }) => demo)) return null
  if (rows.some(({ used }) => used)) throw new Error('This database is in use: the demo needs an empty one.')
  if (rows.length > 0) return new Map(rows.map(({ code, id }) => [code, id]))
  const opensOn = '2019-09-01'
  const liege = await addSite(db, { code: 'liege', name: 'Liège', timeZone: 'Europe/Brussels', opensOn })
  const pilot = await addSite(db, {
    code: 'pilote',
    name: 'Ville pilote',
    timeZone: 'Europe/Brussels',
    opensOn: daysAfter(today, -150),
  })
  return new Map([
    ['liege', liege],
    ['pilote', pilot],
  ])
}

/** People, venues, proposals and workshops of a site; answers the person who hosts the first workshop. */
async function settle(
  db: Db,
  site: Pick<Season, 'siteId' | 'today' | 'categories' | 'staffId'>,
  workshops: number,
): Promise<string | null> {
  const random = new Random(workshops)
  const people = await inventPeople(db, random, {
    siteId: site.siteId,
    count: workshops * 40,
    from: daysAfter(site.today, -150),
    to: daysAfter(site.today, -8),
    createdBy: site.staffId,
  })
  const rooms = await openVenues(db, site.siteId, workshops > 2 ? 3 : 1)
  const season = { ...site, people, rooms }
  await liveTheSeason(db, random, season, workshops)
  await receiveProposals(db, season, people.slice(-6))
  return people[0]?.id ?? null
}

async function categoriesOf(db: Db, siteId: string): Promise<Map<string, string>> {
  const rows = await db.hot<{ code: string; id: string }>(
    {
      name: 'demo categories',
      text: `select code, id from taxonomy_term where site_id = $1 and taxonomy = 'workshop_category'`,
    },
    [siteId],
  )
  return new Map(rows.map(({ code, id }) => [code, id]))
}
