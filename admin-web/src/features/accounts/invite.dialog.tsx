import { staffLocales, type GrantRequest, type StaffLocale } from '@interra/contracts'
import { NativeSelect, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSeams, type Picked } from '../../lib/seams.ts'
import { useSite } from '../../lib/session.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { ActForm } from '../../ui/form/act-form.tsx'
import { useActForm } from '../../ui/form/use-act-form.ts'
import { say } from '../../ui/undo-bar.tsx'
import { GrantsInput } from './grants-input.tsx'

/** Invites somebody: a name, an address, and what they will see and do. */
export function InviteDialog({ opened, close }: { opened: boolean; close: () => void }) {
  const { t } = useTranslation('accounts')
  return (
    <Dialog opened={opened} close={close} size="lg" title={t('dialog.invite')}>
      <InviteForm close={close} />
    </Dialog>
  )
}

interface Invitation extends Record<string, unknown> {
  name: string
  email: string
  locale: StaffLocale
  grants: GrantRequest[]
}

function InviteForm({ close }: { close: () => void }) {
  const { t } = useTranslation(['accounts', 'shell'])
  const { site } = useSite()
  const first: GrantRequest = { role: 'coordinator', siteId: site?.id ?? null, programme: null, expiresOn: null }
  const initial: Invitation = { name: '', email: '', locale: 'fr', grants: [first] }
  const { PersonPicker } = useSeams()
  const [member, setMember] = useState<Picked | null>(null)
  const form = useActForm('inviteAccount', {
    initial,
    toBody: (values) => ({ ...values, ...(isHost(values) && member ? { personId: member.personId } : {}) }),
    stale: ['listAccounts'],
    onDone: ({ email }) => {
      say(t('done.invited', { email }))
      close()
    },
  })
  const languages = staffLocales.map((value) => ({ value, label: t(`shell:languages.${value}`) }))
  return (
    <ActForm form={form} submit={t('dialog.inviteSubmit')} cancel={close}>
      <TextInput {...form.field('name', t('fields.name'))} autoComplete="off" data-autofocus />
      <TextInput {...form.field('email', t('fields.email'))} type="email" autoComplete="off" />
      <NativeSelect {...form.field('locale', t('fields.locale'))} size="md" data={languages} />
      <GrantsInput form={form} />
      {isHost(form.values) && (
        <PersonPicker
          label={t('fields.member')}
          description={t('fields.memberHint')}
          value={member}
          onChange={setMember}
        />
      )}
    </ActForm>
  )
}

/** Whose sessions a host sees is the member's behind the account. */
function isHost({ grants }: Invitation): boolean {
  return grants.some(({ role }) => role === 'host')
}
