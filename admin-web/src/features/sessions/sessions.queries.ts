import type { Session } from '@interra/contracts'
import { pages, type ReadName } from '../../lib/query.ts'

/** What shows a session: read again after each change of one. */
export const staleSessions = ['getSession', 'listSessions', 'getToday'] as const satisfies readonly ReadName[]

/** Sessions of a week, which begins on `monday` (local date); `to` is the Monday after. */
export function weekPages(monday: string, to: string, siteId: string | undefined) {
  return pages('listSessions', {
    query: { from: monday, to, limit: 200, ...(siteId === undefined ? {} : { siteId }) },
  })
}

/** What has begun and is not closed, the latest first. */
export function recordPages(siteId: string | undefined) {
  return pages('listSessions', { query: { toRecord: true, ...(siteId === undefined ? {} : { siteId }) } })
}

/** The sessions of a workshop: those to come from `today` on, or those before. */
export function workshopPages(workshopId: string, today: string, past: boolean) {
  return pages('listSessions', { query: { workshopId, ...(past ? { to: today } : { from: today }) } })
}

export const oneSession = ({ id, version }: Pick<Session, 'id' | 'version'>) => ({
  params: { sessionId: id },
  ifMatch: version,
})
