import type { Room } from '@interra/contracts'
import { NumberInput, SegmentedControl, Stack, Switch, Text, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { query } from '../../lib/query.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { ActForm } from '../../ui/form/act-form.tsx'
import { inWords } from '../../ui/form/in-words.ts'
import { useActForm, type ActForm as Form } from '../../ui/form/use-act-form.ts'
import { staleVenues } from './venue-words.ts'

interface RoomDialogProps {
  venueId: string
  room: Room | 'new' | null
  close: () => void
}

/** A room: a name and how many people it takes; the rest when one knows it. */
export function RoomDialog({ venueId, room, close }: RoomDialogProps) {
  const { t } = useTranslation('venues')
  return (
    <Dialog
      opened={room !== null}
      close={close}
      title={room === 'new' ? t('addRoom') : room && t('editRoom', { room: room.name })}
    >
      {room === 'new' && <AddForm venueId={venueId} close={close} />}
      {room !== null && room !== 'new' && <ChangeForm key={room.id} venueId={venueId} room={room} close={close} />}
    </Dialog>
  )
}

interface Values extends Record<string, unknown> {
  name: string
  capacity: number | string
  stepFree: boolean | null
  cost: number | string
  freeSlots: string
  active: boolean
}
const blank: Values = { name: '', capacity: '', stepFree: null, cost: '', freeSlots: '', active: true }
const toBody = ({ name, capacity, stepFree, cost, freeSlots }: Values) => ({
  name,
  capacity,
  stepFree,
  freeSlots,
  costCents: typeof cost === 'number' ? Math.round(cost * 100) : null,
})
const fieldOf = (path: string) => (path === 'costCents' ? 'cost' : path)

function AddForm({ venueId, close }: { venueId: string; close: () => void }) {
  const { t } = useTranslation('common')
  const form = useActForm('addRoom', {
    initial: blank,
    input: { params: { venueId } },
    toBody,
    fieldOf,
    stale: staleVenues,
    onDone: close,
  })
  return (
    <ActForm form={form} submit={t('add')} cancel={close}>
      <RoomFields form={form} />
    </ActForm>
  )
}

const valuesOf = ({ name, capacity, stepFree, costCents, freeSlots, active }: Room): Values => ({
  name,
  capacity,
  stepFree,
  cost: costCents === null ? '' : costCents / 100,
  freeSlots: freeSlots ?? '',
  active,
})

function ChangeForm({ venueId, room, close }: { venueId: string; room: Room; close: () => void }) {
  const { t } = useTranslation(['venues', 'common'])
  const client = useQueryClient()
  const form = useActForm('changeRoom', {
    initial: valuesOf(room),
    input: { params: { venueId, roomId: room.id }, ifMatch: room.version },
    toBody: (values) => ({ ...toBody(values), active: values.active }),
    fieldOf,
    stale: staleVenues,
    reread: async () => {
      const { rooms } = await client.fetchQuery({ ...query('getVenue', { params: { venueId } }), staleTime: 0 })
      const present = rooms.find(({ id }) => id === room.id) ?? room
      return { values: valuesOf(present), version: present.version }
    },
    onDone: close,
  })
  return (
    <ActForm form={form} submit={t('common:save')} cancel={close} show={(_field, value) => inWords(value)}>
      <RoomFields form={form} />
      <Switch {...form.field('active', t('fields.roomActive'), 'checkbox')} />
    </ActForm>
  )
}

const choices = { yes: true, no: false, unknown: null } as const
const answers = ['yes', 'no', 'unknown'] as const

function RoomFields({ form }: { form: Form<Values> }) {
  const { t } = useTranslation(['venues', 'common'])
  const label = useId()
  form.field('stepFree', t('fields.stepFree'))
  const chosen = answers.find((one) => choices[one] === form.values.stepFree) ?? 'unknown'
  return (
    <>
      <TextInput {...form.field('name', t('fields.roomName'))} autoComplete="off" data-autofocus />
      <NumberInput {...form.field('capacity', t('fields.capacity'))} min={1} max={10_000} />
      <Stack gap={4}>
        <Text id={label} fw={600}>
          {t('fields.stepFree')}
        </Text>
        <SegmentedControl
          aria-labelledby={label}
          value={chosen}
          data={answers.map((value) => ({ value, label: t(`common:${value}`) }))}
          onChange={(answer) => form.set('stepFree', choices[answers.find((one) => one === answer) ?? 'unknown'])}
        />
      </Stack>
      <NumberInput
        {...form.field('cost', t('fields.cost'))}
        description={t('fields.costHint')}
        min={0}
        decimalScale={2}
        suffix=" €"
      />
      <TextInput {...form.field('freeSlots', t('fields.freeSlots'))} description={t('fields.freeSlotsHint')} />
    </>
  )
}
