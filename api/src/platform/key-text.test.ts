import { expect, test } from '@jest/globals'
import { isWholeKey, newKeyText } from './key-text.ts'

test('[L2] a key that was cut, lengthened or mistyped is told from a whole one by itself', () => {
  for (const isTest of [false, true]) {
    const { text, publicId, lastFour } = newKeyText(isTest)
    expect(text).toMatch(
      isTest ? /^itr_test_[0-9A-Za-z]{8}_[0-9A-Za-z]{49}$/ : /^itr_live_[0-9A-Za-z]{8}_[0-9A-Za-z]{49}$/,
    )
    expect([text.slice(9, 17), text.slice(-4)]).toEqual([publicId, lastFour])
    expect(isWholeKey(text)).toBe(true)
    const swapped = text.replace(/.(?=.{20}$)/, (one) => (one === 'a' ? 'b' : 'a'))
    const broken = [text.slice(0, -1), `${text}0`, text.toLowerCase(), text.toUpperCase(), swapped, text.slice(1), '']
    for (const other of broken) expect([other, isWholeKey(other)]).toEqual([other, false])
  }
  expect(new Set(Array.from({ length: 50 }, () => newKeyText(false).text)).size).toBe(50)
})
