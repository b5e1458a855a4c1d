import { expect, test } from '@jest/globals'
import { advance, outgoingMachine, outgoingPossible, type OutgoingAct, type OutgoingState } from '../src/index.ts'

/** Written again by hand: state -> what leads where. */
const table: Record<OutgoingState, Partial<Record<OutgoingAct, OutgoingState>>> = {
  prepared: { send: 'sent', withdraw: 'withdrawn' },
  sent: { accept: 'accepted', decline: 'declined', withdraw: 'withdrawn', lapse: 'lapsed' },
  accepted: { start: 'started', close: 'closed', withdraw: 'withdrawn' },
  started: { close: 'closed', withdraw: 'withdrawn' },
  closed: {},
  declined: {},
  lapsed: {},
  withdrawn: {},
}

test('[F10] somebody sent to a partner goes from state to state as the table says, and no other way', () => {
  for (const state of outgoingMachine.states)
    for (const act of Object.keys(outgoingMachine.acts) as OutgoingAct[]) {
      const step = () => advance(outgoingMachine, state, act, 'complet')
      const to = table[state][act]
      if (to === undefined) expect(step).toThrow(expect.objectContaining({ code: 'act-not-possible' }))
      else expect(step()).toBe(to)
    }
  expect(() => advance(outgoingMachine, 'sent', 'decline', ' ')).toThrow(
    expect.objectContaining({ code: 'reason-required' }),
  )
})

test('[F10] a no, or no answer, is open until the person knows it; nobody of the team lets one lapse', () => {
  expect(outgoingPossible('sent', false)).toEqual(['accept', 'decline', 'withdraw'])
  for (const state of ['declined', 'lapsed'] as const) {
    expect(outgoingPossible(state, false)).toEqual(['tell'])
    expect(outgoingPossible(state, true)).toEqual([])
  }
})
