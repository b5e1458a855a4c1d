import { describe, expect, test } from '@jest/globals'
import {
  barriersOf,
  coachingByProject,
  creationOf,
  needsResolved,
  positiveExits,
  survivalOf,
  type Leaver,
  type Need,
} from './figures.ts'

const need = (...severities: number[]): Need => ({
  startsOn: '2026-01-05',
  openedOn: '2026-01-12',
  reviews: severities.map((severity, at) => ({ on: `2026-0${at + 2}-01`, severity })),
})

describe('[E14] INC-06 needs resolved', () => {
  test('[E14] of those that hindered at T0 and were rated again, those that hinder no more', () => {
    // five hinder; of the four rated again two are resolved
    const needs = [need(3, 1), need(2, 3, 0), need(3, 2), need(2, 1, 2), need(3), need(1, 0)]
    expect(needsResolved(needs, '2026-01-01')).toEqual({
      hindering: 5,
      reviewed: 4,
      resolved: 2,
      share: 0.5,
      conservativeShare: 0.4,
      coverage: 0.8,
    })
  })

  test('[E14] under 60 % coverage there is no share, and the conservative one stays', () => {
    expect(needsResolved([need(3, 0), need(3), need(2)], '2026-01-01')).toMatchObject({
      coverage: 1 / 3,
      share: null,
      conservativeShare: 1 / 3,
    })
    expect(needsResolved([], '2026-01-01')).toMatchObject({ coverage: null, share: null, conservativeShare: null })
  })

  test('[E14] a need that came after the diagnostic swells nothing, nor one rated last before the period', () => {
    const later = { ...need(3, 0), openedOn: '2026-03-02' }
    expect(needsResolved([later], '2026-01-01').hindering).toBe(0)
    expect(needsResolved([{ ...later, openedOn: '2026-03-01' }], '2026-01-01').hindering).toBe(1)
    expect(needsResolved([need(3, 0)], '2026-04-01').hindering).toBe(0)
  })
})

describe('[E14] the barrier list', () => {
  test('[E14] the days until half are unlocked; those still open count as waiting, and apart', () => {
    const blocker = (openedOn: string, unlockedOn: string | null) => ({
      dimension: 'finance' as const,
      openedOn,
      unlockedOn,
    })
    const some = [blocker('2026-01-01', '2026-01-11'), blocker('2026-01-01', '2026-01-31'), blocker('2026-01-01', null)]
    expect(barriersOf(some, '2026-06-30')).toEqual([
      { dimension: 'finance', blockers: 3, unlocked: 2, stillOpen: 1, medianDays: 30 },
    ])
    expect(barriersOf([blocker('2026-01-01', null)], '2026-06-30')).toMatchObject([{ unlocked: 0, medianDays: null }])
    expect(barriersOf([], '2026-06-30')).toEqual([])
  })
})

