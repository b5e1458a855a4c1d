import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { ApiClient } from '../../../test/client.ts'
import { inventCrowd, randomFrom, type Invented } from '../../../test/crowd.ts'
import { startApi, type Api } from '../../../test/harness.ts'
import { newId } from '../../platform/ids.ts'

const full = process.env['INTERRA_PROVE'] === 'full'
const crowd = inventCrowd(20_000)
let t: Api
let coordinator: ApiClient
beforeAll(async () => {
  t = await startApi()
  coordinator = await t.as('coordinator')
  await t.sql(
    `insert into person (id, site_id, given_name, family_name, phone, birth_year, member_since)
     select id, $1, given, family, phone, born, '2024-01-01'
     from unnest($2::uuid[], $3::text[], $4::text[], $5::text[], $6::int[]) as t (id, given, family, phone, born)`,
    [
      t.sites.liege,
      crowd.map(() => newId()),
      crowd.map((one) => one.givenName),
      crowd.map((one) => one.familyName),
      crowd.map((one) => one.phone),
      crowd.map((one) => one.birthYear),
    ],
  )
  await t.sql('vacuum analyze search_word')
}, 120_000)
afterAll(() => t.stop())

const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
const people = async (text: string, limit = 10) => (await coordinator.searchPeople({ body: { text, limit } })).items
const isNamed = (one: { givenName?: string; familyName?: string | null }, wanted: Invented) =>
  plain(`${one.givenName} ${one.familyName}`) === plain(`${wanted.givenName} ${wanted.familyName}`)

const random = randomFrom(20261122)
const place = (text: string) => Math.floor(random() * text.length)
function withoutOneLetter(text: string): string {
  const words = text.split(' ')
  const which = Math.floor(random() * words.length)
  const word = words[which] ?? ''
  const at = place(word)
  return words.with(which, word.slice(0, at) + word.slice(at + 1)).join(' ')
}

describe('[B7] among 20,000 people the one meant is among the first ten', () => {
  test.each<[string, (one: Invented) => string]>([
    ['accents left out', ({ givenName, familyName }) => plain(`${givenName} ${familyName}`)],
    ['first and last name swapped', ({ givenName, familyName }) => plain(`${familyName} ${givenName}`)],
    [
      'the beginnings of both',
      ({ givenName, familyName }) => plain(`${givenName.slice(0, 5)} ${familyName.slice(0, 5)}`),
    ],
    ['one letter missing', ({ givenName, familyName }) => withoutOneLetter(plain(`${givenName} ${familyName}`))],
    [
      'swapped and one letter missing',
      ({ givenName, familyName }) => withoutOneLetter(plain(`${familyName} ${givenName}`)),
    ],
    ['the telephone', ({ phone, givenName }) => phone?.replace('+32', '0') ?? givenName],
  ])('%s', async (_, typed) => {
    const asked = Array.from({ length: full ? 240 : 60 }, () => crowd[Math.floor(random() * crowd.length)]).filter(
      (one) => one !== undefined && one.phone !== null,
    )
    let found = 0
    for (const wanted of asked) if (wanted && (await people(typed(wanted))).some((one) => isNamed(one, wanted))) found++
    expect(found / asked.length).toBeGreaterThanOrEqual(0.95)
  })

  test('Mohamed finds Mohammed and Muhammad, leonard finds Léonard', async () => {
    for (const given_name of ['Muhammad', 'Mohammed', 'Mohamed'])
      await t.given.person({ given_name, family_name: 'Quetzalcoatl' })
    for (const typed of ['mohamed quetzalcoatl', 'quetzalcoatl mohammed', 'MUHAMMAD Quetzal']) {
      const names = (await people(typed)).map(({ givenName }) => givenName)
      expect([typed, names.sort()]).toEqual([typed, expect.arrayContaining(['Mohamed', 'Mohammed'])])
    }
    expect((await people('mohamad quetzalcoatl')).map(({ givenName }) => givenName).sort()).toEqual([
      'Mohamed',
      'Mohammed',
      'Muhammad',
    ])
    expect((await people('leonard'))[0]?.givenName).toBe('Léonard')
  })

  test('what was typed to the letter comes first, then beginnings, then other spellings', async () => {
    for (const family_name of ['Zwartkop', 'Zwart', 'Zwarte', 'Zwaart'])
      await t.given.person({ given_name: 'Ordre', family_name })
    const found = (await people('ordre zwart')).map(({ familyName }) => familyName)
    expect(found.slice(0, 2).sort()).toEqual(['Zwaart', 'Zwart'])
    expect(found.slice(2)).toEqual(['Zwarte', 'Zwartkop'])
  })

  test('in under 200 ms, the slowest of them too', async () => {
    for (const typed of [
      'mohamed',
      'ma',
      'leonard',
      'marie ben',
      'mohamed konn',
      'xzqw vbnp',
      '0470',
      'mrie ko la sa',
    ]) {
      // a busy machine may take its time once, what is slow is slow each time
      const times: number[] = []
      do {
        const begun = performance.now()
        await people(typed)
        times.push(performance.now() - begun)
      } while (Math.min(...times) >= 200 && times.length < 5)
      expect([typed, Math.min(...times) < 200]).toEqual([typed, true])
    }
  })

  test('with one statement when it is found to the letter, two when not', async () => {
    await people('mohamed')
    expect(await t.countQueries(() => people('mohamed'))).toBe(1)
    expect(await t.countQueries(() => people('xzqw vbnp'))).toBe(2)
  })
})

