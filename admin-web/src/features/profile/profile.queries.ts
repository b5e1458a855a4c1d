import { useRouter } from '@tanstack/react-router'
import { useQueryClient } from '@tanstack/react-query'
import { query } from '../../lib/query.ts'

/** Reads who is signed in again, and tells the shell. */
export function useSessionRefresh(): () => Promise<void> {
  const client = useQueryClient()
  const router = useRouter()
  return async () => {
    await client.fetchQuery({ ...query('whoAmI'), staleTime: 0 })
    await router.invalidate()
  }
}
