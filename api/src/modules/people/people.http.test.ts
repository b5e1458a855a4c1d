import type { NewPerson } from '@interra/contracts'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { startApi, type Api } from '../../../test/harness.ts'
import type { ApiClient } from '../../../test/client.ts'
import { newId } from '../../platform/ids.ts'

let t: Api
let coordinator: ApiClient
beforeAll(async () => {
  t = await startApi()
  coordinator = await t.as('coordinator')
})
afterAll(() => t.stop())

const register = (body: Omit<NewPerson, 'siteId'>) =>
  coordinator.registerPerson({ body: { siteId: t.sites.liege, ...body } })
const read = (personId: string) => coordinator.getPerson({ params: { personId } })

describe('[B1] one person from first contact on', () => {
  test('a given name alone is enough, and everything else says that it is not known', async () => {
    const made = await register({ givenName: 'Selam' })
    expect(made).toMatchObject({
      givenName: 'Selam',
      familyName: null,
      birth: null,
      phone: null,
      age: 'unknown',
      memberSince: '2026-11-22',
    })
    expect(await read(made.id)).toEqual(made)
    const trail = await t.sql('select act, actor_kind from audit_event where entity_id = $1', [made.id])
    expect(trail).toEqual([{ act: 'person.registered', actor_kind: 'account' }])
  })

  test('everything known is kept as it was said, in one call', async () => {
    const heard = await t.insert('taxonomy_term', {
      id: newId(),
      site_id: t.sites.liege,
      taxonomy: 'channel',
      code: 'bouche',
      labels: { fr: 'Bouche à oreille', en: 'Word of mouth' },
      position: 99,
      starts_on: '2020-01-01',
    })
    const made = await register({
      givenName: '  Marie   Claire ',
      familyName: "d'Ñuñez-Øre",
      usualName: 'Mimi',
      ownScriptName: 'ማርያም',
      birth: '1990',
      gender: 'woman',
      email: 'Marie.Claire@Example.org',
      phone: '0470 12 34 99',
      contactChannel: 'phone',
      contactLanguage: 'ti',
      municipalityNis: '62096',
      lifelongResident: false,
      isBelgian: false,
      heardThroughId: String(heard['id']),
      arrival: { arrivedOn: '2025-03', source: 'self' },
      languages: [
        { language: 'ti', level: 'native', assessedBy: 'self' },
        { language: 'fr', level: 'A2', assessedBy: 'staff', assessedOn: '2026-10-01' },
      ],
      interests: [{ kind: 'skill', label: 'Cuisine' }],
      consents: [
        {
          purpose: 'activity_membership_info',
          given: true,
          textVersion: '2026-11',
          language: 'ti',
          channel: 'oral_interpreter',
          helpedBy: 'Une interprète',
        },
      ],
    })
    expect(made).toMatchObject({
      givenName: 'Marie Claire',
      familyName: "d'Ñuñez-Øre",
      ownScriptName: 'ማርያም',
      birth: '1990',
      email: 'marie.claire@example.org',
      phone: '+32470123499',
      municipalityNis: '62096',
      heardThrough: { code: 'bouche' },
      arrivals: [{ arrivedOn: '2025-03', precision: 'month', supersededAt: null }],
      languages: [
        { language: 'ti', level: 'native', assessedOn: '2026-11-22' },
        { language: 'fr', level: 'A2', assessedBy: 'staff', assessedOn: '2026-10-01' },
      ],
      interests: [{ kind: 'skill', label: 'Cuisine', category: null }],
      consents: [
        {
          purpose: 'activity_membership_info',
          given: true,
          textVersion: '2026-11',
          language: 'ti',
          channel: 'oral_interpreter',
          helpedBy: 'Une interprète',
          collectedOn: '2026-11-22',
        },
      ],
    })
  })

  test('the same request sent twice registers one person', async () => {
    const send = () =>
      coordinator.registerPerson({
        body: { siteId: t.sites.liege, givenName: 'Kenza', phone: '+963 944 123 456' },
        idempotencyKey: 'once-and-only-once',
      })
    const [first, second] = [await send(), await send()]
    expect(second.id).toBe(first.id)
  })

  test('somebody met at the door is registered once, whatever the phone repeats', async () => {
    const { registerAtDoor } = await import('./people.store.ts')
    const id = newId()
    const scope = {
      sites: [t.sites.liege],
      filterSites: [t.sites.liege],
      actorKind: 'system',
      actorId: null,
      requestId: 'test',
    } as const
    const at = new Date('2026-11-20T23:30:00Z')
    const meet = () =>
      t.database.write(scope, (db) => registerAtDoor(db, { id, siteId: t.sites.liege, givenName: 'Oumar', at }))
    await meet()
    await meet()
    expect(await read(id)).toMatchObject({ givenName: 'Oumar', memberSince: '2026-11-21', version: 1 })
  })
})

