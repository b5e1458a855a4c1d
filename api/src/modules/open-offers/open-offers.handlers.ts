import type { openOfferRoutes } from '@interra/contracts'
import type { Deps } from '../../platform/deps.ts'
import type { Handlers } from '../../platform/http/context.ts'
import { pageOfRows, windowOf } from '../../platform/http/paging.ts'
import { listOpenOffers } from './open-offers.store.ts'

export const openOfferHandlers = ({ database, clock }: Deps): Handlers<typeof openOfferRoutes> => ({
  listOpenOffers: ({ query, scope }) =>
    database.read(scope, async (db) => {
      const window = windowOf(query, 1)
      return pageOfRows(
        await listOpenOffers(db, scope, window, clock.now()),
        window,
        ({ id }) => [id],
        ({ item }) => item,
      )
    }),
})
