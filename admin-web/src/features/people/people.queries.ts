import type { PersonCandidate } from '@interra/contracts'
import { queryOptions } from '@tanstack/react-query'
import { call, type BodyOf, type ReadName } from '../../lib/query.ts'

export const stalePerson = ['getPerson', 'getTimeline', 'listPeople'] as const satisfies readonly ReadName[]

const shortest = 2
const letters = (text: string) => text.replace(/\s/g, '').length

/** People who match what was typed; asked from two characters on, kept on screen while the next answer comes. */
export function candidates(text: string, limit = 8) {
  return queryOptions({
    queryKey: ['searchPeople', text, limit],
    queryFn: async (): Promise<PersonCandidate[]> => (await call('searchPeople', { body: { text, limit } })).items,
    enabled: letters(text) >= shortest,
    placeholderData: (previous: PersonCandidate[] | undefined) => previous,
    staleTime: 10_000,
  })
}

type Check = BodyOf<'checkDuplicates'>

/** People so like the one described that somebody must say they are not the same. */
export function lookalikes(said: Check) {
  return queryOptions({
    queryKey: ['checkDuplicates', said],
    queryFn: async (): Promise<PersonCandidate[]> => {
      const { bodyFrom, bodyProblems, bodySchema } = await import('../../lib/contract-body.ts')
      const schema = bodySchema('checkDuplicates')
      const body = bodyFrom(schema, said)
      // a field half written is for the form to refuse, not for this look-up
      if (bodyProblems(schema, body).length > 0) return []
      return (await call('checkDuplicates', { body })).items
    },
    enabled: letters(said.givenName) >= shortest,
    placeholderData: (previous: PersonCandidate[] | undefined) => previous,
    retry: false,
  })
}
