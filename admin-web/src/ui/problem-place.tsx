import type { ApiProblem } from '@interra/contracts'
import { lazy, Suspense } from 'react'
import { problemOf } from '../lib/problems.ts'
import { signal } from '../lib/signal.ts'

const ProblemDialog = lazy(() => import('./problem-dialog.tsx').then((module) => ({ default: module.ProblemDialog })))
const refused = signal<ApiProblem | null>(null)

/** Opens the dialog that says why something was not done. */
export function showProblem(error: unknown): void {
  refused.set(problemOf(error))
}

/** The place of that dialog; once, in the app. */
export function ProblemPlace() {
  const problem = refused.use()
  return <Suspense>{problem && <ProblemDialog problem={problem} close={() => refused.set(null)} />}</Suspense>
}
