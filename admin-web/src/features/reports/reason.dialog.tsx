import { TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Dialog } from '../../ui/dialog.tsx'
import { ActForm } from '../../ui/form/act-form.tsx'
import { useActForm } from '../../ui/form/use-act-form.ts'
import { staleReports } from './report-words.ts'

interface ReasonProps {
  opened: boolean
  close: () => void
}

export function WithdrawDialog({ id, version, opened, close }: ReasonProps & { id: string; version: number }) {
  const { t } = useTranslation('reports')
  return (
    <Dialog opened={opened} close={close} title={t('withdraw')}>
      <WithdrawForm id={id} version={version} close={close} />
    </Dialog>
  )
}

function WithdrawForm({ id, version, close }: { id: string; version: number; close: () => void }) {
  const { t } = useTranslation('reports')
  const form = useActForm('withdrawReport', {
    initial: { reason: '' },
    input: { params: { reportId: id }, ifMatch: version },
    stale: staleReports,
    onDone: close,
  })
  return (
    <ActForm form={form} submit={t('withdraw')} cancel={close}>
      <TextInput {...form.field('reason', t('reason'))} autoComplete="off" data-autofocus />
    </ActForm>
  )
}

export function ReopenDialog({ id, version, opened, close }: ReasonProps & { id: string; version: number }) {
  const { t } = useTranslation('reports')
  return (
    <Dialog opened={opened} close={close} title={t('locks.reopen')}>
      <ReopenForm id={id} version={version} close={close} />
    </Dialog>
  )
}

function ReopenForm({ id, version, close }: { id: string; version: number; close: () => void }) {
  const { t } = useTranslation('reports')
  const form = useActForm('reopenPeriod', {
    initial: { reason: '' },
    input: { params: { periodLockId: id }, ifMatch: version },
    stale: ['listPeriodLocks'],
    onDone: close,
  })
  return (
    <ActForm form={form} submit={t('locks.reopen')} cancel={close}>
      <TextInput {...form.field('reason', t('reason'))} autoComplete="off" data-autofocus />
    </ActForm>
  )
}
