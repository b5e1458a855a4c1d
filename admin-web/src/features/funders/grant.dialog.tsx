import { grantStatuses, programmes, type FunderGrant } from '@interra/contracts'
import { Button, Group, MultiSelect, NativeSelect, NumberInput, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { query } from '../../lib/query.ts'
import { useDates } from '../../lib/use-dates.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { ActForm } from '../../ui/form/act-form.tsx'
import { useActForm, type ActForm as Form } from '../../ui/form/use-act-form.ts'
import { staleFunders, useFunderWords } from './funder-words.ts'

interface Aim {
  indicatorId: string
  target: number | string
  dueOn: string
}
interface Values extends Record<string, unknown> {
  reference: string
  startsOn: string
  endsOn: string
  euros: number | string
  programmes: string[]
  status: string
  targets: Aim[]
}
interface DialogProps {
  funderId: string
  /** Absent: a new one. */
  grant?: FunderGrant
  opened: boolean
  close: () => void
}

export function GrantDialog({ funderId, grant, opened, close }: DialogProps) {
  const { t } = useTranslation('funders')
  return (
    <Dialog opened={opened} close={close} title={grant?.reference ?? t('grant.add')} size="lg">
      {grant ? <ChangeForm grant={grant} close={close} /> : <AddForm funderId={funderId} close={close} />}
    </Dialog>
  )
}

const toBody = ({ euros, ...values }: Values) => ({
  ...values,
  amountCents: Math.round(Number(euros) * 100),
  targets: values.targets.map(({ indicatorId, target, dueOn }) => ({ indicatorId, target: Number(target), dueOn })),
})
const fieldOf = (path: string) => (path === 'amountCents' ? 'euros' : path)

function AddForm({ funderId, close }: { funderId: string; close: () => void }) {
  const { t } = useTranslation('common')
  const year = useDates().now().date.slice(0, 4)
  const initial: Values = {
    reference: '',
    startsOn: `${year}-01-01`,
    endsOn: `${year}-12-31`,
    euros: '',
    programmes: ['interact'],
    status: 'granted',
    targets: [],
  }
  const input = { params: { funderId } }
  const form = useActForm('addGrant', { initial, input, toBody, fieldOf, stale: staleFunders, onDone: close })
  return (
    <ActForm form={form} submit={t('add')} cancel={close}>
      <Fields form={form} />
    </ActForm>
  )
}

function ChangeForm({ grant, close }: { grant: FunderGrant; close: () => void }) {
  const { t } = useTranslation('common')
  const { id, version, reference, startsOn, endsOn, amountCents, status, targets } = grant
  const kept = { reference, startsOn, endsOn, status, programmes: [...grant.programmes] }
  const initial: Values = { ...kept, euros: amountCents / 100, targets: targets.map((target) => ({ ...target })) }
  const input = { params: { grantId: id }, ifMatch: version }
  const form = useActForm('changeGrant', { initial, input, toBody, fieldOf, stale: staleFunders, onDone: close })
  return (
    <ActForm form={form} submit={t('save')} cancel={close}>
      <Fields form={form} />
    </ActForm>
  )
}

function Fields({ form }: { form: Form<Values> }) {
  const { t } = useTranslation('funders')
  const { decimals } = useFunderWords()
  return (
    <>
      <TextInput {...form.field('reference', t('fields.reference'))} autoComplete="off" data-autofocus />
      <Group grow align="start">
        <TextInput {...form.field('startsOn', t('fields.startsOn'))} type="date" />
        <TextInput {...form.field('endsOn', t('fields.endsOn'))} type="date" />
      </Group>
      <Group grow align="start">
        <NumberInput {...form.field('euros', t('fields.amount'))} min={0} {...decimals} />
        <NativeSelect
          {...form.field('status', t('fields.status'))}
          data={grantStatuses.map((value) => ({ value, label: t(`statuses.${value}`) }))}
        />
      </Group>
      <MultiSelect
        {...form.field('programmes', t('fields.programmes'))}
        data={programmes.map((value) => ({ value, label: t(`programmes.${value}`) }))}
      />
      <Targets form={form} />
    </>
  )
}

/** What is aimed at, and by when. */
function Targets({ form }: { form: Form<Values> }) {
  const { t, i18n } = useTranslation('funders')
  const { decimals } = useFunderWords()
  const { data } = useQuery(query('listIndicators', {}))
  const { targets, endsOn } = form.values
  const choices = (data?.items ?? []).map(({ id, name }) => ({
    value: id,
    label: `${id} · ${i18n.language === 'en' ? name.en : name.fr}`,
  }))
  return (
    <>
      {targets.map((_, index) => (
        <Group key={index} align="end" gap="sm">
          <NativeSelect
            {...form.field(`targets.${index}.indicatorId`, t('fields.indicator', { number: index + 1 }))}
            data={choices}
            style={{ flex: '2 1 14rem' }}
          />
          <NumberInput
            {...form.field(`targets.${index}.target`, t('fields.target'))}
            min={0.01}
            {...decimals}
            style={{ flex: '1 1 6rem' }}
          />
          <TextInput
            {...form.field(`targets.${index}.dueOn`, t('fields.dueOn'))}
            type="date"
            style={{ flex: '1 1 9rem' }}
          />
          <Button
            variant="default"
            onClick={() =>
              form.set(
                'targets',
                targets.filter((__, other) => other !== index),
              )
            }
            aria-label={t('removeTarget', { number: index + 1 })}
          >
            {t('remove')}
          </Button>
        </Group>
      ))}
      <Group>
        <Button
          variant="light"
          disabled={choices.length === 0}
          onClick={() =>
            form.set('targets', [...targets, { indicatorId: choices[0]?.value ?? '', target: '', dueOn: endsOn }])
          }
        >
          {t('addTarget')}
        </Button>
      </Group>
    </>
  )
}
