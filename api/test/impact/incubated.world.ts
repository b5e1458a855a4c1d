import { daysAfter, insertRows, type Row } from '../../src/demo/rows.ts'
import type { Db } from '../../src/platform/db/database.ts'
import { newId } from '../../src/platform/ids.ts'
import { liveAfterwards } from './inc-outcomes.world.ts'
import { anyDay, type Association } from './people.world.ts'

const roles = ['coach', 'eir', 'facilitator', 'expert', 'mentor', 'social_legal', 'language']

/** Incubations of applications: their stages, circles and coaching. */
export async function liveIncubation(db: Db, association: Association, applications: readonly Row[]): Promise<void> {
  const { random, siteId: site_id, people } = association
  const incubations = applications.map(({ id, person_id, cohort_id }) => {
    const starts_on = anyDay(random)
    return {
      id: newId(),
      site_id,
      application_id: id,
      person_id,
      cohort_id,
      stage_since: starts_on,
      starts_on,
      ends_on: daysAfter(starts_on, random.between(100, 500)),
    }
  })
  await insertRows(db, 'incubation', incubations)
  await goOn(db, association, incubations)
  await liveAfterwards(db, association, incubations)
  await insertRows(
    db,
    'circle_member',
    incubations.flatMap(({ id, starts_on, ends_on }) =>
      random.some(people, random.between(0, 3)).map((person_id) => ({
        id: newId(),
        site_id,
        incubation_id: id,
        person_id,
        role: random.pick(['coach', 'expert', 'facilitator', 'mentor']),
        starts_on: daysAfter(starts_on, random.between(0, 30)),
        ends_on: random.chance(0.5) ? daysAfter(ends_on, -random.between(0, 50)) : null,
      })),
    ),
  )
  await insertRows(
    db,
    'coaching_log',
    incubations.flatMap(({ id, starts_on }) =>
      Array.from({ length: random.between(0, 6) }, () => {
        const status = random.pick(['draft', 'signed', 'signed', 'signed', 'withdrawn'])
        return {
          id: newId(),
          site_id,
          incubation_id: id,
          held_on: daysAfter(starts_on, random.between(0, 450)),
          minutes: random.pick([30, 45, 50, 60, 90]),
          coaches: random.between(1, 2),
          mode: 'in_person',
          role: random.pick(roles),
          status,
          status_reason: status === 'withdrawn' ? 'Erreur' : null,
          signed_at: status === 'signed' ? '2024-01-01T10:00:00Z' : null,
        }
      }),
    ),
  )
}

/** Through none, one or two further stages. */
async function goOn(
  db: Db,
  { random }: Association,
  incubations: readonly { readonly id: string; readonly starts_on: string; readonly ends_on: string }[],
): Promise<void> {
  for (const step of [1, 2]) {
    const next = incubations
      .filter(() => random.chance(0.6))
      .map(({ id, starts_on, ends_on }) => ({
        id,
        stage:
          step === 1
            ? random.pick(['pre_launch', 'launched', 'launched'])
            : random.pick(['stopped', 'employed_instead', 'alumni', 'launched']),
        since: step === 1 ? daysAfter(starts_on, random.between(10, 95)) : ends_on,
      }))
    const text = `update incubation i set stage = x.stage, stage_since = x.since
      from jsonb_to_recordset($1::jsonb) x (id uuid, stage text, since date) where x.id = i.id`
    await db.hot({ name: 'test stages', text }, [JSON.stringify(next)])
  }
}
