import { describe, expect, test } from '@jest/globals'
import { ApiProblem, type GrantRequest } from '@interra/contracts'
import { grantChange, type HeldGrant } from './grant.ts'
import { isAdminEverywhere, mayGive, type Held } from './reach.ts'

const [liege, pilot] = ['00000000-0000-7000-8000-000000000001', '00000000-0000-7000-8000-000000000002']
const today = '2026-11-22'
const everywhere: Held[] = [{ role: 'admin', siteId: null, programme: null }]
const inLiege: Held[] = [{ role: 'admin', siteId: liege, programme: null }]
const held = (grant: Partial<HeldGrant>): HeldGrant => ({
  id: 'g',
  role: 'coordinator',
  siteId: liege,
  programme: null,
  expiresOn: null,
  ...grant,
})
const wanted = (grant: Partial<GrantRequest>): GrantRequest => ({
  role: 'coordinator',
  siteId: liege,
  programme: null,
  expiresOn: null,
  ...grant,
})
function faults(present: HeldGrant[], list: GrantRequest[], by: Held[] = everywhere): string[] {
  try {
    grantChange(present, list, { held: by, today })
    return []
  } catch (error) {
    if (!(error instanceof ApiProblem)) throw error
    return (error.extra.errors ?? []).map(({ pointer, params }) => `${pointer} ${String(params?.['rule'])}`)
  }
}

describe('[J1] giving a role', () => {
  test('reaches no further than what the admin holds', () => {
    expect(mayGive(everywhere, { siteId: pilot, programme: null })).toBe(true)
    expect(mayGive(inLiege, { siteId: liege, programme: 'interlab' })).toBe(true)
    expect(mayGive(inLiege, { siteId: pilot, programme: null })).toBe(false)
    expect(mayGive(inLiege, { siteId: null, programme: null })).toBe(false)
    const ofProgramme: Held[] = [{ role: 'admin', siteId: null, programme: 'interact' }]
    expect(mayGive(ofProgramme, { siteId: liege, programme: 'interact' })).toBe(true)
    expect(mayGive(ofProgramme, { siteId: liege, programme: null })).toBe(false)
  })
  test('is for admins: other roles give nothing', () => {
    expect(
      mayGive([{ role: 'programme_lead', siteId: null, programme: null }], { siteId: liege, programme: null }),
    ).toBe(false)
    expect([everywhere, inLiege].map(isAdminEverywhere)).toEqual([true, false])
  })
  test('a guest gets it at a site and until a day to come', () => {
    expect(faults([], [wanted({ role: 'helper' })])).toEqual(['/grants/0/expiresOn guest-needs-expiry'])
    expect(faults([], [wanted({ role: 'host', siteId: null, expiresOn: '2027-01-01' })])).toEqual([
      '/grants/0/siteId guest-needs-site',
    ])
    expect(faults([], [wanted({ role: 'coach', expiresOn: '2026-11-21' })])).toEqual([
      '/grants/0/expiresOn in-the-past',
    ])
    expect(faults([], [wanted({ role: 'coach', expiresOn: today })])).toEqual([])
  })
  test('is written once', () => {
    expect(faults([], [wanted({}), wanted({ expiresOn: '2027-01-01' })])).toEqual(['/grants/1/role given-twice'])
  })
})

describe('[J1] changing the roles of an account', () => {
  test('writes what differs: given, taken away, prolonged', () => {
    const present = [
      held({ id: 'kept' }),
      held({ id: 'gone', role: 'reader' }),
      held({ id: 'until', role: 'helper', expiresOn: '2026-12-01' }),
    ]
    const list = [wanted({}), wanted({ role: 'helper', expiresOn: '2027-06-30' }), wanted({ role: 'evaluator' })]
    const change = grantChange(present, list, { held: everywhere, today })
    expect(change.added).toEqual([wanted({ role: 'evaluator' })])
    expect(change.removed.map(({ id }) => id)).toEqual(['gone'])
    expect(change.prolonged).toEqual([{ id: 'until', expiresOn: '2027-06-30' }])
  })
  test('leaves what is out of reach as it is, and takes none of it away', () => {
    const present = [held({ id: 'all', siteId: null }), held({ id: 'here' })]
    expect(faults(present, [wanted({ siteId: null }), wanted({ role: 'reader' })], inLiege)).toEqual([])
    expect(faults(present, [wanted({})], inLiege)).toEqual(['/grants out-of-reach'])
    expect(faults(present, [wanted({ siteId: null }), wanted({ siteId: pilot })], inLiege)).toEqual([
      '/grants/1/role out-of-reach',
    ])
  })
  test('an expired role may stay as it is', () => {
    const past = { role: 'helper' as const, expiresOn: '2026-01-31' }
    expect(faults([held(past)], [wanted(past), wanted({})])).toEqual([])
  })
})
