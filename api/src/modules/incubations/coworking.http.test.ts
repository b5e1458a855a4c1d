import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { ApiClient } from '../../../test/client.ts'
import { startApi, type Api } from '../../../test/harness.ts'
import { givenIncubation, type Accompanied } from '../../../test/incubations.ts'
import { newId } from '../../platform/ids.ts'

let t: Api
let coordinator: ApiClient
beforeAll(async () => {
  t = await startApi()
  coordinator = await t.as('coordinator')
})
afterAll(() => t.stop())

const at = ({ id }: Pick<Accompanied, 'id'>) => ({ params: { incubationId: id } })
const right = (one: Accompanied, startsOn: string, endsOn: string) =>
  coordinator.setCoworkingRight({ ...at(one), body: { startsOn, endsOn } })
const day = (one: Accompanied, on: string, present = true) =>
  coordinator.noteCoworkingDay({ ...at(one), body: { on, present } })

describe('[E11] coworking', () => {
  test('[E11] days are used within the right, once each; occupancy is told by week', async () => {
    const [one, other] = [await givenIncubation(t), await givenIncubation(t)]
    await expect(day(one, '2026-11-02')).rejects.toHaveProblem('rule-broken')
    await right(one, '2026-11-02', '2026-11-30')
    await right(other, '2026-11-02', '2026-11-30')
    await expect(day(one, '2026-11-01')).rejects.toHaveProblem('rule-broken')
    await expect(day(one, '2026-11-23')).rejects.toHaveProblem('rule-broken')
    // Monday, twice the same; Sunday of that week; Monday of the next
    for (const on of ['2026-11-02', '2026-11-02', '2026-11-08', '2026-11-09']) await day(one, on)
    await day(other, '2026-11-04')
    await day(other, '2026-11-05')
    await day(other, '2026-11-05', false)
    const { weeks } = await coordinator.getCoworkingWeeks({ query: { from: '2026-11-01', to: '2026-12-01' } })
    expect(weeks).toEqual([
      { monday: '2026-11-02', days: 3, people: 2 },
      { monday: '2026-11-09', days: 1, people: 1 },
    ])
    expect((await coordinator.getCoworking(at(one))).days).toEqual(['2026-11-09', '2026-11-08', '2026-11-02'])
  })

  test('[E11] no right goes beyond the incubation', async () => {
    const one = await givenIncubation(t)
    await expect(right(one, '2026-11-02', '2027-01-05')).rejects.toHaveProblem('rule-broken')
    await expect(right(one, '2026-11-02', '2026-11-01')).rejects.toHaveProblem('rule-broken')
  })
})

