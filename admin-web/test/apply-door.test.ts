import { expect, test } from '@jest/globals'
import { chosen, clashesOf, leftOver, sendable, unsentOf, withUnsent } from '../src/features/apply-door/unsent.ts'

const read = { project: 'Pain', helpedBy: null, answers: { idea: 'Du pain', needs: 'Un four' } }
const answer = (question: string, value: string) => ({ question, value })

test('[E1] only what was changed here goes, with what stood there when it was changed first', () => {
  const first = unsentOf(read, { answers: { ...read.answers, needs: 'Deux fours' } }, null, 'fr')
  const shown = withUnsent(read, first)
  const second = unsentOf(shown, { answers: { ...shown.answers, needs: 'Trois fours' } }, first, 'fr')
  expect(second).toEqual({
    answers: [answer('needs', 'Trois fours')],
    before: [answer('needs', 'Un four')],
    language: 'fr',
  })
})

test('[E1] what is written while something goes stands over what went, and is no conflict with oneself', () => {
  const sent = unsentOf(read, { answers: { ...read.answers, needs: 'Deux fours' } }, null, 'fr')
  const meanwhile = unsentOf(withUnsent(read, sent), { answers: { needs: 'Trois fours' } }, sent, 'fr')
  expect(leftOver(sent, sent)).toBeNull()
  expect(leftOver(meanwhile, sent)).toMatchObject({
    answers: [answer('needs', 'Trois fours')],
    before: [answer('needs', 'Deux fours')],
  })
})

test('[E1] of an answer changed in two places nothing is lost: all else goes, both stay until one chooses', () => {
  const unsent = unsentOf(read, { answers: { idea: 'Des tartes', needs: 'Deux fours' } }, null, 'fr')
  const there = { ...read, answers: { idea: 'Du pain', needs: 'Un local' } }
  const clashes = clashesOf(unsent, there)
  expect(clashes).toEqual({ needs: 'Un local' })
  const sent = sendable(unsent, clashes)
  expect(sent?.answers).toEqual([answer('idea', 'Des tartes')])
  const left = sent && leftOver(unsent, sent)
  expect(left?.answers).toEqual([answer('needs', 'Deux fours')])
  if (!left) throw new Error('lost')
  expect(sendable(left, clashes)).toBeNull()
  // one’s own goes over theirs; theirs needs nothing to go
  expect(clashesOf(chosen(left, 'needs', 'Un local', true), there)).toEqual({})
  expect(chosen(left, 'needs', 'Un local', false).answers).toEqual([])
})
