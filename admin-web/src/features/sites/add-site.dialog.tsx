import { Text, TextInput } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useDates } from '../../lib/use-dates.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { ActForm } from '../../ui/form/act-form.tsx'
import { useActForm } from '../../ui/form/use-act-form.ts'
import { say } from '../../ui/undo-bar.tsx'

/** A new city: a name, a short name and a first day; its lists and rules come with it. */
export function AddSiteDialog({ opened, close }: { opened: boolean; close: () => void }) {
  const { t } = useTranslation('sites')
  return (
    <Dialog opened={opened} close={close} title={t('dialog.add')}>
      <AddSiteForm close={close} />
    </Dialog>
  )
}

function AddSiteForm({ close }: { close: () => void }) {
  const { t } = useTranslation('sites')
  const navigate = useNavigate()
  const today = useDates().now().date
  const form = useActForm('addSite', {
    initial: { name: '', code: '', timeZone: 'Europe/Brussels', opensOn: today },
    stale: ['listSites', 'whoAmI'],
    onDone: ({ id, name }) => {
      say(t('done.added', { name }))
      void navigate({ to: '/settings/sites/$siteId', params: { siteId: id } })
    },
  })
  return (
    <ActForm form={form} submit={t('dialog.addSubmit')} cancel={close}>
      <Text>{t('dialog.addText')}</Text>
      <TextInput {...form.field('name', t('fields.name'))} autoComplete="off" data-autofocus />
      <TextInput {...form.field('code', t('fields.code'))} description={t('fields.codeHint')} autoComplete="off" />
      <TextInput {...form.field('opensOn', t('fields.opensOn'))} type="date" />
      <TextInput {...form.field('timeZone', t('fields.zone'))} autoComplete="off" />
    </ActForm>
  )
}
