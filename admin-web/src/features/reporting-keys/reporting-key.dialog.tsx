import { scopesOfKind, type NewReportingKey } from '@interra/contracts'
import { MultiSelect, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCan, useSession } from '../../lib/session.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { ActForm } from '../../ui/form/act-form.tsx'
import { useActForm } from '../../ui/form/use-act-form.ts'
import { Notice } from '../../ui/notice.tsx'
import { ShownOnce } from '../../ui/shown-once.tsx'

/** Makes a key of reports, then shows it once. */
export function NewReportingKeyDialog({ opened, close }: { opened: boolean; close: () => void }) {
  const { t } = useTranslation('reporting-keys')
  const [made, setMade] = useState<NewReportingKey | null>(null)
  const leave = () => {
    setMade(null)
    close()
  }
  return (
    <Dialog opened={opened} close={made === null ? leave : () => undefined} title={t('add')} size="lg">
      {made === null ? (
        <KeyForm close={leave} done={setMade} />
      ) : (
        <ShownOnce
          text={made.key}
          title={t('once.title')}
          hint={t('once.hint', { publicId: made.publicId })}
          copy={t('once.copy')}
          kept={t('once.kept')}
          close={leave}
        />
      )}
    </Dialog>
  )
}

function KeyForm({ close, done }: { close: () => void; done: (key: NewReportingKey) => void }) {
  const { t } = useTranslation('reporting-keys')
  const { sites } = useSession()
  const can = useCan()
  const own = sites.filter(({ id }) => can('createReportingKey', id))
  const [only] = own
  const form = useActForm('createReportingKey', {
    initial: {
      name: '',
      siteIds: own.length === 1 && only ? [only.id] : [],
      scopes: ['figures:read'] as string[],
      expiresOn: '',
    },
    input: {},
    stale: ['listReportingKeys'],
    onDone: done,
  })
  return (
    <ActForm form={form} submit={t('make')} cancel={close}>
      <TextInput
        {...form.field('name', t('fields.name'))}
        description={t('fields.nameHint')}
        autoComplete="off"
        data-autofocus
      />
      <MultiSelect
        {...form.field('siteIds', t('fields.sites'))}
        data={own.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <MultiSelect
        {...form.field('scopes', t('fields.scopes'))}
        data={scopesOfKind.reporting.map((value) => ({
          value,
          label: t(`scopes.${value.replace(':', '_') as 'figures_read'}`),
        }))}
      />
      {form.values.scopes.includes('attendances:read') && <Notice tone="warn">{t('attendancesHint')}</Notice>}
      <TextInput
        {...form.field('expiresOn', t('fields.expiresOn'))}
        description={t('fields.expiresHint')}
        type="date"
      />
    </ActForm>
  )
}
