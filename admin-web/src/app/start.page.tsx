import { Navigate } from '@tanstack/react-router'
import { TodayPage } from '../features/today/today.page.tsx'
import { useCan } from '../lib/session.ts'
import { HomePage } from './home.page.tsx'

/** The first page: what waits today, for guests of InterLab what they are here for, for others what they may open. */
export function StartPage() {
  const can = useCan()
  if (can('getToday')) return <TodayPage />
  return can('getMyTasks') ? <Navigate to="/my-tasks" replace /> : <HomePage />
}
