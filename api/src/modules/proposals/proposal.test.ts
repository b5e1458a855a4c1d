import { describe, expect, test } from '@jest/globals'
import { addDays, proposalMachine, stepPlans, steps, type ProposalAct, type ProposalState } from '@interra/contracts'
import fc from 'fast-check'
import { afterAct, asStep, changeStep, plannedDay, whatIsLeft, type Anchors, type StoredStep } from './proposal.ts'

const now = new Date('2026-11-22T11:00:00Z')

/** Mission 4.2, written a second time: state -> act -> next state; whatever is not here is refused. */
const possible: Readonly<Record<ProposalState, Partial<Record<ProposalAct, ProposalState>>>> = {
  draft: { submit: 'submitted', withdraw: 'withdrawn', decline: 'declined' },
  submitted: { accompany: 'accompanied', hold: 'on_hold', withdraw: 'withdrawn', decline: 'declined' },
  accompanied: { ready: 'ready', hold: 'on_hold', withdraw: 'withdrawn', decline: 'declined' },
  on_hold: { resume: 'accompanied', withdraw: 'withdrawn', decline: 'declined' },
  ready: { convert: 'converted', withdraw: 'withdrawn', decline: 'declined' },
  converted: {},
  withdrawn: {},
  declined: {},
}
const acts = Object.keys(proposalMachine.acts) as ProposalAct[]
const pairs = proposalMachine.states.flatMap((state) => acts.map((act) => ({ state, act, next: possible[state][act] })))

describe('the states of a proposal', () => {
  test.each(pairs)('[A1] $state, $act -> $next', ({ state, act, next }) => {
    const result = () => afterAct(state, act, { now, reason: 'parce que' })
    if (next) expect(result()).toMatchObject({ status: next, statusSince: now })
    else expect(result).toThrow('act-not-possible')
  })

  test('[A1] declining needs a reason, withdrawing does not', () => {
    expect(() => afterAct('submitted', 'decline', { now })).toThrow('reason-required')
    expect(() => afterAct('submitted', 'decline', { now, reason: '   ' })).toThrow('reason-required')
    expect(afterAct('submitted', 'withdraw', { now })).toMatchObject({ status: 'withdrawn', statusReason: null })
  })
})

const anchors: Anchors = { receivedOn: '2026-11-02', firstSessionOn: null, today: '2026-11-22' }
const stored = (more: Partial<StoredStep> = {}): StoredStep => ({
  step: 'promote',
  state: 'todo',
  reason: null,
  owner: null,
  dueOn: null,
  doneOn: null,
  minutes: 0,
  note: null,
  version: 1,
  ...more,
})
const day = fc.integer({ min: 0, max: 3000 }).map((days) => addDays('2020-01-01', days))

describe('the steps of a proposal', () => {
  test('[A2] a due day follows reception, and the first session once there is one', () => {
    expect(plannedDay('train', anchors)).toBe('2026-11-23')
    expect(plannedDay('promote', anchors)).toBe('2026-12-21')
    expect(plannedDay('promote', { ...anchors, firstSessionOn: '2027-01-10' })).toBe('2026-12-27')
    expect(plannedDay('evaluate', { ...anchors, firstSessionOn: '2027-01-10' })).toBe('2027-04-10')
  })

  test('[A2] moving what a due day is counted from moves it by as many days', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...steps),
        day,
        day,
        fc.integer({ min: -500, max: 500 }),
        (step, received, first, by) => {
          const at = (moved: number) => ({
            receivedOn: addDays(received, moved),
            firstSessionOn: addDays(first, moved),
            today: received,
          })
          expect(plannedDay(step, at(by))).toBe(addDays(plannedDay(step, at(0)), by))
        },
      ),
    )
  })

  test('[A2] what is done keeps its due day; taken up again, it follows the plan again', () => {
    const done = changeStep(stored(), { state: 'done' }, anchors)
    expect(done).toEqual({ state: 'done', reason: null, doneOn: '2026-11-22', dueOn: '2026-12-21', minutes: 0 })
    const later = { ...anchors, firstSessionOn: '2027-03-01' }
    expect(asStep(stored({ ...done }), later).dueOn).toBe('2026-12-21')
    expect(changeStep(stored({ ...done }), { state: 'todo' }, later)).toMatchObject({ dueOn: null, doneOn: null })
  })

  test('[A2] a day set by hand stands until it is given back to the plan', () => {
    const byHand = changeStep(stored(), { dueOn: '2026-12-01' }, anchors)
    expect(asStep(stored({ ...byHand }), anchors)).toMatchObject({ dueOn: '2026-12-01', dueBy: 'hand' })
    const given = changeStep(stored({ ...byHand }), { dueOn: null }, anchors)
    expect(asStep(stored({ ...given }), anchors)).toMatchObject({ dueOn: '2026-12-21', dueBy: 'plan' })
  })

  test('[A2] waiving a step needs a reason; doing it later drops the reason', () => {
    expect(() => changeStep(stored(), { state: 'waived' }, anchors)).toThrow('reason-required')
    expect(() => changeStep(stored(), { state: 'waived', reason: ' ' }, anchors)).toThrow('reason-required')
    const waived = changeStep(stored(), { state: 'waived', reason: 'déjà formée' }, anchors)
    expect(waived).toMatchObject({ state: 'waived', reason: 'déjà formée', doneOn: null })
    expect(changeStep(stored({ ...waived }), { state: 'done' }, anchors).reason).toBeNull()
  })

  test('[A2] nothing is done in the future', () => {
    expect(() => changeStep(stored(), { state: 'done', doneOn: '2026-11-23' }, anchors)).toThrow('rule-broken')
  })

  test('[A2] minutes of the team add up, whatever else changes', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(15, 30)), (taps) => {
        const minutes = taps.reduce(
          (step, addMinutes) => stored({ ...step, ...changeStep(step, { addMinutes }, anchors) }),
          stored(),
        ).minutes
        expect(minutes).toBe(taps.reduce((sum, tap) => sum + tap, 0))
      }),
    )
  })

  test("[A2] the next step is the first one left in the founders' order", () => {
    const order = ['receive', 'train', 'commit', 'venue', 'schedule', 'promote', 'first_sessions', 'evaluate']
    expect(Object.keys(stepPlans)).toEqual(order)
    const all = steps.map((step) => stored({ step }))
    const left = all.map((one) => (one.step === 'receive' ? { ...one, state: 'done' as const } : one)).reverse()
    expect(whatIsLeft(left, { ...anchors, today: '2026-11-24' })).toEqual({
      nextStep: { step: 'train', dueOn: '2026-11-23', overdue: true },
      stepsLeft: 7,
    })
    expect(whatIsLeft([], anchors)).toEqual({ nextStep: null, stepsLeft: 0 })
  })
})
