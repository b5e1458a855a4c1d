import type { Incubation, Path, PathAct, PathItem, PathKind } from '@interra/contracts'
import { NativeSelect, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Dialog } from '../../ui/dialog.tsx'
import { ActForm } from '../../ui/form/act-form.tsx'
import { useActForm } from '../../ui/form/use-act-form.ts'
import { severityWords, stalePath } from './incubation-words.ts'
import { AddPathForm, ChangePathForm } from './path-item-form.tsx'
import { WhyForm } from './why-form.tsx'

export type PathOpened =
  | { readonly add: PathKind }
  | { readonly change: PathItem }
  | { readonly rate: PathItem }
  | { readonly move: PathItem; readonly act: PathAct }

interface PathDialogsProps {
  incubation: Incubation
  path: Path
  opened: PathOpened | null
  close: () => void
}

/** What is being done to a path: one dialog at a time. */
export function PathDialogs({ incubation, path, opened, close }: PathDialogsProps) {
  const title = useTitle(opened)
  return (
    <Dialog opened={opened !== null} close={close} title={title}>
      {opened && <Inner incubation={incubation} path={path} opened={opened} close={close} />}
    </Dialog>
  )
}

function useTitle(opened: PathOpened | null): string {
  const { t } = useTranslation('incubations')
  if (opened === null) return ''
  if ('add' in opened) return t(`kinds.${opened.add}`)
  if ('rate' in opened) return t('path.rate')
  return 'move' in opened ? t(`pathActs.${opened.act}`) : t('path.edit')
}

function Inner({ incubation, path, opened, close }: PathDialogsProps & { opened: PathOpened }) {
  if ('add' in opened) return <AddPathForm incubation={incubation} path={path} kind={opened.add} close={close} />
  if ('change' in opened) return <ChangePathForm incubation={incubation} item={opened.change} close={close} />
  if ('rate' in opened) return <RateForm incubationId={incubation.id} item={opened.rate} path={path} close={close} />
  return <MoveForm incubationId={incubation.id} opened={opened} path={path} close={close} />
}

interface FormProps {
  incubationId: string
  path: Path
  close: () => void
}

function RateForm({ incubationId, item, path, close }: FormProps & { item: PathItem }) {
  const { t } = useTranslation(['incubations', 'common'])
  const form = useActForm('reviewPathItem', {
    initial: { severity: String(item.reviews.at(-1)?.severity ?? 0), reviewedOn: path.today },
    input: { params: { incubationId, pathItemId: item.id } },
    toBody: ({ severity, reviewedOn }) => ({ severity: Number(severity), reviewedOn }),
    stale: stalePath,
    onDone: close,
  })
  return (
    <ActForm form={form} submit={t('common:save')} cancel={close} guard={false}>
      <NativeSelect
        {...form.field('severity', t('fields.severity'))}
        data={severityWords.map((word, at) => ({ value: String(at), label: t(`severities.${word}`) }))}
        data-autofocus
      />
      <TextInput type="date" {...form.field('reviewedOn', t('fields.on'))} max={path.today} />
    </ActForm>
  )
}

function MoveForm({ incubationId, opened, path, close }: FormProps & { opened: { move: PathItem; act: PathAct } }) {
  const { t } = useTranslation('incubations')
  const { move: item, act } = opened
  const input = { params: { incubationId, pathItemId: item.id }, ifMatch: item.version }
  const form = useActForm('movePathItem', {
    initial: { on: path.today },
    input,
    toBody: ({ on }) => ({ act, on }),
    stale: stalePath,
    onDone: close,
  })
  if (act === 'abandon')
    return (
      <WhyForm
        act="movePathItem"
        input={input}
        extra={{ act }}
        stale={stalePath}
        submit={t('pathActs.abandon')}
        close={close}
        onDone={close}
      />
    )
  return (
    <ActForm form={form} submit={t(`pathActs.${act}`)} cancel={close} guard={false}>
      <TextInput type="date" {...form.field('on', t('fields.on'))} max={path.today} data-autofocus />
    </ActForm>
  )
}
