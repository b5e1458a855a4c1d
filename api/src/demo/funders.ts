import type { Db } from '../platform/db/database.ts'
import { newId } from '../platform/ids.ts'
import { daysAfter, insertRows } from './rows.ts'
import type { Season } from './season.ts'

/** Two invented funders with a grant each, what they aim at, and the workshops of the season in their shares. */
export async function findMoney(db: Db, { siteId: site_id, today, staffId: created_by }: Season): Promise<void> {
  const of = { site_id, created_by }
  const funders = [
    { id: newId(), ...of, name: 'Fondation des Rives (démo)', kind: 'foundation', frame: null },
    { id: newId(), ...of, name: 'Ville exemple (démo)', kind: 'city', frame: 'city' },
  ]
  await insertRows(db, 'funder', funders)
  const days = { starts_on: daysAfter(today, -180), ends_on: daysAfter(today, 185) }
  const references = ['Ateliers mixtes', 'Quartiers']
  const grants = funders.map(({ id }, at) => ({
    id: newId(),
    ...of,
    ...days,
    funder_id: id,
    reference: references[at],
    amount_cents: 1_500_000 + at * 500_000,
    programmes: ['interact', 'duo2change'],
    status: 'granted',
  }))
  await insertRows(db, 'funder_grant', grants)
  const targets = grants.map((grant, at) => ({
    id: newId(),
    site_id,
    grant_id: grant.id,
    indicator_id: at === 0 ? 'ACT-01' : 'ACT-04',
    target: at === 0 ? 60 : 200,
    due_on: days.ends_on,
  }))
  await insertRows(db, 'grant_target', targets)
  const text = 'select w.id from workshop w where w.site_id = $1 order by w.title, w.id'
  const workshops = await db.hot<{ id: string }>({ name: 'demo funded', text }, [site_id])
  // the last one is nobody's
  const shared = workshops.slice(0, -1).map(({ id }, at) => ({
    allocation: { id: newId(), ...of, ...days, workshop_id: id, unallocated: at % 2 === 0 ? 0 : 2500 },
    shares: at % 2 === 0 ? [10_000] : [5000, 2500],
  }))
  await insertRows(
    db,
    'allocation',
    shared.map(({ allocation }) => allocation),
  )
  await insertRows(
    db,
    'allocation_share',
    shared.flatMap(({ allocation, shares }) =>
      shares.map((share, at) => ({ site_id, allocation_id: allocation.id, grant_id: grants[at]?.id, share })),
    ),
  )
}
