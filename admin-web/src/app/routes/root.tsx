import type { QueryClient } from '@tanstack/react-query'
import { createRootRouteWithContext } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { NotFoundPage } from '../not-found.page.tsx'

/** What all pages are below. */
export const root = createRootRouteWithContext<{ client: QueryClient }>()({
  notFoundComponent: () => <Alone page={<NotFoundPage />} />,
})

/** A page without the shell. */
export function Alone({ page }: { page: ReactElement }) {
  return <main>{page}</main>
}
