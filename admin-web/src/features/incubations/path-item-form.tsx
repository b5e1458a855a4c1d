import { dimensions, type Incubation, type Path, type PathItem, type PathKind } from '@interra/contracts'
import { Checkbox, NativeSelect, Textarea, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { ActForm } from '../../ui/form/act-form.tsx'
import { useActForm, type ActForm as Form } from '../../ui/form/use-act-form.ts'
import { severityWords, stalePath } from './incubation-words.ts'

interface Values extends Record<string, unknown> {
  title: string
  details: string
  dimension: string
  severity: string
  parentId: string
  ownerId: string
  dueOn: string
  shared: boolean
}
const blank: Values = {
  title: '',
  details: '',
  dimension: '',
  severity: '',
  parentId: '',
  ownerId: '',
  dueOn: '',
  shared: false,
}
const orNull = (value: string) => (value === '' ? null : value)

interface AddPathFormProps {
  incubation: Incubation
  path: Path
  kind: PathKind
  close: () => void
}

export function AddPathForm({ incubation, path, kind, close }: AddPathFormProps) {
  const { t } = useTranslation(['incubations', 'common'])
  const rated = kind === 'need' || kind === 'blocker'
  const form = useActForm('addPathItem', {
    initial: { ...blank, shared: kind === 'objective' || kind === 'action' },
    input: { params: { incubationId: incubation.id } },
    toBody: (values) => ({
      kind,
      title: values.title,
      details: orNull(values.details),
      dimension: orNull(values.dimension),
      severity: values.severity === '' ? null : Number(values.severity),
      parentId: orNull(values.parentId),
      ownerId: orNull(values.ownerId),
      dueOn: orNull(values.dueOn),
      shared: values.shared,
    }),
    stale: stalePath,
    onDone: close,
  })
  return (
    <ActForm form={form} submit={t('common:add')} cancel={close}>
      <TextInput {...form.field('title', t('fields.title'))} autoComplete="off" data-autofocus />
      {rated && <Rating form={form} />}
      {kind !== 'strength' && <Parent form={form} kind={kind} path={path} />}
      {kind !== 'strength' && <Owner form={form} incubation={incubation} />}
      <Textarea {...form.field('details', t('fields.details'))} autosize minRows={2} />
      <Shared form={form} />
    </ActForm>
  )
}

function Rating({ form }: { form: Form<Values> }) {
  const { t } = useTranslation('incubations')
  const choose = { value: '', label: t('fields.choose') }
  return (
    <>
      <NativeSelect
        {...form.field('dimension', t('fields.dimension'))}
        description={form.values.dimension === 'health' ? t('fields.health') : undefined}
        data={[choose, ...dimensions.map((value) => ({ value, label: t(`dimensions.${value}`) }))]}
      />
      <NativeSelect
        {...form.field('severity', t('fields.severity'))}
        data={[choose, ...severityWords.map((word, at) => ({ value: String(at), label: t(`severities.${word}`) }))]}
      />
    </>
  )
}

/** What an item may hang on: a blocker on a need, what is wanted or done on either. */
const above: Readonly<Record<PathKind, readonly PathKind[]>> = {
  strength: [],
  need: [],
  blocker: ['need'],
  objective: ['need', 'blocker'],
  action: ['need', 'blocker', 'objective'],
}

function Parent({ form, kind, path }: { form: Form<Values>; kind: PathKind; path: Path }) {
  const { t } = useTranslation('incubations')
  const choices = path.items.filter((one) => above[kind].includes(one.kind) && one.status !== 'abandoned')
  if (choices.length === 0) return null
  return (
    <NativeSelect
      {...form.field('parentId', t('fields.parent'))}
      data={[
        { value: '', label: t('fields.noParent') },
        ...choices.map(({ id, title }) => ({ value: id, label: title ?? '' })),
      ]}
    />
  )
}

function Owner({ form, incubation }: { form: Form<Values>; incubation: Incubation }) {
  const { t } = useTranslation('incubations')
  const { person, circle, endsOn, today } = incubation
  const people = new Map([person, ...circle.map((one) => one.person)].map((one) => [one.personId, one.name ?? '']))
  return (
    <>
      <NativeSelect
        {...form.field('ownerId', t('fields.owner'))}
        data={[{ value: '', label: t('fields.nobody') }, ...[...people].map(([value, label]) => ({ value, label }))]}
      />
      <TextInput type="date" {...form.field('dueOn', t('fields.dueOn'))} min={today} max={endsOn} />
    </>
  )
}

function Shared({ form }: { form: Form<Values> }) {
  const { t } = useTranslation('incubations')
  form.field('shared', t('fields.shared'))
  return (
    <Checkbox
      label={t('fields.shared')}
      checked={form.values.shared}
      onChange={({ currentTarget: { checked } }) => form.set('shared', checked)}
    />
  )
}

interface ChangePathFormProps {
  incubation: Incubation
  item: PathItem
  close: () => void
}

export function ChangePathForm({ incubation, item, close }: ChangePathFormProps) {
  const { t } = useTranslation(['incubations', 'common'])
  const { title = '', details, owner, dueOn, shared } = item
  const form = useActForm('changePathItem', {
    initial: {
      ...blank,
      title,
      details: details ?? '',
      ownerId: owner?.personId ?? '',
      dueOn: dueOn ?? '',
      shared,
    },
    input: { params: { incubationId: incubation.id, pathItemId: item.id }, ifMatch: item.version },
    toBody: (values) => ({
      title: values.title,
      details: orNull(values.details),
      ownerId: orNull(values.ownerId),
      dueOn: orNull(values.dueOn),
      shared: values.shared,
    }),
    stale: stalePath,
    onDone: close,
  })
  return (
    <ActForm form={form} submit={t('common:save')} cancel={close}>
      <TextInput {...form.field('title', t('fields.title'))} autoComplete="off" data-autofocus />
      {item.kind !== 'strength' && <Owner form={form} incubation={incubation} />}
      <Textarea {...form.field('details', t('fields.details'))} autosize minRows={2} />
      <Shared form={form} />
    </ActForm>
  )
}
