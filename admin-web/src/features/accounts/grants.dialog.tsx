import type { Account, GrantRequest } from '@interra/contracts'
import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { query } from '../../lib/query.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { ActForm } from '../../ui/form/act-form.tsx'
import { useActForm } from '../../ui/form/use-act-form.ts'
import { say } from '../../ui/undo-bar.tsx'
import { useGrantWords } from './grant-words.ts'
import { GrantsInput } from './grants-input.tsx'

/** Changes what an account may see and do. */
export function GrantsDialog({ account, close }: { account: Account | null; close: () => void }) {
  const { t } = useTranslation('accounts')
  return (
    <Dialog
      opened={account !== null}
      close={close}
      size="lg"
      title={account && t('dialog.change', { name: account.name })}
    >
      {account && <GrantsForm key={account.id} account={account} close={close} />}
    </Dialog>
  )
}

const valuesOf = (account: Account): { grants: GrantRequest[] } => ({
  grants: account.grants.map(({ role, siteId, programme, expiresOn }) => ({ role, siteId, programme, expiresOn })),
})

function GrantsForm({ account, close }: { account: Account; close: () => void }) {
  const { t } = useTranslation(['accounts', 'common'])
  const client = useQueryClient()
  const words = useGrantWords()
  const form = useActForm('changeGrants', {
    initial: valuesOf(account),
    input: { params: { accountId: account.id }, ifMatch: account.version },
    stale: ['listAccounts'],
    reread: async () => {
      const read = query('getAccount', { params: { accountId: account.id } })
      const present = await client.fetchQuery({ ...read, staleTime: 0 })
      return { values: valuesOf(present), version: present.version }
    },
    onDone: ({ name }) => {
      say(t('done.roles', { name }))
      close()
    },
  })
  return (
    <ActForm
      form={form}
      submit={t('common:save')}
      cancel={close}
      show={(_field, grants) => (grants as GrantRequest[]).map(words).join(' ; ')}
    >
      <GrantsInput form={form} />
    </ActForm>
  )
}
