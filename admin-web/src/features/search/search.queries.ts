import type { SearchHit } from '@interra/contracts'
import { queryOptions } from '@tanstack/react-query'
import { call } from '../../lib/query.ts'

/** Records that match what was typed, from two letters on; the last ones stay while the next come. */
export function found(text: string) {
  return queryOptions({
    queryKey: ['search', text],
    queryFn: async (): Promise<SearchHit[]> => (await call('search', { body: { text } })).items,
    enabled: text.replace(/\s/g, '').length >= 2,
    placeholderData: (previous: SearchHit[] | undefined) => previous,
    staleTime: 10_000,
    retry: false,
  })
}
