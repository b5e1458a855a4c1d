import { problem, type situationRoutes } from '@interra/contracts'
import type { Deps } from '../../platform/deps.ts'
import type { Handlers } from '../../platform/http/context.ts'
import { fileAct } from './facts.handlers.ts'
import { readSituation, removeSituation, saveSituation } from './situations.store.ts'

export const situationHandlers = (deps: Deps): Handlers<typeof situationRoutes> => {
  const act = fileAct(deps)
  return {
    recordSituation: (call) =>
      act(call, 'person.situation_recorded', async (db, file) =>
        readSituation(db, await saveSituation(db, file, call.body)),
      ),

    removeSituation: (call) =>
      act(call, 'person.situation_removed', async (db, file) => {
        if (!(await removeSituation(db, file, call.params.situationId))) throw problem('not-found')
        return undefined
      }),
  }
}
