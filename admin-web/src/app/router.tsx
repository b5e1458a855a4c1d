import { accountStates, autonomyLevels, interestKinds, timelineKinds, workshopMachine } from '@interra/contracts'
import type { QueryClient } from '@tanstack/react-query'
import { createRootRouteWithContext, createRoute, createRouter, redirect } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { speak } from '../lib/i18n.ts'
import { anyDate, anyText, flag, languageCode, localAddress, oneOf, searchOf } from '../lib/search.ts'
import { lacksSecondFactor, readSession } from '../lib/session.ts'
import { Late, Lines } from '../ui/states.tsx'
import { filterNames, layouts, owners } from '../features/proposals/proposal-words.ts'
import { spokenLevels } from '../features/people/spoken.ts'
import { siteTabs } from '../features/sites/site-tabs.ts'
import { workshopTabs } from '../features/workshops/workshop-words.ts'
import { client } from './client.ts'
import { CrashPage } from './crash.page.tsx'
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
    const session = (await readSession(context.client)) ?? toSignIn(location.href)
    await speak(session.account.locale)
    // everything else would be refused until it is set up
    if (lacksSecondFactor(session) && location.pathname !== '/account') redirect({ to: '/account', throw: true })
    return { session }
  },
  component: Shell,
  errorComponent: (failure) => <Alone page={<CrashPage {...failure} />} />,
})
const home = createRoute({
  getParentRoute: () => inside,
  path: '/',
  ...screen(() => import('./start.page.tsx'), 'StartPage', 'today'),
})
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
const sessions = createRoute({
  getParentRoute: () => inside,
  path: '/sessions',
  validateSearch: searchOf({ view: oneOf(['record'] as const), week: anyDate }),
  ...screen(() => import('../features/sessions/sessions.page.tsx'), 'SessionsPage', 'sessions'),
})
const session = createRoute({
  getParentRoute: () => inside,
  path: '/sessions/$sessionId',
  ...screen(() => import('../features/sessions/session.page.tsx'), 'SessionPage', 'sessions', 'registrations'),
})
const schedule = createRoute({
  getParentRoute: () => inside,
  path: '/workshops/$workshopId/schedule',
  ...screen(() => import('../features/sessions/schedule.page.tsx'), 'SchedulePage', 'sessions'),
})
const proposals = createRoute({
  getParentRoute: () => inside,
  path: '/proposals',
  validateSearch: searchOf({
    show: oneOf(filterNames),
    layout: oneOf(layouts),
    owner: oneOf(owners),
    text: anyText,
    open: oneOf(['record'] as const),
  }),
  ...screen(() => import('../features/proposals/proposals.page.tsx'), 'ProposalsPage', 'proposals'),
})
const proposal = createRoute({
  getParentRoute: () => inside,
  path: '/proposals/$proposalId',
  ...screen(() => import('../features/proposals/proposal.page.tsx'), 'ProposalPage', 'proposals'),
})
const workshops = createRoute({
  getParentRoute: () => inside,
  path: '/workshops',
  validateSearch: searchOf({
    state: oneOf(workshopMachine.states),
    autonomy: oneOf(autonomyLevels),
    category: anyText,
    text: anyText,
  }),
  ...screen(() => import('../features/workshops/workshops.page.tsx'), 'WorkshopsPage', 'workshops'),
})
const workshop = createRoute({
  getParentRoute: () => inside,
  path: '/workshops/$workshopId',
  validateSearch: searchOf({ tab: oneOf(workshopTabs) }),
  ...screen(() => import('../features/workshops/workshop.page.tsx'), 'WorkshopPage', 'workshops'),
})
const venues = createRoute({
  getParentRoute: () => inside,
  path: '/venues',
  validateSearch: searchOf({ stepFree: flag, open: oneOf(['add'] as const) }),
  ...screen(() => import('../features/venues/venues.page.tsx'), 'VenuesPage', 'venues'),
})
const venue = createRoute({
  getParentRoute: () => inside,
  path: '/venues/$venueId',
  ...screen(() => import('../features/venues/venue.page.tsx'), 'VenuePage', 'venues'),
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
const people = createRoute({
  getParentRoute: () => inside,
  path: '/people',
  validateSearch: searchOf({
    language: languageCode,
    level: oneOf(spokenLevels),
    kind: oneOf(interestKinds),
    category: anyText,
    interest: anyText,
  }),
  ...screen(() => import('../features/people/people.page.tsx'), 'PeoplePage', 'people'),
})
const newPerson = createRoute({
  getParentRoute: () => inside,
  path: '/people/new',
  ...screen(() => import('../features/people/new-person.page.tsx'), 'NewPersonPage', 'people'),
})
const person = createRoute({
  getParentRoute: () => inside,
  path: '/people/$personId',
  validateSearch: searchOf({ show: oneOf(timelineKinds) }),
  ...screen(() => import('../features/people/person.page.tsx'), 'PersonPage', 'people'),
})
const figures = createRoute({
  getParentRoute: () => inside,
  path: '/figures',
  validateSearch: searchOf({ from: anyDate, to: anyDate, view: oneOf(['chart', 'table'] as const) }),
  ...screen(() => import('../features/impact/figures.page.tsx'), 'FiguresPage', 'figures'),
})

/** Leaves for the sign-in page, which leads back. */
function toSignIn(next: string): never {
  redirect({ to: '/sign-in', search: next === '/' ? {} : { next }, throw: true })
  throw new Error('a redirect was not thrown')
}

/** A page without the shell. */
function Alone({ page }: { page: ReactElement }) {
  return <main>{page}</main>
}

/** Every page of the staff screens: a new one is a `createRoute` above and a name in this tree. */
const tree = root.addChildren([
  signIn,
  forgotten,
  setPassword,
  inside.addChildren([
    home,
    proposals,
    proposal,
    workshops,
    workshop,
    venues,
    venue,
    people,
    newPerson,
    person,
    profile,
    accounts,
    sites,
    site,
    figures,
    sessions,
    session,
    schedule,
    sheet,
    print,
  ]),
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
