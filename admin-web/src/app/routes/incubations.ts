import { incubationMachine } from '@interra/contracts'
import { createRoute } from '@tanstack/react-router'
import { incubationTabs } from '../../features/incubations/incubation-tabs.ts'
import { anyDate, oneOf, searchOf } from '../../lib/search.ts'
import { screen } from '../screen.ts'
import { inside } from './inside.tsx'

const incubations = createRoute({
  getParentRoute: () => inside,
  path: '/incubations',
  validateSearch: searchOf({ stage: oneOf(incubationMachine.states), view: oneOf(['chart', 'table'] as const) }),
  ...screen(() => import('../../features/incubations/incubations.page.tsx'), 'IncubationsPage', 'incubations'),
})

const incubation = createRoute({
  getParentRoute: () => inside,
  path: '/incubations/$incubationId',
  validateSearch: searchOf({ tab: oneOf(incubationTabs), on: anyDate }),
  ...screen(() => import('../../features/incubations/incubation.page.tsx'), 'IncubationPage', 'incubations'),
})

const coachingSlots = createRoute({
  getParentRoute: () => inside,
  path: '/coaching',
  ...screen(() => import('../../features/incubations/slots.page.tsx'), 'SlotsPage', 'incubations'),
})

const services = createRoute({
  getParentRoute: () => inside,
  path: '/services',
  ...screen(() => import('../../features/incubations/services.page.tsx'), 'ServicesPage', 'incubations'),
})

/** Whom InterLab accompanies: their path, their coaching, their venture; times of coaches, services. */
export const incubationRoutes = { incubations, incubation, coachingSlots, services }
