import { expertFields } from '@interra/contracts'
import { createRoute } from '@tanstack/react-router'
import { employerTabs } from '../../features/employers/employer-tabs.ts'
import { expertTabs } from '../../features/experts/expert-tabs.ts'
import { anyText, languageCode, oneOf, searchOf } from '../../lib/search.ts'
import { screen } from '../screen.ts'
import { inside } from './inside.tsx'

const employers = createRoute({
  getParentRoute: () => inside,
  path: '/employers',
  validateSearch: searchOf({
    tab: oneOf(employerTabs),
    show: oneOf(['all'] as const),
    open: oneOf(['add'] as const),
  }),
  ...screen(() => import('../../features/employers/employers.page.tsx'), 'EmployersPage', 'employers'),
})

const employer = createRoute({
  getParentRoute: () => inside,
  path: '/employers/$employerId',
  ...screen(() => import('../../features/employers/employer.page.tsx'), 'EmployerPage', 'employers'),
})

const need = createRoute({
  getParentRoute: () => inside,
  path: '/employer-needs/$needId',
  ...screen(() => import('../../features/employers/need.page.tsx'), 'NeedPage', 'employers'),
})

const introduction = createRoute({
  getParentRoute: () => inside,
  path: '/introductions/$introductionId',
  ...screen(() => import('../../features/employers/introduction.page.tsx'), 'IntroductionPage', 'employers'),
})

const experts = createRoute({
  getParentRoute: () => inside,
  path: '/experts',
  validateSearch: searchOf({
    tab: oneOf(expertTabs),
    field: oneOf(expertFields),
    language: languageCode,
    hours: anyText,
    open: oneOf(['add'] as const),
  }),
  ...screen(() => import('../../features/experts/experts.page.tsx'), 'ExpertsPage', 'experts'),
})

const trajectories = createRoute({
  getParentRoute: () => inside,
  path: '/trajectories',
  validateSearch: searchOf({ year: anyText }),
  ...screen(() => import('../../features/trajectories/trajectories.page.tsx'), 'TrajectoriesPage', 'trajectories'),
})

const myTasks = createRoute({
  getParentRoute: () => inside,
  path: '/my-tasks',
  ...screen(() => import('../../features/trajectories/my-tasks.page.tsx'), 'MyTasksPage', 'trajectories'),
})

/** Employers and introductions to them; experts, guests and methods; trajectories. */
export const opportunityRoutes = { employers, employer, need, introduction, experts, trajectories, myTasks }
