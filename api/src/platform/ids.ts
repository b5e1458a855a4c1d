import { randomFillSync } from 'node:crypto'

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
  const time = last.toString(16).padStart(12, '0')
  const middle = `7${count.toString(16).padStart(3, '0')}`
  const tail = randomTail()
  return `${time.slice(0, 8)}-${time.slice(8)}-${middle}-${tail.slice(0, 4)}-${tail.slice(4)}`
}

/** Random bytes are drawn for 512 ids at a time: one by one they cost more than the rest of a request's plumbing. */
const pool = Buffer.alloc(512 * 8)
let used = pool.length

function randomTail(): string {
  if (used === pool.length) {
    randomFillSync(pool)
    used = 0
  }
  const variant = pool[used] ?? 0
  pool[used] = (variant & 0x3f) | 0x80
  used += 8
  return pool.toString('hex', used - 8, used)
}
