import { accountStates } from '@interra/contracts'
import { createRoute } from '@tanstack/react-router'
import { siteTabs } from '../../features/sites/site-tabs.ts'
import { anyText, oneOf, searchOf } from '../../lib/search.ts'
import { inside } from './inside.tsx'
import { screen } from '../screen.ts'

const profile = createRoute({
  getParentRoute: () => inside,
  path: '/account',
  ...screen(() => import('../../features/profile/profile.page.tsx'), 'ProfilePage', 'profile', 'roles'),
})

const accounts = createRoute({
  getParentRoute: () => inside,
  path: '/settings/accounts',
  validateSearch: searchOf({ state: oneOf(accountStates), open: anyText }),
  ...screen(() => import('../../features/accounts/accounts.page.tsx'), 'AccountsPage', 'accounts', 'roles'),
})

const sites = createRoute({
  getParentRoute: () => inside,
  path: '/settings/sites',
  validateSearch: searchOf({ open: oneOf(['add'] as const) }),
  ...screen(() => import('../../features/sites/sites.page.tsx'), 'SitesPage', 'sites'),
})

const site = createRoute({
  getParentRoute: () => inside,
  path: '/settings/sites/$siteId',
  validateSearch: searchOf({ tab: oneOf(siteTabs) }),
  ...screen(() => import('../../features/sites/site.page.tsx'), 'SitePage', 'sites'),
})

const reportingKeys = createRoute({
  getParentRoute: () => inside,
  path: '/settings/reporting-keys',
  ...screen(
    () => import('../../features/reporting-keys/reporting-keys.page.tsx'),
    'ReportingKeysPage',
    'reporting-keys',
  ),
})

/** My account, and what an admin sets. */
export const settingsRoutes = { profile, accounts, reportingKeys, sites, site }
