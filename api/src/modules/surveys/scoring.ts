import { preferNotToSay, type Instrument, type ItemAnswers } from '@interra/contracts'

/**
 * The score of an instrument: the sum of its questions. Of a few without an answer (`mayMiss`), the mean of the others
 * stands in; of more there is no score. Who would rather not say is without an answer as well (domain reference 3.4).
 */
export function scoreOf({ items, mayMiss }: Instrument, answers: ItemAnswers): number | null {
  const given = items.flatMap((item) => {
    const answer = answers[item]
    return answer === undefined || answer === preferNotToSay ? [] : [answer]
  })
  if (given.length === 0 || items.length - given.length > mayMiss) return null
  const sum = given.reduce((total, value) => total + value, 0)
  return (sum / given.length) * items.length
}

/** The first answer that is none of the instrument's: an item it does not have, or a value outside its scale. */
export function strangeAnswer({ items, lowest, highest }: Instrument, answers: ItemAnswers): string | null {
  const strange = Object.entries(answers).find(
    ([item, value]) =>
      !items.includes(item) || (value !== preferNotToSay && (value < lowest || value > highest || value % 1 !== 0)),
  )
  return strange?.[0] ?? null
}
