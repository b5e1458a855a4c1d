import { interestKinds, timelineKinds } from '@interra/contracts'
import { createRoute } from '@tanstack/react-router'
import { spokenLevels } from '../../features/people/spoken.ts'
import { anyText, languageCode, oneOf, searchOf } from '../../lib/search.ts'
import { inside } from './inside.tsx'
import { screen } from '../screen.ts'

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
  ...screen(() => import('../../features/people/people.page.tsx'), 'PeoplePage', 'people'),
})

const newPerson = createRoute({
  getParentRoute: () => inside,
  path: '/people/new',
  ...screen(() => import('../../features/people/new-person.page.tsx'), 'NewPersonPage', 'people'),
})

const person = createRoute({
  getParentRoute: () => inside,
  path: '/people/$personId',
  validateSearch: searchOf({ show: oneOf(timelineKinds) }),
  ...screen(() => import('../../features/people/person.page.tsx'), 'PersonPage', 'people'),
})

/** Members and their files. */
export const peopleRoutes = { people, newPerson, person }
