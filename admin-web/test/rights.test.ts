import { expect, test } from '@jest/globals'
import type { Grant } from '@interra/contracts'
import { mayUse } from '../src/lib/rights.ts'
import { anyDate, localAddress, oneOf, searchOf } from '../src/lib/search.ts'

const liege = '019a0000-0000-7000-8000-000000000001'
const pilot = '019a0000-0000-7000-8000-000000000002'
const holding = (change: Partial<Grant>): { grants: Grant[] } => ({
  grants: [{ role: 'coordinator', siteId: liege, siteName: 'Liège', programme: null, expiresOn: null, ...change }],
})
const door = { access: { roles: ['admin', 'coordinator'] as const } }
const today = '2026-11-22'

test('[J1] a button shows only to those whose role opens its operation', () => {
  expect(mayUse(holding({}), door, today)).toBe(true)
  expect(mayUse(holding({ role: 'reader' }), door, today)).toBe(false)
  expect(mayUse({ grants: [] }, door, today)).toBe(false)
  expect(mayUse({ grants: [] }, { access: 'signed-in' }, today)).toBe(true)
})

test('[J1] a role holds at its site, in its programme, and through its last day', () => {
  expect(mayUse(holding({}), door, today, pilot)).toBe(false)
  expect(mayUse(holding({ siteId: null }), door, today, pilot)).toBe(true)
  expect(mayUse(holding({ programme: 'interact' }), { ...door, programme: 'interlab' }, today)).toBe(false)
  expect(mayUse(holding({ programme: 'interact' }), { ...door, programme: 'interact' }, today)).toBe(true)
  expect(mayUse(holding({ expiresOn: today }), door, today)).toBe(true)
  expect(mayUse(holding({ expiresOn: '2026-11-21' }), door, today)).toBe(false)
})

test('signing in returns to an address of ours, never to another site', () => {
  expect(localAddress('/settings/accounts?state=active')).toBe('/settings/accounts?state=active')
  for (const trap of ['//evil.test', '/\\evil.test', 'https://evil.test', 'javascript:alert(1)', '', 3])
    expect(localAddress(trap)).toBeUndefined()
})

test('an address with members that are not ours still opens', () => {
  const read = searchOf({ state: oneOf(['active', 'disabled']), on: anyDate })
  expect(read({ state: 'active', on: '2026-11-22', stray: 1 })).toEqual({ state: 'active', on: '2026-11-22' })
  expect(read({ state: 'gone', on: 'soon' })).toEqual({})
})
