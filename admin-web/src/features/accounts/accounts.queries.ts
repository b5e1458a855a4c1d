import type { Account, AccountState } from '@interra/contracts'
import { useTranslation } from 'react-i18next'
import { pages, useAct } from '../../lib/query.ts'
import { offerUndo, say } from '../../ui/undo-bar.tsx'

/** Accounts, all or in one state. */
export function accountPages(state: AccountState | undefined) {
  return pages('listAccounts', { query: state === undefined ? {} : { state } })
}

const input = (account: Account) => ({ params: { accountId: account.id }, ifMatch: account.version })

/** Closing an account and opening it again: each takes the other back. */
export function useAccountState() {
  const { t } = useTranslation('accounts')
  const disable = useAct('disableAccount', { stale: ['listAccounts'] })
  const enable = useAct('enableAccount', { stale: ['listAccounts'] })
  const reopen = (account: Account) =>
    enable.mutate(input(account), { onSuccess: ({ name }) => say(t('done.enabled', { name })) })
  const close = (account: Account) =>
    disable.mutate(input(account), {
      onSuccess: (closed) => offerUndo(t('done.disabled', { name: closed.name }), () => reopen(closed)),
    })
  return { close, reopen }
}

export function useSendAgain() {
  const { t } = useTranslation('accounts')
  const send = useAct('sendInviteAgain', { stale: [] })
  return ({ id, email }: Account) =>
    send.mutate({ params: { accountId: id } }, { onSuccess: () => say(t('done.sent', { email })) })
}

/** Somebody lost their phone: their second factor goes, they set up another one. */
export function useFactorReset() {
  const { t } = useTranslation('accounts')
  const reset = useAct('resetSecondFactor', { stale: ['listAccounts'] })
  return (account: Account) =>
    reset.mutate(input(account), { onSuccess: ({ name }) => say(t('done.factorReset', { name })) })
}
