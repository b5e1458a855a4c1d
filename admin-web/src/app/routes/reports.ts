import { thirdCountryReadings } from '@interra/contracts'
import { createRoute } from '@tanstack/react-router'
import { anyDate, oneOf, searchOf } from '../../lib/search.ts'
import { screen } from '../screen.ts'
import { inside } from './inside.tsx'

const reports = createRoute({
  getParentRoute: () => inside,
  path: '/reports',
  ...screen(() => import('../../features/reports/reports.page.tsx'), 'ReportsPage', 'reports'),
})

const europeanFunds = createRoute({
  getParentRoute: () => inside,
  path: '/reports/european-funds',
  validateSearch: searchOf({
    pack: oneOf(['esf', 'amif'] as const),
    from: anyDate,
    to: anyDate,
    reading: oneOf(thirdCountryReadings),
  }),
  ...screen(() => import('../../features/reports/european-funds.page.tsx'), 'EuropeanFundsPage', 'reports'),
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
export const reportRoutes = { reports, europeanFunds, report, testimonies }
