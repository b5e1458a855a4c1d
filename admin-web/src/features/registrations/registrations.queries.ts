import type { Registration } from '@interra/contracts'
import { pages, type ReadName } from '../../lib/query.ts'

/** What shows who has a place: read again after each change. */
export const staleRegistrations = [
  'listRegistrations',
  'getSession',
  'listSessions',
  'getSheet',
  'getToday',
] as const satisfies readonly ReadName[]

export function registrationPages(sessionId: string) {
  return pages('listRegistrations', { params: { sessionId }, query: { limit: 200 } })
}

export const oneRegistration = ({ id, version }: Pick<Registration, 'id' | 'version'>) => ({
  params: { registrationId: id },
  ifMatch: version,
})
