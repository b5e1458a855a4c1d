import { courseKinds } from '@interra/contracts'
import { createRoute } from '@tanstack/react-router'
import { trainingTabs } from '../../features/trainings/training-tabs.ts'
import { oneOf, searchOf } from '../../lib/search.ts'
import { screen } from '../screen.ts'
import { inside } from './inside.tsx'

const trainings = createRoute({
  getParentRoute: () => inside,
  path: '/trainings',
  validateSearch: searchOf({
    tab: oneOf(trainingTabs),
    kind: oneOf(courseKinds),
    open: oneOf(['add'] as const),
  }),
  ...screen(() => import('../../features/trainings/trainings.page.tsx'), 'TrainingsPage', 'trainings'),
})

const course = createRoute({
  getParentRoute: () => inside,
  path: '/trainings/$courseId',
  ...screen(() => import('../../features/trainings/course.page.tsx'), 'CoursePage', 'trainings'),
})

const courseSheet = createRoute({
  getParentRoute: () => inside,
  path: '/trainings/$courseId/sessions/$courseSessionId',
  ...screen(() => import('../../features/trainings/course-sheet.page.tsx'), 'CourseSheetPage', 'trainings'),
})

const attestation = createRoute({
  getParentRoute: () => inside,
  path: '/attestations/$attestationId',
  ...screen(() => import('../../features/trainings/attestation.page.tsx'), 'AttestationPage', 'trainings'),
})

/** Courses, who follows them, what attests it; awareness actions. */
export const trainingRoutes = { trainings, course, courseSheet, attestation }
