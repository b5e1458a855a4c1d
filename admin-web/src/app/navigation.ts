import type { LinkProps } from '@tanstack/react-router'
import type { RouteName } from '../lib/query.ts'
import { useCan } from '../lib/session.ts'
import type shell from '../locales/fr/shell.json'
import type { IconName } from '../ui/icons.tsx'

export const groups = ['work', 'interlab', 'follow', 'settings'] as const

export interface NavEntry {
  readonly to: NonNullable<LinkProps['to']>
  /** Its words: `pages.<page>` in `shell.json`. */
  readonly page: keyof (typeof shell)['pages']
  readonly icon: IconName
  readonly group: (typeof groups)[number]
  /** Shown to those whose grants open this operation. */
  readonly needs: RouteName
  /** Has a place in the bar at the bottom of a phone; the first four that one may use do. */
  readonly phone?: true
  /** Guests of InterLab find what is theirs of it on their first page. */
  readonly inTasks?: true
}

/** The pages one can go to, in order. */
export const navigation: readonly NavEntry[] = [
  { to: '/', page: 'today', icon: 'home', group: 'work', needs: 'getToday', phone: true },
  { to: '/my-tasks', page: 'myTasks', icon: 'clipboard', group: 'work', needs: 'getMyTasks', phone: true },
  { to: '/sessions', page: 'sessions', icon: 'calendar', group: 'work', needs: 'listSessions', phone: true },
  { to: '/workshops', page: 'workshops', icon: 'spark', group: 'work', needs: 'listWorkshops', phone: true },
  { to: '/proposals', page: 'proposals', icon: 'bulb', group: 'work', needs: 'listProposals' },
  { to: '/trainings', page: 'trainings', icon: 'clipboard', group: 'work', needs: 'listCourses' },
  { to: '/people', page: 'people', icon: 'people', group: 'work', needs: 'listPeople', phone: true },
  { to: '/duos', page: 'duos', icon: 'hand', group: 'work', needs: 'listDuos' },
  { to: '/venues', page: 'venues', icon: 'place', group: 'work', needs: 'listVenues' },
  { to: '/referrals', page: 'referrals', icon: 'mail', group: 'work', needs: 'listReferrals' },
  { to: '/partners', page: 'partners', icon: 'globe', group: 'work', needs: 'listPartners' },
  { to: '/interlab', page: 'interlab', icon: 'flag', group: 'interlab', needs: 'listApplications' },
  { to: '/incubations', page: 'incubations', icon: 'up', group: 'interlab', needs: 'listIncubations', inTasks: true },
  { to: '/coaching', page: 'coaching', icon: 'clock', group: 'interlab', needs: 'listCoachingSlots', phone: true },
  { to: '/services', page: 'services', icon: 'key', group: 'interlab', needs: 'listServices', phone: true },
  { to: '/jury', page: 'jury', icon: 'clipboard', group: 'interlab', needs: 'listOwnReviews', inTasks: true },
  { to: '/employers', page: 'employers', icon: 'case', group: 'interlab', needs: 'listEmployers' },
  { to: '/experts', page: 'experts', icon: 'user', group: 'interlab', needs: 'listMethods' },
  { to: '/figures', page: 'figures', icon: 'chart', group: 'follow', needs: 'getFigures' },
  { to: '/reports', page: 'reports', icon: 'print', group: 'follow', needs: 'listReports' },
  { to: '/funders', page: 'funders', icon: 'flag', group: 'follow', needs: 'listFunders' },
  { to: '/surveys', page: 'surveys', icon: 'clipboard', group: 'follow', needs: 'listSurveyWaves' },
  { to: '/trajectories', page: 'trajectories', icon: 'route', group: 'follow', needs: 'getTrajectories' },
  { to: '/settings/accounts', page: 'accounts', icon: 'key', group: 'settings', needs: 'listAccounts' },
  {
    to: '/settings/reporting-keys',
    page: 'reportingKeys',
    icon: 'chart',
    group: 'settings',
    needs: 'listReportingKeys',
  },
  { to: '/settings/sites', page: 'sites', icon: 'globe', group: 'settings', needs: 'addTerm' },
]

/** Those that this person may open. */
export function useNavigation(): readonly NavEntry[] {
  const can = useCan()
  const isGuest = can('getMyTasks') && !can('getToday')
  return navigation.filter((entry) => can(entry.needs) && !(isGuest && entry.inTasks))
}
