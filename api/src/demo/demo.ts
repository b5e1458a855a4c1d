import { addSite } from '../modules/sites/sites.store.ts'
import type { Clock } from '../platform/clock.ts'
import type { Database, Db } from '../platform/db/database.ts'
import { dayIn, homeTimeZone } from '../platform/local-day.ts'
import { openAccounts, type DemoAccount } from './accounts.ts'
import { applyToInterlab } from './applications.ts'
import { pairPeople } from './duos.ts'
import { findMoney } from './funders.ts'
import { tellFirstWinter } from './first-winter.ts'
import { openOpportunities } from './opportunities.ts'
import { accompanyProjects } from './incubations.ts'
import { agreeWithPartners, type DemoKey } from './partners.ts'
import { inventPeople } from './people.ts'
import { receiveProposals } from './proposals.ts'
import { Random } from './random.ts'
import { receiveReferrals, sendOn } from './referrals.ts'
import { daysAfter } from './rows.ts'
import { liveTheSeason, type Season } from './season.ts'
import { tellSituations } from './situations.ts'
import { askPeople } from './surveys.ts'
import { trainPeople } from './trainings.ts'
import { openVenues } from './venues.ts'

/**
 * Loads the demo once, in one transaction: two sites, their people, five months of workshops up to today, the first winter
 * with its fixed dates, and an account for each role. Answers the accounts, or null when the demo is there already.
 * `keep` is given the accounts and the keys of partners before the demo is: a crash between the two must not leave a demo that nobody can enter.
 */
export function loadDemo(
  database: Database,
  clock: Clock,
  keep: (accounts: readonly DemoAccount[], keys: readonly DemoKey[]) => Promise<void> = () => Promise.resolve(),
): Promise<DemoAccount[] | null> {
  const today = dayIn(homeTimeZone, clock.now())
  return database.system('demo.loaded', async (db) => {
    if (await isLoaded(db)) return null
    const opensOn = '2019-09-01'
    const zone = { timeZone: homeTimeZone }
    const liege = await addSite(db, { code: 'liege', name: 'Liège', opensOn, ...zone })
    const pilot = await addSite(db, { code: 'pilote', name: 'Ville pilote', opensOn: daysAfter(today, -150), ...zone })
    const accounts = await openAccounts(db, {
      sites: new Map([
        ['liege', liege],
        ['pilote', pilot],
      ]),
      today,
    })
    const staffId = (site: string) => accounts.find((a) => a.role === 'coordinator' && a.site === site)?.id ?? ''
    const categories = await categoriesOf(db, liege)
    await tellFirstWinter(db, liege, categories.get('socio_cultural') ?? null)
    const jurorAccount = accounts.find(({ role }) => role === 'juror')?.id ?? ''
    const { host, season } = await settle(
      db,
      { siteId: liege, today, categories, staffId: staffId('liege'), jurorAccount },
      5,
    )
    await settle(
      db,
      { siteId: pilot, today, categories: await categoriesOf(db, pilot), staffId: staffId('pilote'), jurorAccount },
      2,
    )
    const text = "update account set person_id = $1 where email like 'porteuse@%'"
    await db.hot({ name: 'demo host', text }, [host])
    await db.hot({ name: 'demo mark', text: "insert into setting (key, value) values ('demo', 'true')" }, [])
    const keys = await agreeWithPartners(db, liege, today)
    await receiveReferrals(db, season, [...new Set(keys.map(({ partnerId }) => partnerId))])
    await sendOn(db, season)
    await keep(accounts, keys)
    return accounts
  })
}

/** An association's own data and the demo never mix: a database with accounts of its own is refused. */
async function isLoaded(db: Db): Promise<boolean> {
  const text = "select exists (select from setting where key = 'demo') as demo, exists (select from account) as used"
  const [found] = await db.hot<{ demo: boolean; used: boolean }>({ name: 'demo state', text }, [])
  if (found?.used && !found.demo) throw new Error('This database is in use: the demo needs an empty one.')
  return found?.demo ?? false
}

/** People, venues, proposals and workshops of a site; answers them, and the person who hosts the first workshop. */
async function settle(
  db: Db,
  site: Pick<Season, 'siteId' | 'today' | 'categories' | 'staffId'> & { readonly jurorAccount: string },
  workshops: number,
): Promise<{ readonly host: string | null; readonly season: Season }> {
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
  if (workshops > 2) await pairPeople(db, random, season)
  if (workshops > 2) await trainPeople(db, season)
  if (workshops > 2) await applyToInterlab(db, season, site.jurorAccount)
  if (workshops > 2) await openOpportunities(db, season)
  if (workshops > 2) await accompanyProjects(db, season)
  if (workshops > 2) await findMoney(db, season)
  // generators of their own: what came before stays as it was
  if (workshops > 2) await askPeople(db, new Random(91), season)
  if (workshops > 2) await tellSituations(db, new Random(92), season)
  return { host: people[0]?.id ?? null, season }
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
