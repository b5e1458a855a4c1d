import { createRoute } from '@tanstack/react-router'
import { screen } from '../screen.ts'
import { inside } from './inside.tsx'

const reports = createRoute({
  getParentRoute: () => inside,
  path: '/reports',
  ...screen(() => import('../../features/reports/reports.page.tsx'), 'ReportsPage', 'reports'),
})

const report = createRoute({
  getParentRoute: () => inside,
  path: '/reports/$reportId',
  ...screen(() => import('../../features/reports/report.page.tsx'), 'ReportPage', 'reports'),
})

const testimonies = createRoute({
  getParentRoute: () => inside,
  path: '/testimonies',
  ...screen(() => import('../../features/reports/testimonies.page.tsx'), 'TestimoniesPage', 'reports'),
})

/** Reports, the testimonies that they quote, and locked periods. */
export const reportRoutes = { reports, report, testimonies }
