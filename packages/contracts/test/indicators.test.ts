import { expect, test } from '@jest/globals'
import { indicatorIds, indicators } from '../src/index.ts'

test('[H2] the ids that routes accept are those of the registry', () => {
  expect(indicators.map(({ id }) => id).toSorted()).toEqual([...indicatorIds].toSorted())
})
