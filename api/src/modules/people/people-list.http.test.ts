import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { ApiClient } from '../../../test/client.ts'
import { inventCrowd } from '../../../test/crowd.ts'
import { startApi, type Api } from '../../../test/harness.ts'
import { newId } from '../../platform/ids.ts'
import { listSql } from './people-list.sql.ts'

let t: Api
let coordinator: ApiClient
const crowd = inventCrowd(8000)
const ids = crowd.map(() => newId())
/** Every hundredth person can mend shoes, and three speak Kurmanji. */
const cobblers = ids.filter((_, index) => index % 100 === 0)
const kurmanji = ids.filter((_, index) => index % 3000 === 7)
beforeAll(async () => {
  t = await startApi()
  coordinator = await t.as('coordinator')
  const { liege } = t.sites
  await t.sql('alter table person disable trigger search_words')
  await t.sql(
    `insert into person (id, site_id, given_name, family_name, member_since)
     select id, $1, given, family, '2024-01-01' from unnest($2::uuid[], $3::text[], $4::text[]) as t (id, given, family)`,
    [liege, ids, crowd.map(({ givenName }) => givenName), crowd.map(({ familyName }) => familyName)],
  )
  const speak = `insert into language_record (id, site_id, person_id, language, level, assessed_by, assessed_on)
    select gen_random_uuid(), $1, id, $2, 'native', 'self', '2024-01-01' from unnest($3::uuid[]) as t (id)`
  await t.sql(speak, [liege, 'fr', ids])
  await t.sql(speak, [liege, 'kmr', kurmanji])
  const wish = `insert into person_interest (id, site_id, person_id, kind, label)
    select gen_random_uuid(), $1, id, 'skill', $2 from unnest($3::uuid[]) as t (id)`
  await t.sql(wish, [liege, 'Cuisine', ids])
  await t.sql(wish, [liege, 'Réparer des SOULIERS', cobblers])
  await t.sql('vacuum analyze')
})
afterAll(() => t.stop())

const listed = async (query: object) => (await coordinator.listPeople({ query })).items.map(({ id }) => id)

describe('[B3] [B4] people are found by what few of them speak or can do', () => {
  test('among many, whoever speaks a rare language', async () => {
    expect((await listed({ language: 'kmr' })).sort()).toEqual(kurmanji.toSorted())
    expect((await listed({ language: 'kmr', kind: 'skill', interest: 'cuisine' })).sort()).toEqual(kurmanji.toSorted())
    expect(await listed({ language: 'tpi' })).toEqual([])
  })

  test('by words in any spelling, page after page in the order of names', async () => {
    const found: string[] = []
    let after: string | undefined
    do {
      const page = await coordinator.listPeople({
        query: {
          language: 'fr',
          interest: 'reparer des souliérs',
          limit: 30,
          ...(after === undefined ? {} : { after }),
        },
      })
      found.push(...page.items.map(({ id }) => id))
      after = page.next ?? undefined
    } while (after !== undefined)
    const inOrder = await t.sql<{ id: string }>('select id from person where id = any ($1) order by sort_name, id', [
      cobblers,
    ])
    expect(found).toEqual(inOrder.map(({ id }) => id))
  })

  test('without looking at everybody, whatever is asked', async () => {
    const nothing = { language: false, level: false, kind: false, category: false, words: false }
    const first = ['', '00000000-0000-0000-0000-000000000000']
    const pagesRead = async (shape: object, asked: unknown[]) => {
      const text = `explain (analyze, buffers, format json) ${listSql({ ...nothing, ...shape })}`
      const scope = { sites: [t.sites.liege], filterSites: [], actorKind: 'system', actorId: null, requestId: 'test' }
      const statement = { name: JSON.stringify(shape).slice(0, 60), text }
      const [row] = await t.database.read({ ...scope, actorKind: 'system' }, (db) =>
        db.hot<{ 'QUERY PLAN': [{ Plan: { 'Shared Hit Blocks': number; 'Shared Read Blocks': number } }] }>(statement, [
          [t.sites.liege],
          51,
          ...first,
          ...asked,
        ]),
      )
      const plan = row?.['QUERY PLAN'][0].Plan
      return (plan?.['Shared Hit Blocks'] ?? 0) + (plan?.['Shared Read Blocks'] ?? 0)
    }
    const asked = {
      everybody: await pagesRead({}, [null, null, null, null, null]),
      common: await pagesRead({ language: true }, ['fr', null, null, null, null]),
      rare: await pagesRead({ language: true }, ['kmr', null, null, null, null]),
      nobody: await pagesRead({ language: true, level: true }, ['tpi', 'B2', null, null, null]),
      word: await pagesRead({ words: true }, [null, null, null, null, 'souliers']),
    }
    // 8,000 people looked at one by one are some 25,000 pages
    for (const [name, pages] of Object.entries(asked)) expect([name, pages < 3000]).toEqual([name, true])
  })
})
