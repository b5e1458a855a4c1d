import type { Database } from '../db/database.ts'
import { newId } from '../ids.ts'
import type { Caller } from './caller.ts'
import type { Operation } from './operation.ts'

const insertRead = {
  name: 'read-trace',
  text: `insert into read_trace (id, site_id, actor_id, person_id, operation, request_id)
    select $1, site_id, $2, id, $3, $4 from person where id = $5`,
}

/**
 * Writes down whose file was read, by whom, before it is sent. The path member named by `readsPerson` is the person;
 * nothing is written for somebody out of scope, for then nothing was read.
 */
export async function traceRead(database: Database, { name, route }: Operation, { scope }: Caller, params: unknown) {
  if (route.readsPerson === undefined || scope.actorId === null) return
  const personId: unknown = Reflect.get(Object(params), route.readsPerson)
  if (typeof personId !== 'string') throw new Error(`${name} has no path member ${route.readsPerson}`)
  const values = [newId(), scope.actorId, name, scope.requestId, personId]
  await database.write(scope, (db) => db.hot(insertRead, values))
}