describe('[B7] the palette finds every kind of record', () => {
  const hits = async (client: ApiClient, text: string) => (await client.search({ body: { text } })).items
  beforeAll(async () => {
    await t.given.person({ given_name: 'Palmyre', family_name: 'Secrète' })
    await t.given.workshop({ title: 'Palmyre en cuisine' })
    await t.given.venue({ name: 'Café Palmyre' })
    await t.insert('partner', { id: newId(), site_id: t.sites.liege, name: 'ASBL Palmyre', types: ['association'] })
    await t.given.workshop({ site: 'pilot', title: 'Palmyre ailleurs' })
  })
  test('people, workshops, venues and partners for those who read files', async () => {
    const found = await hits(coordinator, 'palmyre')
    expect(found.map(({ entity, title, name }) => [entity, title ?? name]).sort()).toEqual([
      ['partner', 'ASBL Palmyre'],
      ['person', 'Palmyre Secrète'],
      ['venue', 'Café Palmyre'],
      ['workshop', 'Palmyre en cuisine'],
    ])
  })
  test.each(['reader', 'evaluator', 'dpo'] as const)(
    'never people for a %s, who cannot even guess them',
    async (role) => {
      const client = await t.as(role)
      expect((await hits(client, 'palmyre')).map(({ entity }) => entity).sort()).toEqual([
        'partner',
        'venue',
        'workshop',
      ])
      expect(await hits(client, 'palmyre secrete')).toEqual([])
      expect(await hits(client, 'secrte')).toEqual([])
    },
  )
  test('people only at the sites where one reads names', async () => {
    const { client, accountId } = await t.signIn('reader')
    await t.insert('role_grant', {
      id: newId(),
      account_id: accountId,
      role: 'coordinator',
      on_site_id: t.sites.pilot,
      starts_on: '2000-01-01',
    })
    await t.given.person({ site: 'pilot', given_name: 'Palmyre', family_name: 'Pilote' })
    expect((await hits(client, 'palmyre')).map(({ entity, title, name }) => [entity, title ?? name]).sort()).toEqual([
      ['partner', 'ASBL Palmyre'],
      ['person', 'Palmyre Pilote'],
      ['venue', 'Café Palmyre'],
      ['workshop', 'Palmyre ailleurs'],
      ['workshop', 'Palmyre en cuisine'],
    ])
  })
  test.each(['helper', 'host', 'coach'] as const)('not for a %s', async (role) => {
    await expect(hits(await t.as(role), 'palmyre')).rejects.toHaveProblem('not-allowed')
  })
  test.each(['a', ' a ', '', 'x'.repeat(81)])('not for « %s »: too short or too long', async (text) => {
    await expect(hits(coordinator, text)).rejects.toHaveProblem('validation-failed')
  })
  test.each(['%', "' or 1=1 --", '--', '@@', '=1990', '\\', '٣٤٥', '….', '~els', '<654', '🙂🙂'])(
    '« %s » is only text',
    async (text) => {
      await expect(people(text.padEnd(2, text))).resolves.toBeDefined()
      await expect(hits(coordinator, text.padEnd(2, text))).resolves.toBeDefined()
    },
  )
})
