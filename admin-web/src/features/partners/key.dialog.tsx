import { scopesOfKind, type Partner } from '@interra/contracts'
import { MultiSelect, SegmentedControl, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Dialog } from '../../ui/dialog.tsx'
import { ActForm } from '../../ui/form/act-form.tsx'
import { useActForm } from '../../ui/form/use-act-form.ts'
import { ShownOnce } from '../../ui/shown-once.tsx'
import { staleKeys } from './partner-words.ts'

interface DialogProps {
  partner: Partner
  opened: boolean
  close: () => void
}

/** Makes a key, then shows it: the one time that it is there. The window stays until it is said to be kept. */
export function NewKeyDialog({ partner, opened, close }: DialogProps) {
  const { t } = useTranslation('partners')
  const [key, setKey] = useState<string | null>(null)
  const leave = () => {
    setKey(null)
    close()
  }
  return (
    <Dialog opened={opened} close={key === null ? leave : () => undefined} title={t('keys.add')} size="lg">
      {key === null ? (
        <KeyForm partner={partner} close={leave} done={setKey} />
      ) : (
        <ShownOnce
          text={key}
          title={t('keys.once')}
          hint={t('keys.onceHint')}
          copy={t('keys.copy')}
          kept={t('keys.kept')}
          close={leave}
        />
      )}
    </Dialog>
  )
}

interface Values extends Record<string, unknown> {
  name: string
  kind: string
  scopes: string[]
  contactEmail: string
  expiresOn: string
}
const blank: Values = {
  name: '',
  kind: 'test',
  scopes: ['referrals:read', 'referrals:write'],
  contactEmail: '',
  expiresOn: '',
}

function KeyForm({ partner, close, done }: { partner: Partner; close: () => void; done: (key: string) => void }) {
  const { t } = useTranslation('partners')
  const form = useActForm('createPartnerKey', {
    initial: blank,
    input: { params: { partnerId: partner.id } },
    toBody: ({ kind, ...values }) => ({ ...values, test: kind === 'test' }),
    stale: staleKeys,
    onDone: ({ key }) => done(key),
  })
  return (
    <ActForm form={form} submit={t('keys.make')} cancel={close}>
      <TextInput {...form.field('name', t('fields.keyName'))} autoComplete="off" data-autofocus />
      <SegmentedControl
        aria-label={t('fields.kind')}
        value={form.values.kind}
        data={(['test', 'live'] as const).map((value) => ({ value, label: t(`keys.${value}`) }))}
        onChange={(kind) => form.set('kind', kind)}
      />
      <MultiSelect
        {...form.field('scopes', t('fields.scopes'))}
        data={scopesOfKind.partner.map((value) => ({
          value,
          label: t(`scopes.${value.replace(':', '_') as 'referrals_read'}`),
        }))}
      />
      <TextInput
        {...form.field('contactEmail', t('fields.keyContact'))}
        description={t('fields.keyContactHint')}
        type="email"
        autoComplete="off"
      />
      <TextInput
        {...form.field('expiresOn', t('fields.expiresOn'))}
        description={t('fields.expiresHint')}
        type="date"
      />
    </ActForm>
  )
}
