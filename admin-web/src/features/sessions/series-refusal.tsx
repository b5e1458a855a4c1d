import type { ApiProblem } from '@interra/contracts'
import { useProblemWords } from '../../lib/problems.ts'
import { Notice } from '../../ui/notice.tsx'

/** Why a plan gives no dates. */
export function SeriesRefusal({ problem }: { problem: ApiProblem }) {
  const words = useProblemWords()
  const [error] = problem.extra.errors ?? []
  return (
    <Notice tone="warn">
      {error
        ? words.field({ pointer: error.pointer, code: error.code, params: error.params ?? {} })
        : words.title(problem)}
    </Notice>
  )
}
