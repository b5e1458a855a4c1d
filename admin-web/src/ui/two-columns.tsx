import type { ReactNode } from 'react'
import css from './two-columns.module.css'

/** The work on the left, what one looks up on the right; one below the other where there is no room. */
export function TwoColumns({ work, facts }: { work: ReactNode; facts: ReactNode }) {
  return (
    <div className={css['columns']}>
      <div className={css['column']}>{work}</div>
      <div className={css['column']}>{facts}</div>
    </div>
  )
}
