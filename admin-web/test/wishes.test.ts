import { expect, test } from '@jest/globals'
import { changedWishes, noWishes, wishBody } from '../src/features/duos/wish-values.ts'

test('[C1] only wishes that differ are sent, so that two people do not undo each other', () => {
  const values = { ...noWishes, slots: ['tue-evening' as const], online: true }
  expect(changedWishes(values, noWishes)).toEqual({ slots: ['tue-evening'], online: true })
  expect(changedWishes(noWishes, noWishes)).toEqual({})
})

test('[C1] what is not known yet is left out or open, never guessed', () => {
  expect(wishBody({ ...noWishes, maxTravelMinutes: '' })).not.toHaveProperty('maxTravelMinutes')
  expect(wishBody(noWishes)).toMatchObject({ areaId: null, chosenSide: null, places: 1 })
})
