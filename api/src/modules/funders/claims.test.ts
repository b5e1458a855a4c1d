import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { claimOf, isTellable, reconcile, type Region } from './claims.ts'

const funders = ['a', 'b', 'c', 'd', 'e']
/** The funders of each of some people. */
const people = fc.array(fc.subarray(funders), { maxLength: 60 })
const regionsOf = (all: readonly (readonly string[])[]): Region[] =>
  [...new Set(all.map((one) => one.join()))].map((key) => ({
    siteId: 's',
    programmes: ['interact'],
    funderIds: key === '' ? [] : key.split(','),
    persons: all.filter((one) => one.join() === key).length,
  }))

describe('[M14] claims of funders', () => {
  test('[M14] of 100 people A claims 50 and B 75: overall 100, overlap 25', () => {
    const of = (persons: number, ...funderIds: string[]) => ({ siteId: 's', programmes: [], funderIds, persons })
    const regions = [of(25, 'a'), of(50, 'b'), of(25, 'a', 'b')]
    expect([claimOf(regions, 'a'), claimOf(regions, 'b')]).toEqual([
      { persons: 50, alone: 25 },
      { persons: 75, alone: 50 },
    ])
    expect(reconcile(regions)).toMatchObject({
      claims: 125,
      countedAgain: 25,
      ofSeveral: 25,
      claimed: 100,
      overall: 100,
    })
  })

  test('[M14] come to the people there are, for any number of funders', () => {
    fc.assert(
      fc.property(people, (all) => {
        const regions = regionsOf(all)
        const told = reconcile(regions)
        const claims = funders.map((funder) => claimOf(regions, funder))
        expect(claims.map(({ persons }) => persons)).toEqual(
          funders.map((funder) => all.filter((own) => own.includes(funder)).length),
        )
        expect(claims.reduce((sum, { persons }) => sum + persons, 0)).toBe(told.claims)
        expect(told.claims - told.countedAgain).toBe(told.claimed)
        expect(told.claimed + told.unclaimed).toBe(told.overall)
        expect(told.overall).toBe(all.length)
        expect(told.ofSeveral).toBe(all.filter((own) => own.length > 1).length)
        expect(told.byFunders.reduce((sum, { persons }) => sum + persons, 0)).toBe(told.overall)
        expect(told.byFunders.reduce((sum, one) => sum + one.funders * one.persons, 0)).toBe(told.claims)
      }),
    )
  })

  test('[M11] are told only when nobody is among fewer than k alike', () => {
    const regions = regionsOf([...Array.from({ length: 5 }, () => ['a']), ...Array.from({ length: 9 }, () => ['b'])])
    expect(isTellable(regions, 5)).toBe(true)
    expect(isTellable(regions, 6)).toBe(false)
  })
})
