import { problem, type peopleRoutes } from '@interra/contracts'
import { recordAudit } from '../../platform/audit.ts'
import type { Db } from '../../platform/db/database.ts'
import type { Deps } from '../../platform/deps.ts'
import type { Actor, Handlers, Scope } from '../../platform/http/context.ts'
import {
  endInterest,
  openFile,
  readArrival,
  readInterest,
  readLanguage,
  saveArrival,
  saveInterests,
  saveLanguages,
  type OpenFile,
} from './facts.store.ts'

type FactHandlers = Pick<
  Handlers<typeof peopleRoutes>,
  'recordArrival' | 'recordLanguage' | 'addInterest' | 'removeInterest'
>
interface FileCall {
  readonly params: { readonly personId: string }
  readonly actor: Actor
  readonly scope: Scope
}

/** An act on an open file, with its line in the audit trail. */
export const fileAct =
  ({ database, clock }: Deps) =>
  <T>({ params, actor, scope }: FileCall, act: string, work: (db: Db, file: OpenFile) => Promise<T>): Promise<T> =>
    database.write(scope, async (db) => {
      const file = await openFile(db, scope, params.personId, { now: clock.now(), by: actor.accountId })
      const result = await work(db, file)
      await recordAudit(db, { act, siteId: file.siteId, entity: 'person', entityId: file.id })
      return result
    })

export const factHandlers = (deps: Deps): FactHandlers => {
  const act = fileAct(deps)
  return {
    recordArrival: (call) =>
      act(call, 'person.arrival_recorded', async (db, file) => readArrival(db, await saveArrival(db, file, call.body))),

    recordLanguage: (call) =>
      act(call, 'person.language_recorded', async (db, file) => {
        const [id = ''] = await saveLanguages(db, file, [call.body], () => '')
        return readLanguage(db, id)
      }),

    addInterest: (call) =>
      act(call, 'person.interest_added', async (db, file) => {
        const [id = ''] = await saveInterests(db, file, [call.body], () => '')
        return readInterest(db, id)
      }),

    removeInterest: (call) =>
      act(call, 'person.interest_removed', async (db, file) => {
        if (!(await endInterest(db, file, call.params.interestId))) throw problem('not-found')
        return undefined
      }),
  }
}
