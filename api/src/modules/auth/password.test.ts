import { describe, expect, test } from '@jest/globals'
import { Gate } from './gate.ts'
import { hashPassword, isPassword } from './password.ts'

describe('a password hash', () => {
  test('is argon2id with 19 MiB, two passes and one lane', async () => {
    expect(await hashPassword('une phrase assez longue')).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
  })
  test('fits its password only, however the keyboard composed its accents', async () => {
    const hash = await hashPassword('un été à Liège, bientôt')
    expect(await isPassword('un été à Liège, bientôt'.normalize('NFD'), hash)).toBe(true)
    expect(await isPassword('un ete a Liege, bientot', hash)).toBe(false)
  })
  test('that does not exist fits nothing', async () => {
    expect(await isPassword('', null)).toBe(false)
  })
})

describe('the gate in front of hashing', () => {
  test('lets four in, keeps fifty waiting and sends the next away', async () => {
    const gate = new Gate({ running: 4, waiting: 50 })
    let [inside, most] = [0, 0]
    const work = async () => {
      most = Math.max(most, ++inside)
      await new Promise((done) => setImmediate(done))
      inside--
    }
    const results = await Promise.allSettled(Array.from({ length: 60 }, () => gate.pass(work)))
    expect(most).toBe(4)
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(54)
    const refused = results.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []))
    for (const reason of refused) await expect(Promise.reject(reason)).rejects.toHaveProblem('unavailable')
    await expect(gate.pass(async () => 'open again')).resolves.toBe('open again')
  })

  test('a failing work leaves its place to the next', async () => {
    const gate = new Gate({ running: 1, waiting: 1 })
    await expect(gate.pass(() => Promise.reject(new Error('broken')))).rejects.toThrow('broken')
    await expect(gate.pass(async () => 1)).resolves.toBe(1)
  })
})
