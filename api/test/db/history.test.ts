import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { Scope } from '../../src/platform/http/context.ts'
import { startApi, type Api } from '../harness.ts'

let t: Api
let scope: Scope
beforeAll(async () => {
  t = await startApi()
  const sites = [t.sites.liege]
  const { accountId } = await t.signIn('coordinator')
  scope = { sites, filterSites: sites, actorKind: 'account', actorId: accountId, requestId: 'history' }
})
afterAll(() => t.stop())

/** The instant between what was done before and what is done after. */
async function moment(): Promise<Date> {
  const [row] = await t.sql<{ at: Date }>(
    "select date_trunc('milliseconds', clock_timestamp()) + interval '1 ms' as at",
  )
  await t.sql('select pg_sleep(0.003)')
  if (!row) throw new Error('there is no present')
  return row.at
}

const people = {
  name: 'history-people',
  text: 'select given_name, version from person where family_name = $1 order by given_name',
}
const known = (family: string, at?: Date) => t.database.report(scope, (db) => db.hot(people, [family]), at)
const rename = (id: string, name: string) =>
  t.database.write(scope, (db) =>
    db.hot({ name: 'history-rename', text: 'update person set given_name = $2 where id = $1' }, [id, name]),
  )

describe('history', () => {
  test('the same SQL gives each state as it was known then, and the present without an instant', async () => {
    const before = await moment()
    const { id } = await t.given.person({ given_name: 'Lena', family_name: 'Trois' })
    const [first, , second, , third] = [
      await moment(),
      await rename(id, 'Léna'),
      await moment(),
      await rename(id, 'Hélène'),
      await moment(),
    ]
    await t.sql('delete from person where id = $1', [id])
    expect(await known('Trois', before)).toEqual([])
    expect(await known('Trois', first)).toEqual([{ given_name: 'Lena', version: 1 }])
    expect(await known('Trois', second)).toEqual([{ given_name: 'Léna', version: 2 }])
    expect(await known('Trois', third)).toEqual([{ given_name: 'Hélène', version: 3 }])
    expect(await known('Trois', await moment())).toEqual([])
    expect(await known('Trois')).toEqual([])
  })

  test('a join over several versioned tables looks back with one instant', async () => {
    const person = await t.given.person({ given_name: 'Noé', family_name: 'Jointure' })
    const session = await t.given.session()
    const registration = await t.given.registration({ session_id: session.id, person_id: person.id })
    const registered = await moment()
    await t.sql("update registration set status = 'cancelled_by_person' where id = $1", [registration.id])
    await rename(person.id, 'Noah')
    const places = {
      name: 'history-join',
      text: `select person.given_name, registration.status from registration
        join person on person.id = registration.person_id join session on session.id = registration.session_id
        where registration.id = $1`,
    }
    const look = (at?: Date) => t.database.report(scope, (db) => db.hot(places, [registration.id]), at)
    expect(await look(registered)).toEqual([{ given_name: 'Noé', status: 'confirmed' }])
    expect(await look()).toEqual([{ given_name: 'Noah', status: 'cancelled_by_person' }])
  })

  test('says who changed a row and when, without a gap', async () => {
    const { id } = await t.given.person({ given_name: 'Ada', family_name: 'Suite' })
    await rename(id, 'Adèle')
    await rename(id, 'Adélie')
    const states = await t.sql(
      'select recorded_from, recorded_to, changed_by from history.person where id = $1 order by 1',
      [id],
    )
    const [present] = await t.sql('select recorded_at from person where id = $1', [id])
    expect(states.map(({ changed_by }) => changed_by)).toEqual([scope.actorId, scope.actorId])
    expect(states[0]?.['recorded_to']).toEqual(states[1]?.['recorded_from'])
    expect(states[1]?.['recorded_to']).toEqual(present?.['recorded_at'])
  })

  test('never runs backwards, also when the transaction that began first writes last', async () => {
    const { id } = await t.given.person({ given_name: 'Un', family_name: 'Ordre' })
    await t.database.write(scope, async (db) => {
      await db.hot({ name: 'history-begin', text: 'select now()' }, [])
      await rename(id, 'Deux')
      await db.hot({ name: 'history-rename', text: 'update person set given_name = $2 where id = $1' }, [id, 'Trois'])
    })
    expect(
      await t.sql('select recorded_from > recorded_to as backwards from history.person where id = $1', [id]),
    ).toEqual([{ backwards: false }, { backwards: false }])
    expect(await known('Ordre', await moment())).toEqual([{ given_name: 'Trois', version: 3 }])
  })

  test('is read behind the wall, and written by its trigger only', async () => {
    const { id } = await t.given.person({ site: 'pilot', given_name: 'Ailleurs', family_name: 'Mur' })
    const at = await moment()
    await t.sql("update person set given_name = 'Autre' where id = $1", [id])
    expect(await known('Mur', at)).toEqual([])
    const forge = { name: 'history-forge', text: 'update history.person set given_name = $1' }
    await expect(t.database.write(scope, (db) => db.hot(forge, ['x']))).rejects.toThrow('42501')
  })

  test('knows every column of every table that it keeps', async () => {
    const columns = (schema: string) => `(select array_agg(attname::text order by attname) from pg_attribute
      where attrelid = format('${schema}.%I', v.relname)::regclass and attnum > 0 and not attisdropped
        and attname not in ('recorded_from', 'recorded_to', 'changed_by'))`
    const tables = await t.sql(
      `select v.relname, ${columns('public')} as kept, ${columns('history')} as history, ${columns('as_known')} as shown
       from pg_class v where v.relnamespace = 'as_known'::regnamespace
         -- steps that are only ever added have no versions; spans are worked out from what has
         and v.relname not in ('referral_event', 'language_span')`,
    )
    expect(tables.length).toBeGreaterThan(8)
    for (const { kept, history, shown } of tables) expect([history, shown]).toEqual([kept, kept])
  })
})
