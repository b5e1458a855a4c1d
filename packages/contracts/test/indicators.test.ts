import { expect, test } from '@jest/globals'
import { indicatorIds, indicators, isReached, shareParts, type Indicator } from '../src/index.ts'

test('[H2] the ids that routes accept are those of the registry', () => {
  expect(indicators.map(({ id }) => id).toSorted()).toEqual([...indicatorIds].toSorted())
})

test('[H12] a target of which less is better is reached from above', () => {
  expect([isReached('DUO-06', 6, 10), isReached('DUO-06', 40, 10)]).toEqual([true, false])
  expect([isReached('DUO-01', 50, 50), isReached('DUO-01', 49, 50)]).toEqual([true, false])
  for (const { id, parameters = {} } of indicators as readonly Indicator[])
    if ('higherIsBetter' in parameters)
      expect([id, isReached(id, 1, 0)]).toEqual([id, parameters['higherIsBetter'] === 1])
})

test('[H8] sub-values that are quotients of persons are told as shares', () => {
  const perHead = ['per_newcomer', 'mcnemar_p']
  for (const { id, parts, partKind } of indicators as readonly Indicator[])
    for (const code of parts)
      if (typeof partKind === 'object' && partKind[code] === 'ratio')
        expect([id, code, shareParts.has(code)]).toEqual([id, code, !perHead.includes(code)])
})
