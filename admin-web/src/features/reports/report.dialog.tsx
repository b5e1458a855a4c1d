import { addDays, reportLevels, reportTemplateCodes, reportTemplates } from '@interra/contracts'
import { NativeSelect, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useDates } from '../../lib/use-dates.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { ActForm } from '../../ui/form/act-form.tsx'
import { useActForm } from '../../ui/form/use-act-form.ts'
import { staleReports } from './report-words.ts'

interface DialogProps {
  siteId: string
  opened: boolean
  close: () => void
}

export function ReportDialog({ siteId, opened, close }: DialogProps) {
  const { t } = useTranslation('reports')
  return (
    <Dialog opened={opened} close={close} title={t('add')}>
      <AddForm siteId={siteId} close={close} />
    </Dialog>
  )
}

function AddForm({ siteId, close }: Omit<DialogProps, 'opened'>) {
  const { t } = useTranslation('reports')
  const year = Number(useDates().now().date.slice(0, 4)) - 1
  const form = useActForm('addReport', {
    initial: { title: '', template: 'yearly', from: `${year}-01-01`, to: `${year}-12-31`, level: 'internal_case' },
    toBody: ({ to, template, ...values }) => {
      const code = reportTemplateCodes.find((one) => one === template) ?? 'summary'
      const last = /^\d{4}-\d\d-\d\d$/.test(to) ? addDays(to, 1) : to
      return { ...values, siteId, template: code, to: last, lines: [...reportTemplates[code]] }
    },
    stale: staleReports,
    onDone: close,
  })
  return (
    <ActForm form={form} submit={t('add')} cancel={close}>
      <TextInput {...form.field('title', t('fields.title'))} autoComplete="off" data-autofocus />
      <NativeSelect
        {...form.field('template', t('fields.template'))}
        data={reportTemplateCodes.map((value) => ({ value, label: t(`templates.${value}`) }))}
      />
      <TextInput {...form.field('from', t('fields.from'))} type="date" />
      <TextInput {...form.field('to', t('fields.last'))} type="date" />
      <NativeSelect
        {...form.field('level', t('fields.level'))}
        data={reportLevels.map((value) => ({ value, label: t(`levels.${value}`) }))}
      />
    </ActForm>
  )
}
