import type { ApiProblem } from '@interra/contracts'
import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query'
import { isOffline } from '../lib/api.ts'
import { isCutOff, onReturn } from '../lib/network.ts'
import { loseSession } from '../lib/session.ts'
import { showProblem } from '../ui/problem-place.tsx'

/** A busy service or a lost network is tried twice more; a refusal is final, and without network nothing is tried again. */
const worthRetrying = (failures: number, problem: ApiProblem) =>
  failures < 2 && problem.code === 'unavailable' && !(isCutOff() && isOffline(problem))

function heard(problem: ApiProblem): boolean {
  if (problem.code !== 'not-signed-in') return false
  loseSession()
  return true
}

export const client = new QueryClient({
  defaultOptions: {
    // Without network we say so, rather than wait for it in silence.
    queries: {
      staleTime: 15_000,
      retry: worthRetrying,
      retryDelay: (failures) => 400 * 2 ** failures,
      networkMode: 'always',
    },
    mutations: { networkMode: 'always' },
  },
  queryCache: new QueryCache({ onError: (problem) => void heard(problem) }),
  mutationCache: new MutationCache({
    onError: (problem, _input, _result, mutation) => {
      if (!heard(problem) && !mutation.meta?.quiet) showProblem(problem)
    },
  }),
})

// What could not be read for want of a network is read when it is back: nobody has to ask again.
onReturn(() => void client.refetchQueries({ type: 'active', predicate: ({ state }) => isOffline(state.error) }))
