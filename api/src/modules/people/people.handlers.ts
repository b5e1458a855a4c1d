import { timelineKinds, type peopleRoutes, type TimelineKind } from '@interra/contracts'
import type { Deps } from '../../platform/deps.ts'
import { guardVersion } from '../../platform/db/guard-version.ts'
import { raw, type Actor, type Handlers } from '../../platform/http/context.ts'
import { pageOfRows, windowOf } from '../../platform/http/paging.ts'
import { findPeople } from '../search/search.store.ts'
import { findDuplicates } from './duplicates.store.ts'
import { factHandlers } from './facts.handlers.ts'
import { changePerson, recognisable, registerPerson } from './people.store.ts'
import { person } from './people.tables.ts'
import { findPerson, levelsOn, listPeople, readTimeline } from './person-file.store.ts'
import { personColumns } from './person.ts'
import { dayAtSite } from './references.store.ts'

const shown = 20

export const peopleHandlers = (deps: Deps): Handlers<typeof peopleRoutes> => {
  const { database, clock } = deps
  const occasion = (actor: Actor) => ({ now: clock.now(), by: actor.accountId })
  return {
    ...factHandlers(deps),

    searchPeople: async ({ body, actor, scope }) =>
      raw(await database.read(scope, (db) => findPeople(db, scope, actor, body.text, body.limit ?? shown))),

    checkDuplicates: ({ body, scope }) =>
      database.read(scope, async (db) => {
        const columns = personColumns(body, await dayAtSite(db, scope, body.siteId, clock.now()))
        return { items: await findDuplicates(db, scope, recognisable(body, columns), body.personId) }
      }),

    registerPerson: ({ body, actor, scope }) =>
      database.write(scope, async (db) => {
        const id = await registerPerson(db, scope, body, occasion(actor))
        return (await findPerson(db, scope, id, clock.now())).person
      }),

    listPeople: ({ query, scope }) =>
      database.read(scope, async (db) => {
        const window = windowOf(query, 2)
        const rows = await listPeople(db, scope, query, window)
        return pageOfRows(
          rows,
          window,
          ({ sortName, id }) => [sortName, id],
          ({ item }) => item,
        )
      }),

    getPerson: ({ params, scope }) =>
      database.read(scope, async (db) => (await findPerson(db, scope, params.personId, clock.now())).person),

    changePerson: ({ params: { personId }, body, actor, scope, ifMatch }) =>
      database.write(scope, async (db) => {
        await guardVersion(db, scope, person, personId, ifMatch)
        const present = await findPerson(db, scope, personId, clock.now())
        await changePerson(db, scope, present, body, occasion(actor))
        return (await findPerson(db, scope, personId, clock.now())).person
      }),

    listLanguageLevels: ({ params: { personId }, query, scope }) =>
      database.read(scope, async (db) => {
        const { today } = await findPerson(db, scope, personId, clock.now())
        const on = query.on ?? today
        return { on, items: await levelsOn(db, scope, personId, on) }
      }),

    getTimeline: ({ params, query, actor, scope }) =>
      database.read(scope, async (db) => {
        const window = windowOf(query, 2)
        const rows = await readTimeline(db, scope, params.personId, kindsFor(actor, query.kind), window)
        return pageOfRows(
          rows,
          window,
          ({ exactAt, id }) => [exactAt, id],
          ({ exactAt, ...item }) => ({ ...item, at: exactAt }),
        )
      }),
  }
}

/** The kinds asked for that the reader may read: languages are profile, consents are proof. */
function kindsFor(actor: Actor, wanted: TimelineKind | undefined): TimelineKind[] {
  const classOf = { language: 'C3', consent: 'C9' } as const
  return timelineKinds.filter((kind) => {
    const needed = kind === 'language' || kind === 'consent' ? classOf[kind] : 'C1'
    return (wanted === undefined || kind === wanted) && actor.classes.has(needed)
  })
}
