import { outcomeSituations } from '@interra/contracts'
import { daysAfter, insertRows } from '../../src/demo/rows.ts'
import type { Db } from '../../src/platform/db/database.ts'
import { newId } from '../../src/platform/ids.ts'
import type { Association } from './people.world.ts'

interface Begun {
  readonly id: string
  readonly starts_on: string
}

/** Needs with their reviews, businesses, and what became of people. */
export async function liveAfterwards(
  db: Db,
  { random, siteId: site_id }: Association,
  begun: readonly Begun[],
): Promise<void> {
  const item = (incubation_id: string, opened_on: string) => ({
    id: newId(),
    site_id,
    incubation_id,
    title: 'Un pas',
    opened_on,
  })
  await insertRows(
    db,
    'path_item',
    begun.map(({ id, starts_on }) => ({ ...item(id, starts_on), kind: 'strength' })),
  )
  const needs = begun.flatMap(({ id, starts_on }) =>
    Array.from({ length: random.between(0, 5) }, () => ({
      ...item(id, daysAfter(starts_on, random.pick([0, 10, 55, 56, 90]))),
      kind: 'need',
      dimension: 'finance',
    })),
  )
  await insertRows(db, 'path_item', needs)
  await insertRows(
    db,
    'path_review',
    needs.flatMap(({ id, opened_on }) =>
      random.some([0, 30, 120, 200, 400], random.between(0, 4)).map((days) => ({
        id: newId(),
        site_id,
        path_item_id: id,
        reviewed_on: daysAfter(opened_on, days),
        severity: random.between(0, 3),
      })),
    ),
  )
  const ventures = begun
    .filter(() => random.chance(0.6))
    .map(({ id, starts_on }) => {
      const started = daysAfter(starts_on, random.pick([-20, 100, 365, 366, 700]))
      // last known to be alive, or only looked up in the register, on the days around one, two and three years, or never
      const around = [0, 200, 364, 365, 366, 729, 730, 731, 1094, 1095]
      const alive = random.chance(0.6) ? daysAfter(started, random.pick(around)) : null
      const verified = random.chance(0.5) ? daysAfter(started, random.pick(around)) : null
      return {
        id,
        started,
        alive,
        verified,
        ceased: random.chance(0.4) ? daysAfter(alive ?? started, random.pick([0, 1, 100, 365, 366])) : null,
      }
    })
  const text = `update venture v set number = '0427178892', kind = 'main', started_on = x.started, alive_on = x.alive, verified_on = x.verified, ceased_on = x.ceased
    from jsonb_to_recordset($1::jsonb) x (id uuid, started date, alive date, verified date, ceased date) where x.id = v.incubation_id`
  await db.hot({ name: 'test ventures', text }, [JSON.stringify(ventures)])
  await insertRows(
    db,
    'incubation_outcome',
    begun.flatMap(({ id }) =>
      random.some(['exit', 'month_6'], random.between(0, 2)).map((moment) => ({
        incubation_id: id,
        moment,
        site_id,
        situations: random.some(outcomeSituations, random.between(1, 2)),
        noted_on: '2025-01-01',
      })),
    ),
  )
}
