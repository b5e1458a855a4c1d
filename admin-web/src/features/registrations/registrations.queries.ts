import type { Registration } from '@interra/contracts'
import { useTranslation } from 'react-i18next'
import { pages, useAct, type ReadName } from '../../lib/query.ts'
import { say } from '../../ui/undo-bar.tsx'
import { useRegistrationWords } from './registration-words.ts'

/** What shows who has a place: read again after each change. */
export const staleRegistrations = [
  'listRegistrations',
  'getSession',
  'listSessions',
  'getSheet',
  'getToday',
] as const satisfies readonly ReadName[]

export function registrationPages(sessionId: string) {
  return pages('listRegistrations', { params: { sessionId }, query: { limit: 200 } })
}

export const oneRegistration = ({ id, version }: Pick<Registration, 'id' | 'version'>) => ({
  params: { registrationId: id },
  ifMatch: version,
})

export interface OfferActs {
  readonly accept: (offered: Registration) => void
  readonly decline: (offered: Registration) => void
  readonly busy: boolean
}

/** Answering an offer for somebody. Used where the list is, since the row leaves with its offer. */
export function useOfferActs(): OfferActs {
  const { t } = useTranslation('registrations')
  const { name } = useRegistrationWords()
  const accept = useAct('acceptOffer', { stale: staleRegistrations })
  const decline = useAct('declineOffer', { stale: staleRegistrations })
  return {
    accept: (one) => accept.mutate(oneRegistration(one), { onSuccess: () => say(t('accepted', { name: name(one) })) }),
    decline: (one) =>
      decline.mutate(oneRegistration(one), { onSuccess: () => say(t('declined', { name: name(one) })) }),
    busy: accept.isPending || decline.isPending,
  }
}
