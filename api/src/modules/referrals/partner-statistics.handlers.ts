import type { partnerStatisticsRoutes } from '@interra/contracts'
import type { Deps } from '../../platform/deps.ts'
import type { Handlers } from '../../platform/http/context.ts'
import { ownStatistics, partnerStatistics } from './partner-statistics.store.ts'

export const partnerStatisticsHandlers = ({ database }: Deps): Handlers<typeof partnerStatisticsRoutes> => ({
  getOwnStatistics: ({ scope }) => database.read(scope, (db) => ownStatistics(db, scope)),
  getPartnerStatistics: ({ params, scope }) =>
    database.read(scope, (db) => partnerStatistics(db, scope, params.partnerId)),
})
