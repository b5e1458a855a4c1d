import { after, applicationMachine, applicationForms, strangeAnswer, unmetGates } from '@interra/contracts'
import { expect, test } from '@jest/globals'
import { afterApplicationAct } from './application.ts'

/** Act -> from which states to which: mission reference 4.2, written once more by hand. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  draft: ['submit>submitted', 'withdraw>withdrawn'],
  submitted: ['find_eligible>eligible', 'find_not_eligible>not_eligible', 'withdraw>withdrawn'],
  eligible: ['send_to_jury>in_jury', 'withdraw>withdrawn'],
  in_jury: ['take_back>eligible', 'admit>admitted', 'waitlist>waitlisted', 'refuse>refused', 'withdraw>withdrawn'],
  waitlisted: ['admit>admitted', 'withdraw>withdrawn'],
  not_eligible: [],
  admitted: [],
  refused: [],
  withdrawn: [],
}
const acts = Object.keys(applicationMachine.acts) as (keyof typeof applicationMachine.acts)[]

test('[E1] [E4] every act from every state: what the table allows leads where it says, and all else is refused', () => {
  for (const state of applicationMachine.states) {
    const found = acts.flatMap((act) => {
      const next = after(applicationMachine, state, act)
      if (next === undefined) {
        expect(() => afterApplicationAct(state, act, 'Parce que')).toThrow('act-not-possible')
        return []
      }
      return [`${act}>${afterApplicationAct(state, act, 'Parce que')}`]
    })
    expect([state, found]).toEqual([state, allowed[state]])
  }
})

test('[E1] who is refused, or not eligible, is told why', () => {
  expect(() => afterApplicationAct('submitted', 'find_not_eligible', ' ')).toThrow('reason-required')
  expect(() => afterApplicationAct('in_jury', 'refuse', null)).toThrow('reason-required')
})

test('[E1] the form asks for no papers, no religion and no money, and knows its own answers alone', () => {
  const ids = Object.values(applicationForms).flatMap(({ questions }) => questions.map(({ id }) => id))
  expect(ids.filter((id) => /paper|permit|religion|nationality|income|pregnan/i.test(id))).toEqual([])
  expect(strangeAnswer(1, [{ question: 'idea', value: 'Un café' }])).toBeUndefined()
  expect(
    strangeAnswer(1, [
      { question: 'idea', value: 'a' },
      { question: 'idea', value: 'b' },
    ]),
  ).toBe(1)
  expect(unmetGates([{ question: 'residence', value: 'unknown' }])).toEqual([
    'idea',
    'strengths',
    'needs',
    'availability',
  ])
})
