import { verdicts, type BorrowedMethod } from '@interra/contracts'
import { NativeSelect, Textarea, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useDates } from '../../lib/use-dates.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { ActForm } from '../../ui/form/act-form.tsx'
import { useActForm } from '../../ui/form/use-act-form.ts'
import { say } from '../../ui/undo-bar.tsx'
import { staleMethods } from './expert-words.ts'

interface AddProps {
  siteId: string
  opened: boolean
  close: () => void
}

export function AddMethodDialog({ siteId, opened, close }: AddProps) {
  const { t } = useTranslation('experts')
  return (
    <Dialog opened={opened} close={close} title={t('add.methods')}>
      <AddForm siteId={siteId} close={close} />
    </Dialog>
  )
}

function AddForm({ siteId, close }: Omit<AddProps, 'opened'>) {
  const { t } = useTranslation(['experts', 'common'])
  const today = useDates().now().date
  const form = useActForm('addMethod', {
    initial: { name: '', borrowedFrom: '', about: '', usedFrom: today },
    toBody: (values) => ({ ...values, siteId }),
    stale: staleMethods,
    onDone: () => {
      close()
      say(t('done.methodAdded'))
    },
  })
  return (
    <ActForm form={form} submit={t('common:add')} cancel={close}>
      <TextInput {...form.field('name', t('form.name'))} autoComplete="off" data-autofocus />
      <TextInput {...form.field('borrowedFrom', t('form.borrowedFrom'))} autoComplete="off" />
      <Textarea {...form.field('about', t('form.about'))} autosize minRows={2} />
      <TextInput {...form.field('usedFrom', t('form.usedFrom'))} type="date" />
    </ActForm>
  )
}

interface AdaptProps {
  method: BorrowedMethod
  opened: boolean
  close: () => void
}

export function AdaptMethodDialog({ method, opened, close }: AdaptProps) {
  const { t } = useTranslation('experts')
  return (
    <Dialog opened={opened} close={close} title={t('method.adaptNamed', { name: method.name })}>
      <AdaptForm method={method} close={close} />
    </Dialog>
  )
}

function AdaptForm({ method, close }: Omit<AdaptProps, 'opened'>) {
  const { t } = useTranslation(['experts', 'common'])
  const today = useDates().now().date
  const form = useActForm('adaptMethod', {
    initial: { changed: '', why: '', usedFrom: today },
    input: { params: { methodId: method.id } },
    stale: staleMethods,
    onDone: close,
  })
  return (
    <ActForm form={form} submit={t('common:save')} cancel={close}>
      <Textarea {...form.field('changed', t('form.changed'))} data-autofocus />
      <Textarea {...form.field('why', t('form.why'))} />
      <TextInput {...form.field('usedFrom', t('form.usedFrom'))} type="date" />
    </ActForm>
  )
}

type Version = BorrowedMethod['versions'][number]
interface JudgeProps {
  method: BorrowedMethod
  version: Version | null
  close: () => void
}

export function JudgeMethodDialog({ method, version, close }: JudgeProps) {
  const { t } = useTranslation('experts')
  const title = version && t('method.judgeNamed', { name: method.name, number: version.number })
  return (
    <Dialog opened={version !== null} close={close} title={title}>
      {version && <JudgeForm method={method} version={version} close={close} />}
    </Dialog>
  )
}

function JudgeForm({ method, version, close }: JudgeProps & { version: Version }) {
  const { t } = useTranslation(['experts', 'common'])
  const form = useActForm('judgeMethod', {
    initial: { verdict: version.verdict ?? 'keep', finding: version.finding ?? '' },
    input: { params: { methodId: method.id, methodVersionId: version.id }, ifMatch: version.version },
    stale: staleMethods,
    onDone: close,
  })
  return (
    <ActForm form={form} submit={t('common:save')} cancel={close}>
      <NativeSelect
        {...form.field('verdict', t('form.verdict'))}
        data={verdicts.map((value) => ({ value, label: t(`verdicts.${value}`) }))}
        data-autofocus
      />
      <Textarea {...form.field('finding', t('form.finding'))} />
    </ActForm>
  )
}
