import { funderKinds, fundingFrames, type FunderDetail } from '@interra/contracts'
import { NativeSelect, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Dialog } from '../../ui/dialog.tsx'
import { ActForm } from '../../ui/form/act-form.tsx'
import { useActForm, type ActForm as Form } from '../../ui/form/use-act-form.ts'
import { staleFunders } from './funder-words.ts'

interface Values extends Record<string, unknown> {
  name: string
  kind: string
  frame: string
  eeaChAs: string
}
interface DialogProps {
  siteId: string
  /** Absent: a new one. */
  funder?: FunderDetail
  opened: boolean
  close: () => void
}

export function FunderDialog({ siteId, funder, opened, close }: DialogProps) {
  const { t } = useTranslation('funders')
  return (
    <Dialog opened={opened} close={close} title={funder?.name ?? t('add')}>
      {funder ? <ChangeForm funder={funder} close={close} /> : <AddForm siteId={siteId} close={close} />}
    </Dialog>
  )
}

function AddForm({ siteId, close }: { siteId: string; close: () => void }) {
  const { t } = useTranslation('common')
  const initial: Values = { name: '', kind: 'foundation', frame: '', eeaChAs: 'third_country' }
  const form = useActForm('addFunder', {
    initial,
    toBody: (values) => ({ ...values, siteId }),
    stale: staleFunders,
    onDone: close,
  })
  return (
    <ActForm form={form} submit={t('add')} cancel={close}>
      <Fields form={form} />
    </ActForm>
  )
}

function ChangeForm({ funder, close }: { funder: FunderDetail; close: () => void }) {
  const { t } = useTranslation('common')
  const { id, version, name, kind, frame, eeaChAs } = funder
  const initial: Values = { name, kind, frame: frame ?? '', eeaChAs }
  const form = useActForm('changeFunder', {
    initial,
    input: { params: { funderId: id }, ifMatch: version },
    stale: staleFunders,
    onDone: close,
  })
  return (
    <ActForm form={form} submit={t('save')} cancel={close}>
      <Fields form={form} />
    </ActForm>
  )
}

function Fields({ form }: { form: Form<Values> }) {
  const { t } = useTranslation('funders')
  return (
    <>
      <TextInput {...form.field('name', t('fields.name'))} autoComplete="off" data-autofocus />
      <NativeSelect
        {...form.field('kind', t('fields.kind'))}
        data={funderKinds.map((value) => ({ value, label: t(`kinds.${value}`) }))}
      />
      <NativeSelect
        {...form.field('frame', t('fields.frame'))}
        data={[
          { value: '', label: t('frames.none') },
          ...fundingFrames.map((value) => ({ value, label: t(`frames.${value}`) })),
        ]}
      />
      <NativeSelect
        {...form.field('eeaChAs', t('fields.eeaChAs'))}
        data={(['third_country', 'eu'] as const).map((value) => ({ value, label: t(`eeaChAs.${value}`) }))}
      />
    </>
  )
}
