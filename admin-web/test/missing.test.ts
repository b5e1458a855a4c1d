import { expect, test } from '@jest/globals'
import type { Missing } from '@interra/contracts'
import { shownMissing } from '../src/features/duos/shown-missing.ts'

const lack = (trait: Missing['trait'], value: string, people: number): Missing => ({
  side: 'local',
  trait,
  value,
  people,
})

test('[C12] a language that is missing is said beside the times, however many of these there are', () => {
  const evenings = ['mon', 'tue', 'wed', 'thu', 'fri'].map((day) => lack('slot', `${day}-evening`, 9))
  const arabic = lack('language', 'ar', 2)
  const missing = [...evenings, arabic, lack('language', 'ti', 1)]
  expect(shownMissing(missing, 4)).toEqual([...evenings.slice(0, 3), arabic])
  expect(shownMissing(missing, 10)).toEqual(missing)
})