describe('[B5] names and birth as they are', () => {
  test.each([
    ['1990', 'Basma'],
    ['1990-04', 'Carla'],
    ['1990-04-30', 'Dalia'],
  ])('born %s stays so', async (birth, givenName) => {
    const { id } = await register({ givenName, birth })
    expect(await read(id)).toMatchObject({ birth, age: 'adult' })
  })
  test.each(['1990-04-31', '2023-02-29', '2026-11-23', '2027'])('nobody was born on %s', async (birth) => {
    await expect(register({ givenName: 'Impossible', birth })).rejects.toHaveProblem('birth-date-impossible')
  })
  test('a name in its own script is kept and found in it, never transliterated', async () => {
    const { id } = await register({ givenName: 'محمد' })
    expect(await read(id)).toMatchObject({ givenName: 'محمد', familyName: null, ownScriptName: null })
    const { items } = await coordinator.searchPeople({ body: { text: 'مُحَمَّد' } })
    expect(items.map((one) => one.id)).toContain(id)
  })
  test('a name of spaces is no name', async () => {
    await expect(register({ givenName: '   ' })).rejects.toHaveProblem('rule-broken')
  })
  test.each(['pas un numéro', '0470', '+32 1', '99999999999999'])('%s is no telephone number', async (phone) => {
    await expect(register({ givenName: 'Téléphone', phone })).rejects.toHaveProblem('phone-invalid')
  })
  test.each([
    ['0471 99 88 77', '+32471998877', 'Anouk'],
    ['04 222 11 33', '+3242221133', 'Bilal'],
    ['+963 944 567 894', '+963944567894', 'Chirine'],
    ['00 33 6 12 34 56 78', '+33612345678', 'Djamel'],
  ])('%s is kept as %s', async (phone, kept, givenName) => {
    const { id } = await register({ givenName, phone })
    expect(await read(id)).toMatchObject({ phone: kept })
  })
})

describe('under 18', () => {
  const guardian = {
    purpose: 'activity_membership_info',
    given: true,
    textVersion: '2026-11',
    language: 'fr',
    channel: 'paper',
  } as const
  test.each([
    ['2012-05-01', 'minor', 'Yasmine'],
    ['2008', 'maybe_minor', 'Noor'],
    ['2008-11', 'maybe_minor', 'Elias'],
  ])('born %s, a guardian must have agreed (%s)', async (birth, age, givenName) => {
    const child = { givenName, birth }
    await expect(register(child)).rejects.toHaveProblem('guardian-consent-missing', { age })
    await expect(register({ ...child, consents: [guardian] })).rejects.toHaveProblem('guardian-consent-missing')
    const made = await register({ ...child, consents: [{ ...guardian, guardianName: 'Sa tante' }] })
    expect(made).toMatchObject({ age, consents: [{ guardianName: 'Sa tante' }] })
  })
  test('the same holds when a birth date is learned later', async () => {
    const { id, version } = await register({ givenName: 'Plus jeune que prévu' })
    const change = () =>
      coordinator.changePerson({ params: { personId: id }, body: { birth: '2010' }, ifMatch: version })
    await expect(change()).rejects.toHaveProblem('guardian-consent-missing')
    await coordinator.recordConsent({ params: { personId: id }, body: { ...guardian, guardianName: 'Son père' } })
    expect(await change()).toMatchObject({ birth: '2010', age: 'minor' })
  })
})

describe('a national register number', () => {
  test.each(['85073003328', '85.07.30-033.28', 'NN 850730 033 28'])(
    'written %s is refused wherever it stands, and leaves no trace',
    async (number) => {
      const refused = [
        register({ givenName: number }),
        register({ givenName: 'X', referrerName: `suivi par A, ${number}` }),
        register({ givenName: 'X', interests: [{ kind: 'wish', label: number }] }),
        register({
          givenName: 'X',
          consents: [
            { purpose: 'surveys', given: true, textVersion: '1', language: 'fr', channel: 'oral', helpedBy: number },
          ],
        }),
      ]
      for (const one of refused) await expect(one).rejects.toHaveProblem('national-number-refused')
      const kept = await t.sql('select 1 from person where to_json(person)::text like $1', ['%85073%'])
      expect(kept).toEqual([])
    },
  )
  test('a telephone number of eleven digits is none', async () => {
    await expect(register({ givenName: 'Mobile', phone: '+32478123456' })).resolves.toMatchObject({
      phone: '+32478123456',
    })
  })
})

describe('changing what is known', () => {
  test('says who changed which members, never their values', async () => {
    const { id, version } = await register({ givenName: 'Changeante' })
    const changed = await coordinator.changePerson({
      params: { personId: id },
      ifMatch: version,
      body: { familyName: 'Secrète', gender: null },
    })
    expect(changed).toMatchObject({ givenName: 'Changeante', familyName: 'Secrète', version: version + 1 })
    const [entry] = await t.sql(
      `select fields, reason from audit_event where entity_id = $1 and act = 'person.changed'`,
      [id],
    )
    expect(entry).toEqual({ fields: ['familyName', 'gender'], reason: null })
  })
  test('somebody else was faster: nothing is lost', async () => {
    const { id, version } = await register({ givenName: 'Disputée' })
    const params = { personId: id }
    await coordinator.changePerson({ params, ifMatch: version, body: { usualName: 'A' } })
    await expect(
      coordinator.changePerson({ params, ifMatch: version, body: { usualName: 'B' } }),
    ).rejects.toHaveProblem('version-outdated', { version: version + 1 })
  })
  test('a person who was merged takes no more facts', async () => {
    const [kept, merged] = [await t.given.person(), await t.given.person()]
    await t.sql(`update person set status = 'merged', merged_into_id = $2 where id = $1`, [merged.id, kept.id])
    await expect(
      coordinator.changePerson({ params: { personId: merged.id }, ifMatch: 2, body: { usualName: 'A' } }),
    ).rejects.toHaveProblem('act-not-possible')
    await expect(
      coordinator.recordLanguage({
        params: { personId: merged.id },
        body: { language: 'fr', level: 'A1', assessedBy: 'self' },
      }),
    ).rejects.toHaveProblem('act-not-possible')
  })
})
