import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { cookieOf, openAccount, trySignIn, type Opened } from '../../../test/accounts.ts'
import { startApi, type Api } from '../../../test/harness.ts'
import { rankTest } from '../../../test/rank-test.ts'

let t: Api
beforeAll(async () => void (t = await startApi({ env: { TRUST_PROXY: '127.0.0.1' } })))
afterAll(() => t.stop())

let neighbour = 0
/** As if it came from somewhere else than every other test: a proxy that is trusted says so. */
const elsewhere = () => ({ 'x-forwarded-for': `198.51.100.${++neighbour}` })
const wrong = ({ email }: Pick<Opened, 'email'>) => ({ email, password: 'not the password at all' })
const statuses = async (tries: readonly (() => Promise<{ status: number }>)[]) => {
  const seen: number[] = []
  for (const one of tries) seen.push((await one()).status)
  return seen
}

describe('guessing a password', () => {
  test('is told to wait by the tenth wrong try, with the seconds, and the right one must wait as well', async () => {
    const opened = await openAccount(t)
    const from = elsewhere()
    const seen = await statuses(Array.from({ length: 30 }, () => () => trySignIn(t, wrong(opened), from)))
    expect(seen.indexOf(429)).toBeLessThan(10)
    expect(new Set(seen.slice(10))).toEqual(new Set([429]))
    const right = await trySignIn(t, { email: opened.email, password: opened.password }, from)
    expect([right.status, right.body.code]).toEqual([429, 'too-many-requests'])
    expect(Number(right.headers['retry-after'])).toBeGreaterThanOrEqual(1)
  })

  test('is counted by account: changing the spelling, the address and headers changes nothing', async () => {
    const { email } = await openAccount(t)
    const spellings = [email, email.toUpperCase(), email.replace(/^./, (first) => first.toUpperCase())]
    const seen = await statuses(
      Array.from({ length: 10 }, (_, round) => () => {
        const body = { ...wrong({ email: spellings[round % 3] ?? email }), password: `guess number ${round}` }
        return trySignIn(t, body, {
          ...elsewhere(),
          'user-agent': `browser ${round}`,
          forwarded: `for=192.0.2.${round}`,
        })
      }),
    )
    expect(seen).toEqual([401, 401, 401, 401, 401, 429, 429, 429, 429, 429])
  })

  test('is counted by address: trying each account once changes nothing', async () => {
    const from = elsewhere()
    const seen = await statuses(
      Array.from(
        { length: 12 },
        (_, round) => () => trySignIn(t, wrong({ email: `somebody.${round}@example.org` }), from),
      ),
    )
    expect(seen).toEqual([...Array.from({ length: 9 }, () => 401), 429, 429, 429])
  })

  test('thirty at the same moment are thirty', async () => {
    const opened = await openAccount(t)
    const seen = await Promise.all(Array.from({ length: 30 }, () => trySignIn(t, wrong(opened), elsewhere())))
    expect(seen.filter(({ status }) => status === 401)).toHaveLength(5)
    expect(seen.filter(({ status }) => status === 429)).toHaveLength(25)
  })

  test('does not lock out a colleague at the address they usually come from', async () => {
    const opened = await openAccount(t)
    const right = { email: opened.email, password: opened.password }
    const usual = elsewhere()
    expect((await trySignIn(t, right, usual)).status).toBe(201)
    await statuses(Array.from({ length: 8 }, () => () => trySignIn(t, wrong(opened), elsewhere())))
    expect((await trySignIn(t, right, elsewhere())).status).toBe(429)
    expect((await trySignIn(t, right, usual)).status).toBe(201)
  })

  test('may go on once the wait is over', async () => {
    const opened = await openAccount(t)
    const from = elsewhere()
    t.clock.set('2026-11-22T12:00:00Z')
    await statuses(Array.from({ length: 6 }, () => () => trySignIn(t, wrong(opened), from)))
    t.clock.set('2026-11-22T12:00:05Z')
    expect((await trySignIn(t, { email: opened.email, password: opened.password }, from)).status).toBe(201)
  })
})

test('a caller who is not behind a trusted proxy cannot choose the address that is counted', async () => {
  const direct = await startApi()
  try {
    const seen = await statuses(
      Array.from(
        { length: 12 },
        (_, round) => () => trySignIn(direct, wrong({ email: `somebody.${round}@example.org` }), elsewhere()),
      ),
    )
    expect(seen.slice(9)).toEqual([429, 429, 429])
  } finally {
    await direct.stop()
  }
})

describe('whether an account exists', () => {
  let free: Api
  beforeAll(async () => void (free = await startApi({ env: { SIGN_IN_FREE_TRIES: '1000000' } })))
  afterAll(() => free.stop())

  test('is not told by the answer: unknown, wrong, invited and disabled look the same', async () => {
    const opened = await openAccount(free)
    const disabled = await openAccount(free)
    const invited = await openAccount(free)
    await free.sql(`update account set status = 'disabled' where id = $1`, [disabled.accountId])
    await free.sql(`update account set status = 'invited', password_hash = null where id = $1`, [invited.accountId])
    const answers = await Promise.all([
      trySignIn(free, wrong({ email: 'nobody@example.org' })),
      trySignIn(free, wrong(opened)),
      trySignIn(free, { email: disabled.email, password: disabled.password }),
      trySignIn(free, { email: invited.email, password: invited.password }),
    ])
    const seen = answers.map(({ status, body, headers }) => {
      const { instance, ...rest } = body as Record<string, unknown>
      const named = Object.keys(headers).sort()
      return JSON.stringify([status, rest, typeof instance, named, headers['content-length']])
    })
    expect(new Set(seen).size).toBe(1)
    expect(answers.map(cookieOf)).toEqual(['', '', '', ''])
  })

  test('is not told by the time it takes', async () => {
    const rounds = process.env['INTERRA_PROVE'] === 'full' ? 200 : 40
    const { email } = await openAccount(free)
    const timed = async (body: unknown) => {
      const begun = performance.now()
      await trySignIn(free, body)
      return performance.now() - begun
    }
    const sample = async () => {
      const [known, unknown]: [number[], number[]] = [[], []]
      for (let round = 0; round < rounds + 5; round++) {
        const knownFirst = round % 2 === 0
        if (knownFirst) known.push(await timed(wrong({ email })))
        unknown.push(await timed(wrong({ email: `nobody.${round}@example.org` })))
        if (!knownFirst) known.push(await timed(wrong({ email })))
      }
      return rankTest(known.slice(5), unknown.slice(5))
    }
    // the noise of a busy machine differs from sample to sample, a leak is in each of them
    const samples = []
    do samples.push(await sample())
    while (!samples.some(alike) && samples.length < 3)
    expect(samples.filter(alike)).not.toEqual([])
  }, 120_000)
})

function alike({ medians, p }: ReturnType<typeof rankTest>): boolean {
  return Math.abs(medians[0] / medians[1] - 1) < 0.1 && p > 0.01
}
