import { createRoute } from '@tanstack/react-router'
import { anyText, searchOf } from '../../lib/search.ts'
import { screen } from '../screen.ts'
import { inside } from './inside.tsx'

const funders = createRoute({
  getParentRoute: () => inside,
  path: '/funders',
  validateSearch: searchOf({ year: anyText }),
  ...screen(() => import('../../features/funders/funders.page.tsx'), 'FundersPage', 'funders'),
})

const funder = createRoute({
  getParentRoute: () => inside,
  path: '/funders/$funderId',
  ...screen(() => import('../../features/funders/funder.page.tsx'), 'FunderPage', 'funders'),
})

/** Funders, their grants, and the shares of activities. */
export const funderRoutes = { funders, funder }
