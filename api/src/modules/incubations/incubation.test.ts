import {
  actsFrom,
  after,
  coachingLogMachine,
  coachingSlotMachine,
  enterpriseNumberOf,
  incubationActs,
  incubationMachine,
  blockerMachine,
  pathItemMachine,
  serviceMachine,
  strengthMachine,
  writtenEnterpriseNumber,
  type Machine,
} from '@interra/contracts'
import { describe, expect, test } from '@jest/globals'
import { afterIncubationAct, exitOf, missingFor, outcomeDays } from './incubation.ts'

/** Every pair that is allowed; all others are refused. */
const allowed: readonly (readonly [Machine, Readonly<Record<string, string>>])[] = [
  [
    incubationMachine,
    {
      'incubation prepareLaunch': 'pre_launch',
      'incubation pause': 'paused',
      'incubation stop': 'stopped',
      'incubation employInstead': 'employed_instead',
      'pre_launch launch': 'launched',
      'pre_launch pause': 'paused',
      'pre_launch stop': 'stopped',
      'pre_launch employInstead': 'employed_instead',
      'launched graduate': 'alumni',
      'launched pause': 'paused',
      'launched stop': 'stopped',
      'paused resume': 'incubation',
      'paused stop': 'stopped',
      'paused employInstead': 'employed_instead',
    },
  ],
  [
    pathItemMachine,
    {
      'open begin': 'in_progress',
      'open finish': 'done',
      'open abandon': 'abandoned',
      'in_progress finish': 'done',
      'in_progress abandon': 'abandoned',
    },
  ],
  [blockerMachine, { 'open unlock': 'unlocked', 'open abandon': 'abandoned' }],
  [strengthMachine, { 'open abandon': 'abandoned' }],
  [
    coachingSlotMachine,
    { 'free book': 'booked', 'free cancel': 'cancelled', 'booked release': 'free', 'booked cancel': 'cancelled' },
  ],
  [
    coachingLogMachine,
    {
      'draft change': 'draft',
      'draft sign': 'signed',
      'draft withdraw': 'withdrawn',
      'signed acknowledge': 'acknowledged',
      'signed withdraw': 'withdrawn',
      'acknowledged withdraw': 'withdrawn',
    },
  ],
  [
    serviceMachine,
    {
      'open take': 'in_hand',
      'open finish': 'done',
      'open passOn': 'passed_on',
      'in_hand finish': 'done',
      'in_hand passOn': 'passed_on',
      'done reopen': 'open',
      'passed_on reopen': 'open',
    },
  ],
]

describe('[E6] [E7] [E8] [E9] the states', () => {
  test.each(allowed.map(([machine, pairs]) => [machine.entity, machine, pairs] as const))(
    '%s: each act from each state leads where the table says, or nowhere',
    (_, machine, pairs) => {
      const found: Record<string, string> = {}
      for (const state of machine.states)
        for (const act of Object.keys(machine.acts)) {
          const next = after(machine, state, act)
          if (next !== undefined) found[`${state} ${act}`] = next
          expect(actsFrom(machine, state).includes(act)).toBe(next !== undefined)
        }
      expect(found).toEqual(pairs)
    },
  )

  const reached = {
    milestones: ['offer_defined', 'budget', 'legal_route'],
    hasEnterprise: true,
    launchedOn: '2020-01-01',
    today: '2026-11-22',
  }
  test('[E12] a pause leads back to where it began', () => {
    for (const stage of ['incubation', 'pre_launch', 'launched'] as const) {
      const paused = afterIncubationAct({ stage, pausedFrom: null }, 'pause', reached, 'Naissance')
      expect(paused).toEqual({ stage: 'paused', pausedFrom: stage })
      expect(afterIncubationAct(paused, 'resume', reached)).toEqual({ stage, pausedFrom: null })
    }
  })

  test('[E12] an act that the table has not is refused, whatever was reached', () => {
    for (const stage of incubationMachine.states)
      for (const act of incubationActs) {
        const move = () => afterIncubationAct({ stage, pausedFrom: null }, act, reached, 'Parce que')
        if (after(incubationMachine, stage, act) === undefined) expect(move).toThrow('act-not-possible')
        else expect(move).not.toThrow()
      }
  })

  test('[E12] twelve months of follow-up end on the day itself, on 28 February for a leap day', () => {
    const launched = (launchedOn: string, today: string) => missingFor('launched', { ...reached, launchedOn, today })
    expect(launched('2025-11-22', '2026-11-21')).toEqual(['twelve_months'])
    expect(launched('2025-11-22', '2026-11-22')).toEqual([])
    expect(launched('2024-02-29', '2025-02-28')).toEqual([])
  })

  test('[E12] what became of somebody is asked from the launch or the last day on', () => {
    expect(exitOf('incubation', '2026-12-31', null)).toBeNull()
    expect(exitOf('stopped', '2026-12-31', null)).toBe('2026-12-31')
    // whoever stops after a launch is asked on the days of the launch still: what was noted then stays of that day
    expect(exitOf('stopped', '2026-12-31', '2026-08-31')).toBe('2026-08-31')
    expect(outcomeDays(exitOf('alumni', '2026-12-31', '2026-08-31'))).toEqual([
      { moment: 'exit', dueOn: '2026-09-28' },
      { moment: 'month_6', dueOn: '2027-02-28' },
      { moment: 'month_12', dueOn: '2027-08-31' },
      { moment: 'month_24', dueOn: '2028-08-31' },
      { moment: 'month_36', dueOn: '2029-08-31' },
    ])
    expect(outcomeDays(null)).toEqual([])
  })
})

describe('[E12] an enterprise number', () => {
  test.each(['0427178892', '0316381138', '0123456749', '1000000021', '0000009797'])(
    '[E12] TV-3: %s is one',
    (number) => {
      expect(enterpriseNumberOf(number)).toBe(number)
    },
  )
  test.each(['BE 0427.178.892', '427178892', '0427.178.892', '0427-178-892', 'be0427178892', ' 427.178.892 '])(
    '[E12] TV-3: %s is written differently',
    (written) => expect(enterpriseNumberOf(written)).toBe('0427178892'),
  )
  test.each(['0427178893', '2000000000', '12345', '', 'abc', '04271788920', '0427178892 x'])(
    '[E12] TV-3: %s is none',
    (written) => expect(enterpriseNumberOf(written)).toBeUndefined(),
  )
  test('[E12] TV-3: an establishment unit, 2 to 8, is none, even with a check number that fits', () => {
    for (const first of '2345678') {
      const begin = `${first}1234567`
      expect(enterpriseNumberOf(begin + String(97 - (Number(begin) % 97)).padStart(2, '0'))).toBeUndefined()
    }
  })
  test('[E12] it is shown with its dots', () => {
    expect(writtenEnterpriseNumber('0427178892')).toBe('0427.178.892')
  })
})
