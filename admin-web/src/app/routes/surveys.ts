import { createRoute } from '@tanstack/react-router'
import { screen } from '../screen.ts'
import { inside } from './inside.tsx'

const surveys = createRoute({
  getParentRoute: () => inside,
  path: '/surveys',
  ...screen(() => import('../../features/surveys/surveys.page.tsx'), 'SurveysPage', 'surveys'),
})

const wave = createRoute({
  getParentRoute: () => inside,
  path: '/surveys/$waveId',
  ...screen(() => import('../../features/surveys/wave.page.tsx'), 'WavePage', 'surveys'),
})

/** What people say of themselves, asked in waves. */
export const surveyRoutes = { surveys, wave }
