import type { searchRoutes } from '@interra/contracts'
import type { Deps } from '../../platform/deps.ts'
import { raw, type Handlers } from '../../platform/http/context.ts'
import { findRecords } from './search.store.ts'

const shown = 20

export const searchHandlers = ({ database }: Deps): Handlers<typeof searchRoutes> => ({
  search: async ({ body, actor, scope }) =>
    raw(await database.read(scope, (db) => findRecords(db, scope, actor, body.text, shown))),
})
