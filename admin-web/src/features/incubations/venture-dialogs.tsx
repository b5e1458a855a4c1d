import {
  cardStates,
  enterpriseKinds,
  outcomeSituations,
  type Incubation,
  type OutcomeMoment,
  type Venture,
} from '@interra/contracts'
import { NativeSelect, NumberInput, Textarea, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { query } from '../../lib/query.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { ActForm } from '../../ui/form/act-form.tsx'
import { inWords } from '../../ui/form/in-words.ts'
import { useActForm } from '../../ui/form/use-act-form.ts'
import { staleVenture } from './incubation-words.ts'
import { WhyForm } from './why-form.tsx'

type Milestone = NonNullable<Venture['milestones']>[number]
export type VentureOpened =
  | 'enterprise'
  | 'removal'
  | 'card'
  | { readonly milestone: Milestone }
  | { readonly outcome: OutcomeMoment }

interface VentureDialogsProps {
  incubation: Incubation
  venture: Venture
  opened: VentureOpened | null
  close: () => void
}

/** What is being noted of a venture: one dialog at a time. */
export function VentureDialogs(props: VentureDialogsProps) {
  const { opened, close } = props
  const title = useTitle(opened)
  return (
    <Dialog opened={opened !== null} close={close} title={title}>
      {opened && <Inner {...props} opened={opened} />}
    </Dialog>
  )
}

function useTitle(opened: VentureOpened | null): string {
  const { t } = useTranslation('incubations')
  if (opened === null) return ''
  if (opened === 'enterprise') return t('venture.setEnterprise')
  if (opened === 'removal') return t('venture.remove')
  if (opened === 'card') return t('venture.card')
  if ('outcome' in opened) return t('venture.noteOutcome', { moment: t(`moments.${opened.outcome}`) })
  return t('venture.set', { name: t(`milestones.${opened.milestone.code}`) })
}

interface FormProps extends Omit<VentureDialogsProps, 'opened'> {
  params: { incubationId: string }
  /** The venture as it stands now, for whoever was overtaken. */
  read: () => Promise<Venture>
}

function Inner({ opened, ...props }: VentureDialogsProps & { opened: VentureOpened }) {
  const client = useQueryClient()
  const params = { incubationId: props.incubation.id }
  const read = () => client.fetchQuery({ ...query('getVenture', { params }), staleTime: 0 })
  const form = { ...props, params, read }
  if (opened === 'enterprise') return <EnterpriseForm {...form} />
  if (opened === 'removal') return <RemovalForm {...form} />
  if (opened === 'card') return <CardForm {...form} />
  if ('outcome' in opened) return <OutcomeForm {...form} moment={opened.outcome} />
  return <MilestoneForm {...form} code={opened.milestone.code} />
}

function RemovalForm({ params, venture, close }: FormProps) {
  const { t } = useTranslation('incubations')
  const input = { params, ifMatch: venture.version }
  return (
    <WhyForm act="removeEnterprise" input={input} stale={staleVenture} submit={t('venture.remove')} close={close} />
  )
}

const presentOf = <V,>(venture: Venture, values: (venture: Venture) => V) => ({
  values: values(venture),
  version: venture.version,
})
const orNull = (value: string) => (value === '' ? null : value)

const milestoneIn = ({ milestones }: Venture, code: Milestone['code']) => {
  const found = milestones?.find((one) => one.code === code)
  return {
    plannedOn: found?.plannedOn ?? '',
    reachedOn: found?.reachedOn ?? '',
    count: found?.count ?? '',
    evidence: found?.evidence ?? '',
  }
}

function MilestoneForm({ params, code, incubation, venture, read, close }: FormProps & Pick<Milestone, 'code'>) {
  const { t } = useTranslation(['incubations', 'common'])
  const form = useActForm('setMilestone', {
    initial: milestoneIn(venture, code),
    input: { params: { ...params, code }, ifMatch: venture.version },
    reread: async () => presentOf(await read(), (now) => milestoneIn(now, code)),
    toBody: (values) => ({
      plannedOn: orNull(values.plannedOn),
      reachedOn: orNull(values.reachedOn),
      evidence: orNull(values.evidence),
      count: typeof values.count === 'number' ? values.count : null,
    }),
    stale: staleVenture,
    onDone: close,
  })
  return (
    <ActForm form={form} submit={t('common:save')} cancel={close}>
      <TextInput
        type="date"
        {...form.field('plannedOn', t('venture.planned'))}
        min={incubation.startsOn}
        max={incubation.endsOn}
      />
      <TextInput type="date" {...form.field('reachedOn', t('venture.reached'))} max={venture.today} data-autofocus />
      {code === 'customer_interviews' && (
        <NumberInput {...form.field('count', t('venture.count'))} min={0} allowDecimal={false} />
      )}
      <Textarea {...form.field('evidence', t('venture.evidence'))} autosize minRows={2} />
    </ActForm>
  )
}

const enterpriseIn = ({ enterprise }: Venture) => ({
  number: enterprise?.written ?? '',
  kind: enterprise?.kind ?? 'main',
  startedOn: enterprise?.startedOn ?? '',
  verifiedOn: enterprise?.verifiedOn ?? '',
  aliveOn: enterprise?.aliveOn ?? '',
  ceasedOn: enterprise?.ceasedOn ?? '',
})

function EnterpriseForm({ params, venture, read, close }: FormProps) {
  const { t } = useTranslation(['incubations', 'common'])
  const { today, version } = venture
  const form = useActForm('setEnterprise', {
    initial: enterpriseIn(venture),
    input: { params, ifMatch: version },
    reread: async () => presentOf(await read(), enterpriseIn),
    toBody: ({ number, kind, startedOn, ...days }) => ({
      number,
      kind,
      startedOn,
      verifiedOn: orNull(days.verifiedOn),
      aliveOn: orNull(days.aliveOn),
      ceasedOn: orNull(days.ceasedOn),
    }),
    stale: staleVenture,
    onDone: close,
  })
  const choices = enterpriseKinds.map((value) => ({ value, label: t(`enterpriseKinds.${value}`) }))
  return (
    <ActForm form={form} submit={t('common:save')} cancel={close} show={(_field, value) => inWords(value, choices)}>
      <TextInput
        {...form.field('number', t('venture.number'))}
        description={t('venture.numberHint')}
        autoComplete="off"
        inputMode="numeric"
        data-autofocus
      />
      <NativeSelect {...form.field('kind', t('venture.kind'))} data={choices} />
      <TextInput type="date" {...form.field('startedOn', t('venture.startedOn'))} />
      <TextInput type="date" {...form.field('verifiedOn', t('venture.verifiedOn'))} max={today} />
      <TextInput type="date" {...form.field('aliveOn', t('venture.aliveOn'))} max={today} />
      <TextInput type="date" {...form.field('ceasedOn', t('venture.ceasedOn'))} max={today} />
    </ActForm>
  )
}

const cardIn = ({ card }: Venture) => ({ status: card?.status ?? 'unknown', sinceOn: card?.sinceOn ?? '' })

function CardForm({ params, venture, read, close }: FormProps) {
  const { t } = useTranslation(['incubations', 'common'])
  const { today, version } = venture
  const form = useActForm('setCard', {
    initial: cardIn(venture),
    input: { params, ifMatch: version },
    reread: async () => presentOf(await read(), cardIn),
    toBody: ({ status, sinceOn }) => ({ status, sinceOn: orNull(sinceOn) }),
    stale: staleVenture,
    onDone: close,
  })
  const choices = cardStates.map((value) => ({ value, label: t(`cardStates.${value}`) }))
  return (
    <ActForm form={form} submit={t('common:save')} cancel={close} show={(_field, value) => inWords(value, choices)}>
      <NativeSelect {...form.field('status', t('venture.card'))} data={choices} data-autofocus />
      <TextInput type="date" {...form.field('sinceOn', t('venture.since'))} max={today} />
    </ActForm>
  )
}

const situationIn = ({ outcomes }: Venture, moment: OutcomeMoment) => ({
  situation: outcomes?.find((one) => one.moment === moment)?.situations[0] ?? 'unknown',
})

function OutcomeForm({ params, moment, venture, read, close }: FormProps & { moment: OutcomeMoment }) {
  const { t } = useTranslation(['incubations', 'common'])
  const form = useActForm('setOutcome', {
    initial: situationIn(venture, moment),
    input: { params: { ...params, moment }, ifMatch: venture.version },
    reread: async () => presentOf(await read(), (now) => situationIn(now, moment)),
    toBody: ({ situation }) => ({ situations: [situation] }),
    fieldOf: () => 'situation',
    stale: staleVenture,
    onDone: close,
  })
  const choices = outcomeSituations.map((value) => ({ value, label: t(`situations.${value}`) }))
  return (
    <ActForm form={form} submit={t('common:save')} cancel={close} show={(_field, value) => inWords(value, choices)}>
      <NativeSelect {...form.field('situation', t('venture.situation'))} data={choices} data-autofocus />
    </ActForm>
  )
}
