import type { SessionInfo, StaffLocale } from '@interra/contracts'
import { useQueryClient } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { isStaffLocale, speak } from './i18n.ts'
import { query, useAct } from './query.ts'
import { forgetSession, keepSession } from './session.ts'

/** Takes over who has just signed in. */
export function useWelcome(): (session: SessionInfo) => Promise<void> {
  const client = useQueryClient()
  return async (session) => {
    client.setQueryData(query('whoAmI').queryKey, session)
    keepSession(session)
    await speak(session.account.locale)
  }
}

function useLeave(): () => Promise<void> {
  const client = useQueryClient()
  const router = useRouter()
  return async () => {
    await forgetSession(client)
    await router.navigate({ to: '/sign-in' })
  }
}

/** Signs out here; what this device kept is wiped even when the service cannot be reached. */
export function useSignOut(): () => void {
  const act = useAct('signOut', { stale: [], quiet: true })
  const leave = useLeave()
  return () => act.mutate({}, { onSettled: () => void leave() })
}

export function useSignOutEverywhere() {
  const act = useAct('signOutEverywhere', { stale: [] })
  const leave = useLeave()
  return { busy: act.isPending, start: () => act.mutate({}, { onSuccess: () => void leave() }) }
}

/** The language of the screens; the account remembers it. */
export function useLanguage() {
  const { i18n } = useTranslation()
  const client = useQueryClient()
  const act = useAct('setLocale', { stale: [] })
  const choose = (locale: StaffLocale) => {
    void speak(locale)
    act.mutate({ body: { locale } })
    client.setQueryData(
      query('whoAmI').queryKey,
      (session) => session && { ...session, account: { ...session.account, locale } },
    )
  }
  return { language: isStaffLocale(i18n.language) ? i18n.language : 'fr', choose }
}