describe('[E12] INC-07 and INC-08', () => {
  test('[E12] who began and is not yet a year on is immature; no news is not created', () => {
    const project = (startsOn: string, createdOn: string | null, known = createdOn !== null) => ({
      startsOn,
      createdOn,
      known,
    })
    const projects = [
      project('2024-01-01', '2024-12-31'),
      project('2024-01-01', '2025-01-01'),
      project('2024-01-01', null),
      project('2024-01-01', null, true),
      project('2026-01-01', '2026-02-01'),
    ]
    // 2024 is a leap year: 365 days after 1 January is 31 December
    expect(creationOf(projects, '2026-11-22')).toEqual([
      { months: 12, matured: 4, immature: 1, created: 1, before: 0, unknown: 1, share: 0.25 },
      { months: 24, matured: 4, immature: 1, created: 2, before: 0, unknown: 1, share: 0.5 },
    ])
  })

  test('[E12] a business that was there before somebody began was not created: it is told apart', () => {
    const began = (createdOn: string) => ({ startsOn: '2024-01-01', createdOn, known: true })
    const projects = [began('2023-12-31'), began('2024-01-01')]
    expect(creationOf(projects, '2026-11-22')).toMatchObject([
      { matured: 2, created: 1, before: 1, share: 0.5 },
      { matured: 2, created: 1, before: 1, share: 0.5 },
    ])
  })

  test('[E12] a business lives until its confirmed end, or is watched until the last look at it', () => {
    const business = (ceasedOn: string | null, aliveOn: string) => ({ startedOn: '2023-01-01', ceasedOn, aliveOn })
    const some = [
      business('2023-07-01', '2023-07-01'),
      business(null, '2023-10-01'),
      business(null, '2025-06-01'),
      business(null, '2025-06-01'),
    ]
    expect(survivalOf(some)).toEqual({
      businesses: 4,
      ceased: 1,
      at: [
        { months: 12, share: 0.75 },
        { months: 24, share: 0.75 },
        { months: 36, share: null },
      ],
    })
  })

  test('[E8] INC-04 hours for each project of INC-03; none without any project', () => {
    const coaching = [{ minutes: 450 }, { minutes: 90 }]
    expect(coachingByProject(coaching, 4)).toEqual({ minutes: 540, projects: 4, hours: 2.25 })
    expect(coachingByProject(coaching, 0)).toMatchObject({ projects: 0, hours: null })
  })

  test('[E12] INC-09 positive exits: of the known and of all, the unknown shown, each person once', () => {
    const period = { from: '2026-01-01', to: '2027-01-01', today: '2026-11-22' }
    const leaver = (personId: string, launchedOn: string | null, outcomes: Leaver['outcomes'] = {}): Leaver => ({
      personId,
      stage: 'launched',
      endsOn: '2026-06-30',
      launchedOn,
      outcomes,
    })
    const some = [
      leaver('a', '2026-02-01', { exit: ['stopped', 'training'], month_6: ['continuing_project'] }),
      leaver('b', '2026-02-01', { exit: ['test_activity'], month_6: ['launched_main'] }),
      leaver('c', '2026-02-01', { exit: ['unknown'] }),
      // the same person, who launched something else since
      leaver('c', '2026-03-01', { exit: ['launched_secondary'] }),
      // found a job instead, on 30 June
      { ...leaver('d', null), stage: 'employed_instead' as const },
      // four weeks are not over, and outside the period
      leaver('e', '2026-11-01', { exit: ['launched_main'] }),
      leaver('f', '2025-12-31', { exit: ['launched_main'] }),
      leaver('g', null),
    ]
    const [exit, sixMonths] = positiveExits(some, period)
    expect(exit).toEqual({
      moment: 'exit',
      matured: 4,
      immature: 1,
      known: 4,
      unknown: 0,
      positive: 3,
      share: 0.75,
      conservativeShare: 0.75,
      coverage: 1,
    })
    // of a, b and c two are known; d was only asked at the exit
    expect(sixMonths).toMatchObject({ matured: 3, immature: 2, known: 2, unknown: 1, positive: 1, share: 0.5 })
    expect(sixMonths?.conservativeShare).toBeCloseTo(1 / 3)
    // what was noted four weeks after a launch is no news of the day on which they stopped, a year later
    const stopped = { ...leaver('h', '2025-06-01', { exit: ['launched_main'] }), stage: 'stopped' as const }
    expect(positiveExits([stopped], period)[0]).toMatchObject({ matured: 0, positive: 0 })
    const working = { ...stopped, stage: 'employed_instead' as const, launchedOn: '2026-02-01', outcomes: {} }
    expect(positiveExits([working], period)[0]).toMatchObject({ matured: 1, known: 0 })
    // hidden under 60 %, and still told of all
    const silent = positiveExits([leaver('a', '2026-02-01', { exit: ['employed'] }), leaver('b', '2026-02-01')], period)
    expect(silent[0]).toMatchObject({ known: 1, unknown: 1, share: null, conservativeShare: 0.5 })
  })
})
