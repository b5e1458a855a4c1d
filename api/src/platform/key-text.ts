import { randomInt } from 'node:crypto'
import { crc32 } from 'node:zlib'

const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

export interface KeyText {
  /** What the partner keeps; shown once, never written anywhere. */
  readonly text: string
  readonly publicId: string
  readonly lastFour: string
}

/** `itr_live_` or `itr_test_`, 8 characters that name the key, 43 secret ones (256 bits), 6 that check the rest. */
export function newKeyText(isTest: boolean): KeyText {
  const publicId = randomDigits(8)
  const body = `itr_${isTest ? 'test' : 'live'}_${publicId}_${randomDigits(43)}`
  const text = body + checksum(body)
  return { text, publicId, lastFour: text.slice(-4) }
}

const form = /^itr_(?:live|test)_[0-9A-Za-z]{8}_[0-9A-Za-z]{49}$/

/** Whether a key was sent as it was given: one that was cut, lengthened or mistyped is told without looking for it. */
export function isWholeKey(text: string): boolean {
  return form.test(text) && checksum(text.slice(0, -6)) === text.slice(-6)
}

function randomDigits(length: number): string {
  return Array.from({ length }, () => digits[randomInt(digits.length)]).join('')
}

function checksum(body: string): string {
  let rest = crc32(body)
  let text = ''
  for (let place = 0; place < 6; place++) {
    text = (digits[rest % 62] ?? '') + text
    rest = Math.floor(rest / 62)
  }
  return text
}
