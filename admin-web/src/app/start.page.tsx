import { TodayPage } from '../features/today/today.page.tsx'
import { useCan } from '../lib/session.ts'
import { HomePage } from './home.page.tsx'

/** The first page: what waits today, or for those who have no day here, what they may open. */
export function StartPage() {
  const can = useCan()
  return can('getToday') ? <TodayPage /> : <HomePage />
}
