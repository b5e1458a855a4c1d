import { autonomyLevels, breakdowns, grains, workshopMachine } from '@interra/contracts'
import { createRoute } from '@tanstack/react-router'
import { duoFilters } from '../../features/duos/duo-filters.ts'
import { duoTabs } from '../../features/duos/duo-words.ts'
import { filterNames, layouts, owners } from '../../features/proposals/proposal-words.ts'
import { workshopTabs } from '../../features/workshops/workshop-words.ts'
import { anyDate, anyText, flag, oneOf, searchOf } from '../../lib/search.ts'
import { inside } from './inside.tsx'
import { screen } from '../screen.ts'

const home = createRoute({
  getParentRoute: () => inside,
  path: '/',
  ...screen(() => import('../start.page.tsx'), 'StartPage', 'today'),
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
  ...screen(() => import('../../features/proposals/proposals.page.tsx'), 'ProposalsPage', 'proposals'),
})

const proposal = createRoute({
  getParentRoute: () => inside,
  path: '/proposals/$proposalId',
  ...screen(() => import('../../features/proposals/proposal.page.tsx'), 'ProposalPage', 'proposals'),
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
  ...screen(() => import('../../features/workshops/workshops.page.tsx'), 'WorkshopsPage', 'workshops'),
})

const workshop = createRoute({
  getParentRoute: () => inside,
  path: '/workshops/$workshopId',
  validateSearch: searchOf({ tab: oneOf(workshopTabs) }),
  ...screen(() => import('../../features/workshops/workshop.page.tsx'), 'WorkshopPage', 'workshops'),
})

const venues = createRoute({
  getParentRoute: () => inside,
  path: '/venues',
  validateSearch: searchOf({ stepFree: flag, open: oneOf(['add'] as const) }),
  ...screen(() => import('../../features/venues/venues.page.tsx'), 'VenuesPage', 'venues'),
})

const venue = createRoute({
  getParentRoute: () => inside,
  path: '/venues/$venueId',
  ...screen(() => import('../../features/venues/venue.page.tsx'), 'VenuePage', 'venues'),
})

const schedule = createRoute({
  getParentRoute: () => inside,
  path: '/workshops/$workshopId/schedule',
  ...screen(() => import('../../features/sessions/schedule.page.tsx'), 'SchedulePage', 'sessions'),
})

const sessions = createRoute({
  getParentRoute: () => inside,
  path: '/sessions',
  validateSearch: searchOf({ view: oneOf(['record'] as const), week: anyDate }),
  ...screen(() => import('../../features/sessions/sessions.page.tsx'), 'SessionsPage', 'sessions'),
})

const session = createRoute({
  getParentRoute: () => inside,
  path: '/sessions/$sessionId',
  ...screen(() => import('../../features/sessions/session.page.tsx'), 'SessionPage', 'sessions', 'registrations'),
})

const sheet = createRoute({
  getParentRoute: () => inside,
  path: '/sessions/$sessionId/sheet',
  ...screen(() => import('../../features/attendance/sheet.page.tsx'), 'SheetPage', 'attendance'),
})

const print = createRoute({
  getParentRoute: () => inside,
  path: '/sessions/$sessionId/print',
  ...screen(() => import('../../features/attendance/print.page.tsx'), 'PrintPage', 'attendance'),
})

const duos = createRoute({
  getParentRoute: () => inside,
  path: '/duos',
  validateSearch: searchOf({ tab: oneOf(duoTabs), person: anyText, show: oneOf(duoFilters) }),
  ...screen(() => import('../../features/duos/duos.page.tsx'), 'DuosPage', 'duos', 'people'),
})

const duo = createRoute({
  getParentRoute: () => inside,
  path: '/duos/$duoId',
  ...screen(() => import('../../features/duos/duo.page.tsx'), 'DuoPage', 'duos'),
})

const plan = createRoute({
  getParentRoute: () => inside,
  path: '/duos/plans/$matchRunId',
  ...screen(() => import('../../features/duos/plan.page.tsx'), 'PlanPage', 'duos'),
})

const figures = createRoute({
  getParentRoute: () => inside,
  path: '/figures',
  validateSearch: searchOf({ from: anyDate, to: anyDate, view: oneOf(['chart', 'table'] as const) }),
  ...screen(() => import('../../features/impact/figures.page.tsx'), 'FiguresPage', 'figures'),
})

const allFigures = createRoute({
  getParentRoute: () => inside,
  path: '/figures/all',
  validateSearch: searchOf({ text: anyText }),
  ...screen(() => import('../../features/impact/all-figures.page.tsx'), 'AllFiguresPage', 'indicator'),
})

const links = createRoute({
  getParentRoute: () => inside,
  path: '/figures/links',
  validateSearch: searchOf({ from: anyDate, to: anyDate, view: oneOf(['chart', 'table'] as const) }),
  ...screen(() => import('../../features/impact/links.page.tsx'), 'LinksPage', 'figures', 'indicator'),
})

const indicator = createRoute({
  getParentRoute: () => inside,
  path: '/figures/$indicatorId',
  validateSearch: searchOf({
    from: anyDate,
    to: anyDate,
    site: anyText,
    by: oneOf(breakdowns),
    and: oneOf(breakdowns),
    each: oneOf(grains),
    funder: anyText,
    view: oneOf(['chart', 'table'] as const),
  }),
  ...screen(() => import('../../features/impact/indicator.page.tsx'), 'IndicatorPage', 'figures', 'indicator'),
})

const records = createRoute({
  getParentRoute: () => inside,
  path: '/figures/$indicatorId/records',
  validateSearch: searchOf({
    from: anyDate,
    to: anyDate,
    site: anyText,
    by: oneOf(breakdowns),
    and: oneOf(breakdowns),
    code: anyText,
    andCode: anyText,
  }),
  ...screen(() => import('../../features/impact/records.page.tsx'), 'RecordsPage', 'figures', 'indicator'),
})

/** From an idea to an evening: proposals, workshops, places, sessions, and what came of them. */
export const programmeRoutes = {
  home,
  proposals,
  proposal,
  workshops,
  workshop,
  venues,
  venue,
  schedule,
  sessions,
  session,
  sheet,
  print,
  duos,
  duo,
  plan,
  figures,
  links,
  allFigures,
  indicator,
  records,
}
