import type { NewPerson } from '@interra/contracts'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { ApiClient } from '../../../test/client.ts'
import { inventCrowd, randomFrom } from '../../../test/crowd.ts'
import { startApi, type Api } from '../../../test/harness.ts'
import { newId } from '../../platform/ids.ts'
import { reasonsForSame, type Likeable } from './likeness.ts'

let t: Api
let coordinator: ApiClient
beforeAll(async () => {
  t = await startApi()
  coordinator = await t.as('coordinator')
})
afterAll(() => t.stop())

interface Row {
  readonly id: string
  readonly given: string
  readonly family: string | null
  readonly phone?: string | null
  readonly born?: number | null
}
const addPeople = (rows: readonly Row[]) =>
  t.sql(
    `insert into person (id, site_id, given_name, family_name, phone, birth_year, member_since)
     select id, $1, given, family, phone, born, '2024-01-01'
     from unnest($2::uuid[], $3::text[], $4::text[], $5::text[], $6::int[]) as t (id, given, family, phone, born)`,
    [
      t.sites.liege,
      rows.map(({ id }) => id),
      rows.map(({ given }) => given),
      rows.map(({ family }) => family),
      rows.map(({ phone }) => phone ?? null),
      rows.map(({ born }) => born ?? null),
    ],
  )
const candidates = async (body: Omit<NewPerson, 'siteId'>) =>
  (await coordinator.checkDuplicates({ body: { siteId: t.sites.liege, ...body } })).items.map(({ id, reasons }) => ({
    id,
    reasons,
  }))

describe('[B6] however many share a name, the one meant is asked about', () => {
  const [sameYear, samePhone, onlyName] = [newId(), newId(), newId()]
  beforeAll(async () => {
    const namesakes = Array.from({ length: 300 }, () => ({ id: newId(), given: 'Mohamed', family: 'Benali' }))
    await addPeople([
      ...namesakes,
      { id: sameYear, given: 'Mohammed', family: 'Benali', born: 1990 },
      { id: samePhone, given: 'Momo', family: null, phone: '+32470998877' },
      { id: onlyName, given: 'Mohamed', family: null, born: 1991 },
    ])
  })

  test('by the year of birth, before 300 of whom only the name is known', async () => {
    const [first] = await candidates({ givenName: 'Mohamed', familyName: 'Benali', birth: '1990-04' })
    expect(first).toEqual({ id: sameYear, reasons: ['similar_name', 'birth'] })
  })
  test('by the telephone', async () => {
    const said = { givenName: 'Mohamed', familyName: 'Benali', phone: '0470 99 88 77', birth: '1962' }
    const found = await candidates(said)
    expect(found.at(-1)?.reasons).toEqual(['name'])
    await t.sql("update person set birth_year = 1962 where status = 'active' and id = $1", [samePhone])
    expect((await candidates(said))[0]).toEqual({ id: samePhone, reasons: ['phone', 'birth'] })
  })
  test('also when only one name was ever written down', async () => {
    expect(await candidates({ givenName: 'Mohamed', familyName: 'Diallo', birth: '1991-04-30' })).toEqual([
      { id: onlyName, reasons: ['name', 'birth'] },
    ])
  })
})

describe('[B6] the index finds whom the rule means', () => {
  const crowd = inventCrowd(3000, 7).map(({ givenName, familyName, phone, birthYear }, index) => ({
    id: newId(),
    given: givenName,
    family: index % 9 === 0 ? null : familyName,
    phone,
    born: birthYear,
  }))
  beforeAll(() => addPeople(crowd))

  test('for names with slips, halves and births of a crowd', async () => {
    const known = await t.sql<Likeable & { id: string; born: number | null }>(
      `select id, string_to_array(sort_name, ' ') as words, '{}'::text[] as "ownWords", phone, email, birth_year as born
       from person where site_id = $1 and status = 'active'`,
      [t.sites.liege],
    )
    const random = randomFrom(3)
    const slip = (word: string) => {
      const at = Math.floor(random() * (word.length - 1))
      return word.slice(0, at) + word.slice(at + 1)
    }
    for (let asked = 0; asked < 120; asked++) {
      const { given, family, born } = crowd[Math.floor(random() * crowd.length)] ?? crowd[0] ?? never()
      const said = {
        givenName: random() < 0.3 ? slip(given) : given,
        familyName: random() < 0.2 ? null : family && (random() < 0.4 ? slip(family) : family),
        birth: random() < 0.5 && born !== null ? String(born) : null,
      }
      const [mine] = await t.sql<{ words: string[] }>('select interra.words($1) as words', [
        [said.givenName, said.familyName].filter(Boolean).join(' '),
      ])
      const one = { words: mine?.words ?? [], ownWords: [], phone: null, email: null, birth: said.birth }
      const meant = known.flatMap(({ id, born: year, ...other }) => {
        const reasons = reasonsForSame(one, { ...other, birth: year === null ? null : String(year) })
        return reasons.length > 0 ? [id] : []
      })
      const found = (await candidates(said)).map(({ id }) => id)
      const strangers = found.filter((id) => !meant.includes(id))
      expect({ said, count: found.length, strangers }).toEqual({
        said,
        count: Math.min(20, meant.length),
        strangers: [],
      })
    }
  })
})

function never(): never {
  throw new Error('the crowd is not empty')
}