describe('[E8] [E12] [E14] the figures of a period', () => {
  test('[E8] hours by role: a meeting counts once for whoever is coached and for each coach; drafts count nowhere', async () => {
    const one = await givenIncubation(t, { row: { starts_on: '2025-01-06', ends_on: '2026-12-31' } })
    const site_id = t.sites.liege
    const log = (row: Record<string, unknown>) =>
      t.insert('coaching_log', {
        id: newId(),
        site_id,
        incubation_id: one.id,
        held_on: '2026-05-04',
        minutes: 60,
        mode: 'in_person',
        role: 'coach',
        status: 'signed',
        signed_at: '2026-05-04T10:00:00Z',
        ...row,
      })
    await log({})
    await log({ minutes: 90, coaches: 2 })
    await log({ role: 'expert', minutes: 30, held_on: '2026-05-31' })
    await log({ role: 'expert', held_on: '2026-06-01' })
    await log({ status: 'draft', signed_at: null })
    await log({ status: 'withdrawn' })
    const query = { from: '2026-05-01', to: '2026-06-01' }
    const figures = await coordinator.getIncubationFigures({ query })
    expect(figures.coaching).toEqual([
      { role: 'coach', minutes: 150, coachMinutes: 240 },
      { role: 'expert', minutes: 30, coachMinutes: 30 },
    ])
    expect(figures.coachedProjects).toBe(1)
  })

  test('[E8] INC-03: projects accompanied in the period with a coaching in it; those asleep for 90 days apart', async () => {
    const own = await startApi()
    const team = await own.as('coordinator')
    const begun = (row = {}) => givenIncubation(own, { row: { starts_on: '2026-01-05', ...row } })
    const [coached, asleep, rested] = [await begun(), await begun(), await begun()]
    await begun({ stage: 'stopped' })
    // too new to be asleep
    await begun({ starts_on: '2026-10-20', stage_since: '2026-10-20' })
    const founder = { application_id: coached.applicationId, person_id: (await own.given.person()).id }
    await own.insert('application_founder', { ...founder, site_id: own.sites.liege })
    const log = (one: Accompanied, held_on: string) =>
      own.insert('coaching_log', {
        id: newId(),
        site_id: own.sites.liege,
        incubation_id: one.id,
        held_on,
        minutes: 60,
        mode: 'in_person',
        role: 'coach',
        status: 'signed',
        signed_at: '2026-05-04T10:00:00Z',
      })
    await log(coached, '2026-10-05')
    await log(rested, '2026-09-10')
    await log(asleep, '2026-06-01')
    const { supported } = await team.getIncubationFigures({ query: { from: '2026-10-01', to: '2026-11-01' } })
    expect(supported).toEqual({ projects: 1, entrepreneurs: 2, dormant: 1 })
    await own.stop()
  })

  test('[E12] [E14] needs, barriers, businesses created and alive come from the same rows as the page', async () => {
    const one = await givenIncubation(t, {
      row: { starts_on: '2024-02-05', ends_on: '2025-02-04', stage: 'launched', stage_since: '2024-09-01' },
    })
    const site_id = t.sites.liege
    const item = (row: Record<string, unknown>) =>
      t.insert<{ id: string }>('path_item', {
        id: newId(),
        site_id,
        incubation_id: one.id,
        title: 'Sur le chemin',
        opened_on: '2024-02-05',
        ...row,
      })
    await item({ kind: 'strength' })
    const need = await item({ kind: 'need', dimension: 'language' })
    const rate = (reviewed_on: string, severity: number) =>
      t.insert('path_review', { id: newId(), site_id, path_item_id: need.id, reviewed_on, severity })
    await rate('2024-02-05', 3)
    await rate('2024-08-05', 1)
    await item({ kind: 'blocker', dimension: 'finance', status: 'unlocked', closed_on: '2024-03-06' })
    await item({
      kind: 'blocker',
      dimension: 'finance',
      status: 'abandoned',
      closed_on: '2024-03-06',
      status_reason: 'Non',
    })
    // what was opened before the period would only be there because it lasted
    await item({ kind: 'blocker', dimension: 'legal', opened_on: '2024-02-05' })
    const later = await coordinator.getIncubationFigures({ query: { from: '2024-02-06', to: '2025-01-01' } })
    expect(later.barriers).toEqual([])
    await t.sql(
      `update venture set number = '0427178892', kind = 'main', started_on = '2024-09-01', alive_on = '2026-10-01'
        where incubation_id = $1`,
      [one.id],
    )
    const query = { from: '2024-01-01', to: '2025-01-01' }
    const { needs, barriers, creation, survival } = await coordinator.getIncubationFigures({ query })
    expect(needs).toMatchObject({ hindering: 1, resolved: 1, share: 1, coverage: 1 })
    expect(barriers.filter(({ dimension }) => dimension === 'finance')).toEqual([
      { dimension: 'finance', blockers: 1, unlocked: 1, stillOpen: 0, medianDays: 30 },
    ])
    expect(creation).toMatchObject([{ created: 1, matured: 1, share: 1 }, { created: 1 }])
    expect(survival).toMatchObject({ businesses: 1, ceased: 0, at: [{ share: 1 }, { share: 1 }, { share: null }] })
  })
})
