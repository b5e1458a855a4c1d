import { randomBytes } from 'node:crypto'

let last = 0
let count = 0

/**
 * A UUID version 7 (RFC 9562): 48 bits of milliseconds, a 12-bit counter that keeps the order of ids made here within
 * one millisecond, 62 random bits. Made in code because PostgreSQL has `uuidv7()` only from 18 on.
 */
export function newId(): string {
  const now = Date.now()
  if (now > last) {
    last = now
    count = 0
  } else if (++count > 0xfff) {
    last++
    count = 0
  }
  const random = randomBytes(8)
  random.writeUInt8((random.readUInt8(0) & 0x3f) | 0x80, 0)
  const time = last.toString(16).padStart(12, '0')
  const tail = random.toString('hex')
  const middle = `7${count.toString(16).padStart(3, '0')}`
  return `${time.slice(0, 8)}-${time.slice(8)}-${middle}-${tail.slice(0, 4)}-${tail.slice(4)}`
}
