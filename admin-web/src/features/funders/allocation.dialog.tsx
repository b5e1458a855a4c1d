import { wholeShare, type Activity, type ActivityKind, type Allocation, type FunderDetail } from '@interra/contracts'
import { Group, NumberInput, Text, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { call, useAct } from '../../lib/query.ts'
import { useDates } from '../../lib/use-dates.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { ActForm } from '../../ui/form/act-form.tsx'
import { SearchSelect } from '../../ui/form/search-select.tsx'
import { useActForm, type ActForm as Form } from '../../ui/form/use-act-form.ts'
import { offerUndo } from '../../ui/undo-bar.tsx'
import { programmeOf, staleFunders, useFunderWords } from './funder-words.ts'

interface Values extends Record<string, unknown> {
  activity: Activity | null
  startsOn: string
  endsOn: string
  /** Per cent by grant. */
  shares: Record<string, number | string>
}
interface FormProps {
  siteId: string
  funders: readonly FunderDetail[]
  close: () => void
}

interface DialogProps extends FormProps {
  open: Allocation | 'new' | null
}

export function AllocationDialog({ open, ...props }: DialogProps) {
  const { t } = useTranslation('funders')
  const { activity } = useFunderWords()
  const title = open === null || open === 'new' ? t('allocate') : activity(open.activity)
  return (
    <Dialog opened={open !== null} close={props.close} title={title} size="lg">
      {open === 'new' && <AddForm {...props} />}
      {open !== null && open !== 'new' && <ChangeForm {...props} allocation={open} />}
    </Dialog>
  )
}

const partsOf = (percent: number | string | undefined) => Math.round(Number(percent ?? 0) * 100)
const sharesOf = ({ shares }: Values) =>
  Object.entries(shares)
    .map(([grantId, percent]) => ({ grantId, share: partsOf(percent) }))
    .filter(({ share }) => share > 0)
const fieldOf = (path: string) => path.replace(/^(shares|activity)\b.*/, '$1')

/** Takes back what was saved: the shares and days there were. */
function useTakeBack() {
  const { t } = useTranslation('funders')
  const act = useAct('changeAllocation', { stale: staleFunders })
  return ({ id, version }: Allocation, before: Pick<Allocation, 'startsOn' | 'endsOn' | 'shares'>) =>
    offerUndo(t('saved'), () =>
      act.mutate({
        params: { allocationId: id },
        ifMatch: version,
        body: {
          startsOn: before.startsOn,
          endsOn: before.endsOn,
          shares: before.shares.map(({ grantId, share }) => ({ grantId, share })),
        },
      }),
    )
}

function AddForm({ siteId, funders, close }: FormProps) {
  const { t } = useTranslation('common')
  const takeBack = useTakeBack()
  const year = useDates().now().date.slice(0, 4)
  const initial: Values = { activity: null, startsOn: `${year}-01-01`, endsOn: `${year}-12-31`, shares: {} }
  const form = useActForm('addAllocation', {
    initial,
    toBody: ({ activity, ...values }) => ({
      siteId,
      ...(activity && { activity: { kind: activity.kind, id: activity.id } }),
      startsOn: values.startsOn,
      endsOn: values.endsOn,
      shares: sharesOf({ activity, ...values }),
    }),
    fieldOf,
    stale: staleFunders,
    onDone: (added) => {
      close()
      takeBack(added, { ...added, shares: [] })
    },
  })
  return (
    <ActForm form={form} submit={t('save')} cancel={close}>
      <ActivityField siteId={siteId} form={form} />
      <Shares funders={funders} form={form} kind={form.values.activity?.kind} />
    </ActForm>
  )
}

function ChangeForm({ funders, allocation, close }: FormProps & { allocation: Allocation }) {
  const { t } = useTranslation('common')
  const takeBack = useTakeBack()
  const { id, version, activity, startsOn, endsOn } = allocation
  const shares = Object.fromEntries(allocation.shares.map(({ grantId, share }) => [grantId, share / 100]))
  const initial: Values = { activity, startsOn, endsOn, shares }
  const form = useActForm('changeAllocation', {
    initial,
    input: { params: { allocationId: id }, ifMatch: version },
    toBody: (values) => ({ startsOn: values.startsOn, endsOn: values.endsOn, shares: sharesOf(values) }),
    fieldOf,
    stale: staleFunders,
    onDone: (changed) => {
      close()
      takeBack(changed, allocation)
    },
  })
  return (
    <ActForm form={form} submit={t('save')} cancel={close}>
      <Shares funders={funders} form={form} kind={activity.kind} />
    </ActForm>
  )
}

const keyOf = ({ kind, id }: Activity) => `${kind} ${id ?? ''}`

function ActivityField({ siteId, form }: { siteId: string; form: Form<Values> }) {
  const { t } = useTranslation('funders')
  const words = useFunderWords()
  const { activity } = form.values
  const { error } = form.field('activity', t('fields.activity'))
  const find = async (text: string) => {
    const { items } = await call('listActivities', { query: { siteId, text } })
    return items.map((one) => ({ value: keyOf(one), label: words.activity(one), activity: one }))
  }
  return (
    <SearchSelect
      label={t('fields.activity')}
      description={t('fields.activityHint')}
      name={`activities ${siteId}`}
      find={find}
      value={activity && { value: keyOf(activity), label: words.activity(activity) }}
      onChange={(found) => form.set('activity', found && 'activity' in found ? found.activity : null)}
      error={error}
      data-path="activity"
    />
  )
}

/** The days, a share for each grant that may carry the activity on them, and what is left of the whole. */
function Shares({
  funders,
  form,
  kind,
}: {
  funders: readonly FunderDetail[]
  form: Form<Values>
  kind?: ActivityKind | undefined
}) {
  const { t } = useTranslation('funders')
  const { share, decimals } = useFunderWords()
  const { startsOn, endsOn, shares } = form.values
  const fitting = funders.flatMap(({ name, grants }) =>
    grants
      .filter(
        (grant) =>
          shares[grant.id] !== undefined ||
          (kind !== undefined &&
            grant.programmes.includes(programmeOf[kind]) &&
            (grant.status === 'granted' || grant.status === 'closed') &&
            grant.startsOn <= startsOn &&
            grant.endsOn >= endsOn),
      )
      .map((grant) => ({ id: grant.id, label: `${name}, ${grant.reference} (%)` })),
  )
  const rest = wholeShare - Object.values(shares).reduce<number>((sum, percent) => sum + partsOf(percent), 0)
  const { error } = form.field('shares', t('column.shares'))
  return (
    <>
      <Group grow align="start">
        <TextInput {...form.field('startsOn', t('fields.startsOn'))} type="date" />
        <TextInput {...form.field('endsOn', t('fields.endsOn'))} type="date" />
      </Group>
      {fitting.length === 0 && <Text c="dimmed">{t('empty.fitting')}</Text>}
      {fitting.map(({ id, label }) => (
        <NumberInput
          key={id}
          label={label}
          value={shares[id] ?? ''}
          onChange={(percent) => form.set('shares', { ...shares, [id]: percent })}
          min={0}
          max={100}
          {...decimals}
        />
      ))}
      <Text fw={600} {...(rest < 0 && { c: 'red' })} role="status" tabIndex={-1} data-path="shares">
        {rest < 0 ? t('tooMuch', { share: share(-rest) }) : t('restOf', { share: share(rest) })}
      </Text>
      {error !== undefined && error !== null && (
        <Text c="red" size="sm">
          {error as string}
        </Text>
      )}
    </>
  )
}
