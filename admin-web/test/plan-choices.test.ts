import { expect, test } from '@jest/globals'
import {
  asksAnother,
  choicesOf,
  holdsPair,
  inSeveral,
  isTicked,
  withForbid,
  withPin,
  withTick,
} from '../src/features/duos/plan-choices.ts'

const pair = { newcomerId: 'n1', localId: 'l1' }
const other = { newcomerId: 'n2', localId: 'l1' }
const run = { pins: [], forbids: [other] }

test('[C3] a pair of a plan is pinned or forbidden, never both, and either asks for another plan', () => {
  const begun = choicesOf(run)
  expect(asksAnother(begun, run)).toBe(false)
  const pinned = withPin(begun, pair)
  expect(holdsPair(pinned.pins, pair)).toBe(true)
  expect(asksAnother(pinned, run)).toBe(true)
  const forbidden = withForbid(pinned, pair)
  expect([holdsPair(forbidden.pins, pair), holdsPair(forbidden.forbids, pair)]).toEqual([false, true])
  expect(asksAnother(withForbid(forbidden, pair), run)).toBe(false)
  expect(holdsPair(withPin(begun, other).forbids, other)).toBe(false)
})

test('[C3] a pair that is ticked out stays out until it is ticked again, and needs no other plan', () => {
  const without = withTick(choicesOf(run), 'one')
  expect([...without.leftOut]).toEqual(['one'])
  expect(asksAnother(without, run)).toBe(false)
  expect(withTick(without, 'one').leftOut.size).toBe(0)
})

test('[C3] a forbidden pair is not ticked any more, and who is in two pairs is told', () => {
  const one = (candidacyId: string) => ({ candidacyId, person: { personId: candidacyId, name: candidacyId } })
  const drawn = { id: 'a', newcomer: one('n1'), local: one('l1') }
  const beside = { id: 'b', newcomer: one('n3'), local: one('l1') }
  const begun = choicesOf(run)
  expect(isTicked(begun, drawn)).toBe(true)
  expect(isTicked(withForbid(begun, pair), drawn)).toBe(false)
  expect(isTicked(withTick(begun, 'a'), drawn)).toBe(false)
  expect(inSeveral(drawn, [drawn, beside])).toEqual([{ person: { personId: 'l1', name: 'l1' }, count: 2 }])
  expect(inSeveral(drawn, [drawn])).toEqual([])
})
