import { accountStates } from '@interra/contracts'
import type { QueryClient } from '@tanstack/react-query'
import { createRootRouteWithContext, createRoute, createRouter, redirect } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { speak } from '../lib/i18n.ts'
import { anyDate, anyText, localAddress, oneOf, searchOf } from '../lib/search.ts'
import { lacksSecondFactor, readSession } from '../lib/session.ts'
import { Late, Lines } from '../ui/states.tsx'
import { siteTabs } from '../features/sites/site-tabs.ts'
import { client } from './client.ts'
import { CrashPage } from './crash.page.tsx'
import { HomePage } from './home.page.tsx'
import { NotFoundPage } from './not-found.page.tsx'
import { screen } from './screen.ts'
import { Shell } from './shell.tsx'

const root = createRootRouteWithContext<{ client: QueryClient }>()({
  notFoundComponent: () => <Alone page={<NotFoundPage />} />,
})

// Doors: open to everybody.
const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: searchOf({ next: localAddress }),
  ...screen(() => import('../features/auth/sign-in.page.tsx'), 'SignInPage', 'auth'),
})
const forgotten = createRoute({
  getParentRoute: () => root,
  path: '/forgotten-password',
  ...screen(() => import('../features/auth/forgotten.page.tsx'), 'ForgottenPage', 'auth'),
})
const setPassword = createRoute({
  getParentRoute: () => root,
  path: '/set-password',
  ...screen(() => import('../features/auth/set-password.page.tsx'), 'SetPasswordPage', 'auth'),
})

// Inside: somebody is signed in, and the shell stands around the page.
const inside = createRoute({
  getParentRoute: () => root,
  id: 'in',
  beforeLoad: async ({ context, location }) => {
    const session = await readSession(context.client)
    // The router's way of leaving for another page.
    // oxlint-disable-next-line typescript/only-throw-error
    if (session === null)
      throw redirect({ to: '/sign-in', search: location.href === '/' ? {} : { next: location.href } })
    await speak(session.account.locale)
    // everything else would be refused until it is set up
    if (lacksSecondFactor(session) && location.pathname !== '/account') redirect({ to: '/account', throw: true })
    return { session }
  },
  component: Shell,
  errorComponent: (failure) => <Alone page={<CrashPage {...failure} />} />,
})
const home = createRoute({ getParentRoute: () => inside, path: '/', component: HomePage })
const profile = createRoute({
  getParentRoute: () => inside,
  path: '/account',
  ...screen(() => import('../features/profile/profile.page.tsx'), 'ProfilePage', 'profile', 'roles'),
})
const accounts = createRoute({
  getParentRoute: () => inside,
  path: '/settings/accounts',
  validateSearch: searchOf({ state: oneOf(accountStates), open: anyText }),
  ...screen(() => import('../features/accounts/accounts.page.tsx'), 'AccountsPage', 'accounts', 'roles'),
})
const sites = createRoute({
  getParentRoute: () => inside,
  path: '/settings/sites',
  validateSearch: searchOf({ open: oneOf(['add'] as const) }),
  ...screen(() => import('../features/sites/sites.page.tsx'), 'SitesPage', 'sites'),
})
const site = createRoute({
  getParentRoute: () => inside,
  path: '/settings/sites/$siteId',
  validateSearch: searchOf({ tab: oneOf(siteTabs) }),
  ...screen(() => import('../features/sites/site.page.tsx'), 'SitePage', 'sites'),
})
const sheet = createRoute({
  getParentRoute: () => inside,
  path: '/sessions/$sessionId/sheet',
  ...screen(() => import('../features/attendance/sheet.page.tsx'), 'SheetPage', 'attendance'),
})
const print = createRoute({
  getParentRoute: () => inside,
  path: '/sessions/$sessionId/print',
  ...screen(() => import('../features/attendance/print.page.tsx'), 'PrintPage', 'attendance'),
})
const figures = createRoute({
  getParentRoute: () => inside,
  path: '/figures',
  validateSearch: searchOf({ from: anyDate, to: anyDate, view: oneOf(['chart', 'table'] as const) }),
  ...screen(() => import('../features/impact/figures.page.tsx'), 'FiguresPage', 'figures'),
})

/** A page without the shell. */
function Alone({ page }: { page: ReactElement }) {
  return <main>{page}</main>
}

/** Every page of the staff screens: a new one is a `createRoute` above and a name in this tree. */
const tree = root.addChildren([
  signIn,
  forgotten,
  setPassword,
  inside.addChildren([home, profile, accounts, sites, site, figures, sheet, print]),
])

export const router = createRouter({
  routeTree: tree,
  context: { client },
  defaultPreload: 'intent',
  defaultErrorComponent: CrashPage,
  defaultNotFoundComponent: NotFoundPage,
  defaultPendingComponent: () => (
    <Late>
      <Lines />
    </Late>
  ),
  defaultPendingMs: 0,
  defaultPendingMinMs: 0,
  scrollRestoration: true,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
