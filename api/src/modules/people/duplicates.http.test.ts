import { ApiProblem, type NewPerson } from '@interra/contracts'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { ApiClient } from '../../../test/client.ts'
import { startApi, type Api } from '../../../test/harness.ts'

let t: Api
let coordinator: ApiClient
let known: string
beforeAll(async () => {
  t = await startApi()
  coordinator = await t.as('coordinator')
  const made = await register({
    givenName: 'Mohamed',
    familyName: 'Bénali',
    birth: '1990-04-30',
    phone: '0470 11 22 33',
    email: 'm.benali@example.org',
  })
  known = made.id
})
afterAll(() => t.stop())

const register = (body: Omit<NewPerson, 'siteId'>) =>
  coordinator.registerPerson({ body: { siteId: t.sites.liege, ...body } })
const refusal = (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    (error: unknown) => error,
  )

describe('[B6] whoever is probably known already is not registered twice', () => {
  test.each([
    ['the same name', { givenName: 'Mohamed', familyName: 'Bénali' }, ['name']],
    ['first and last name swapped', { givenName: 'Bénali', familyName: 'Mohamed' }, ['name']],
    ['no accents', { givenName: 'mohamed', familyName: 'BENALI' }, ['name']],
    ['Mohammed for Mohamed', { givenName: 'Mohammed', familyName: 'Benali' }, ['similar_name']],
    ['one letter missing', { givenName: 'Mohamed', familyName: 'Benli' }, ['similar_name']],
    ['one name and a year of birth', { givenName: 'Mohamed', birth: '1990' }, ['name', 'birth']],
    ['the telephone said differently', { givenName: 'Momo', phone: '+32 470/11.22.33' }, ['phone']],
    ['the e-mail in capitals', { givenName: 'Momo', email: 'M.BENALI@EXAMPLE.ORG' }, ['email']],
  ])('%s', async (_, said, reasons) => {
    const error = await refusal(register(said))
    expect(error).toBeInstanceOf(ApiProblem)
    expect(error).toMatchObject({
      code: 'possible-duplicate',
      extra: { params: { candidates: [{ id: known, reasons }] } },
    })
  })
  test('another birth date, or half a name, is somebody else', async () => {
    await expect(register({ givenName: 'Mohamed', familyName: 'Bénali', birth: '1991' })).resolves.toBeDefined()
    await expect(register({ givenName: 'Mohamed', familyName: 'Diallo' })).resolves.toBeDefined()
  })
  test('a check shows who, masked, and why', async () => {
    const { items } = await coordinator.checkDuplicates({
      body: { siteId: t.sites.liege, givenName: 'Mohamed', familyName: 'Bénali', phone: '0470112233' },
    })
    expect(items[0]).toEqual({
      id: known,
      siteId: t.sites.liege,
      givenName: 'Mohamed',
      familyName: 'Bénali',
      usualName: null,
      ownScriptName: null,
      phoneEnd: '233',
      emailHint: 'm…@example.org',
      birthYear: 1990,
      memberSince: '2026-11-22',
      reasons: ['name', 'phone'],
    })
  })
  test('two volunteers who type the same person at once register one', async () => {
    const twice = await Promise.allSettled(
      [1, 2, 3, 4].map(() => register({ givenName: 'Ensemble', familyName: 'Aumêmemoment' })),
    )
    expect(twice.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  })
})

describe('[B6] "not the same" is decided once', () => {
  test('with a reason, for every candidate; then it is remembered and never asked again', async () => {
    const twin = { givenName: 'Fatou', familyName: 'Ndiaye' }
    const first = await register(twin)
    await expect(register({ ...twin, notSameAs: { personIds: [known], reason: 'autre' } })).rejects.toHaveProblem(
      'possible-duplicate',
    )
    const second = await register({
      ...twin,
      notSameAs: { personIds: [first.id], reason: 'Deux cousines, vues ensemble' },
    })

    const [decision] = await t.sql(
      'select person_id, other_person_id, same, reason from duplicate_decision where $1 in (person_id, other_person_id)',
      [second.id],
    )
    expect(decision).toEqual({
      person_id: first.id,
      other_person_id: second.id,
      same: false,
      reason: 'Deux cousines, vues ensemble',
    })
    const check = { siteId: t.sites.liege, personId: second.id, ...twin }
    expect((await coordinator.checkDuplicates({ body: check })).items).toEqual([])
    await expect(
      coordinator.changePerson({ params: { personId: second.id }, ifMatch: 1, body: { familyName: 'N’Diaye' } }),
    ).resolves.toMatchObject({ familyName: 'N’Diaye' })
  })
  test('somebody who becomes like another one is asked about', async () => {
    const one = await register({ givenName: 'Salif', familyName: 'Keïta', phone: '0470 55 66 77' })
    const other = await register({ givenName: 'Inconnu' })
    const params = { personId: other.id }
    await expect(coordinator.changePerson({ params, ifMatch: 1, body: { phone: '0470556677' } })).rejects.toHaveProblem(
      'possible-duplicate',
      { candidates: [{ id: one.id, reasons: ['phone'] }] },
    )
    const body = { phone: '0470556677', notSameAs: { personIds: [one.id], reason: 'Téléphone du foyer' } }
    await expect(coordinator.changePerson({ params, ifMatch: 1, body })).resolves.toMatchObject({
      phone: '+32470556677',
    })
  })
})

test('[B6] people of other sites are neither compared nor hinted at', async () => {
  const elsewhere = await t.as('coordinator', { site: 'pilot' })
  const same = { givenName: 'Mohamed', familyName: 'Bénali', phone: '0470112233', email: 'm.benali@example.org' }
  const check = await elsewhere.checkDuplicates({ body: { siteId: t.sites.pilot, ...same } })
  expect(check.items).toEqual([])
  await expect(elsewhere.registerPerson({ body: { siteId: t.sites.pilot, ...same } })).resolves.toBeDefined()
  await expect(
    elsewhere.registerPerson({ body: { siteId: t.sites.liege, givenName: 'Intruse' } }),
  ).rejects.toHaveProblem('not-found')
})
