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

/** Reports and locked periods. */
export const reportRoutes = { reports, report }
