import { createRouter } from '@tanstack/react-router'
import { Late, Lines } from '../ui/states.tsx'
import { client } from './client.ts'
import { CrashPage } from './crash.page.tsx'
import { NotFoundPage } from './not-found.page.tsx'
import { doors } from './routes/doors.ts'
import { inside } from './routes/inside.tsx'
import { incubationRoutes } from './routes/incubations.ts'
import { interlabRoutes } from './routes/interlab.ts'
import { funderRoutes } from './routes/funders.ts'
import { opportunityRoutes } from './routes/opportunities.ts'
import { partnerRoutes } from './routes/partners.ts'
import { peopleRoutes } from './routes/people.ts'
import { programmeRoutes } from './routes/programme.ts'
import { reportRoutes } from './routes/reports.ts'
import { referralRoutes } from './routes/referrals.ts'
import { root } from './routes/root.tsx'
import { settingsRoutes } from './routes/settings.ts'
import { surveyRoutes } from './routes/surveys.ts'
import { trainingRoutes } from './routes/trainings.ts'

/** Every page of the staff screens; a new one stands in a file of `routes`. */
const tree = root.addChildren({
  ...doors,
  inside: inside.addChildren({
    ...programmeRoutes,
    ...peopleRoutes,
    ...settingsRoutes,
    ...trainingRoutes,
    ...incubationRoutes,
    ...funderRoutes,
    ...reportRoutes,
    ...opportunityRoutes,
    ...partnerRoutes,
    ...referralRoutes,
    ...interlabRoutes,
    ...surveyRoutes,
  }),
})

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
