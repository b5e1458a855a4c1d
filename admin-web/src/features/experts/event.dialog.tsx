import { networkingKinds, type NetworkingEvent } from '@interra/contracts'
import { Button, Group, NativeSelect, NumberInput, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useSeams, type Picked } from '../../lib/seams.ts'
import { useDates } from '../../lib/use-dates.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { ActForm } from '../../ui/form/act-form.tsx'
import { useActForm, type ActForm as Form } from '../../ui/form/use-act-form.ts'
import { say } from '../../ui/undo-bar.tsx'
import { staleEvents } from './expert-words.ts'

interface DialogProps {
  siteId: string
  opened: boolean
  close: () => void
}
interface Held extends Record<string, unknown> {
  title: string
  heldOn: string
  place: string
  heads: number | string
  people: Picked[]
}
interface Values extends Held {
  kind: (typeof networkingKinds)[number]
}

export function AddEventDialog({ siteId, opened, close }: DialogProps) {
  const { t } = useTranslation('experts')
  return (
    <Dialog opened={opened} close={close} title={t('add.networking')}>
      <AddForm siteId={siteId} close={close} />
    </Dialog>
  )
}

function AddForm({ siteId, close }: Omit<DialogProps, 'opened'>) {
  const { t } = useTranslation(['experts', 'common'])
  const today = useDates().now().date
  const initial: Values = { kind: 'peer_exchange', title: '', heldOn: today, place: '', heads: 0, people: [] }
  const form = useActForm('addNetworkingEvent', {
    initial,
    toBody: ({ people, ...values }) => ({ ...values, siteId, personIds: people.map(({ personId }) => personId) }),
    fieldOf: (path) => (path.startsWith('personIds') ? 'people' : path),
    stale: staleEvents,
    onDone: () => {
      close()
      say(t('done.eventAdded'))
    },
  })
  return (
    <ActForm form={form} submit={t('common:add')} cancel={close}>
      <NativeSelect
        {...form.field('kind', t('form.kind'))}
        data={networkingKinds.map((value) => ({ value, label: t(`eventKinds.${value}`) }))}
      />
      <HeldFields form={form} />
    </ActForm>
  )
}

/** When and where it was, and who was there. */
function HeldFields<V extends Held>({ form }: { form: Form<V> }) {
  const { t } = useTranslation('experts')
  const { PersonPicker } = useSeams()
  const today = useDates().now().date
  const { people } = form.values
  const put = (chosen: Picked[]) => form.set('people', chosen)
  form.field('people', t('form.people'))
  return (
    <>
      <TextInput {...form.field('title', t('form.title'))} autoComplete="off" />
      <TextInput {...form.field('heldOn', t('form.heldOn'))} type="date" max={today} />
      <TextInput {...form.field('place', t('form.place'))} autoComplete="off" />
      <PersonPicker
        label={t('form.people')}
        value={null}
        onChange={(picked) =>
          picked && !people.some(({ personId }) => personId === picked.personId) && put([...people, picked])
        }
      />
      <Group gap="xs">
        {people.map(({ personId, name }) => (
          <Button
            key={personId}
            variant="light"
            h={40}
            aria-label={t('removeNamed', { name })}
            onClick={() => put(people.filter((one) => one.personId !== personId))}
          >
            {name}
          </Button>
        ))}
      </Group>
      <NumberInput {...form.field('heads', t('form.heads'))} min={0} max={5000} allowDecimal={false} />
    </>
  )
}

interface ChangeProps {
  event: NetworkingEvent
  opened: boolean
  close: () => void
}

export function ChangeEventDialog({ event, opened, close }: ChangeProps) {
  return (
    <Dialog opened={opened} close={close} title={event.title}>
      <ChangeForm event={event} close={close} />
    </Dialog>
  )
}

function ChangeForm({ event, close }: Omit<ChangeProps, 'opened'>) {
  const { t } = useTranslation(['experts', 'common'])
  const { id, version, title, heldOn, place, heads, people = [] } = event
  const named = people.map(({ personId, name }) => ({ personId, name: name ?? t('hidden') }))
  const initial: Held = { title, heldOn, place: place ?? '', heads, people: named }
  const form = useActForm('changeNetworkingEvent', {
    initial,
    input: { params: { networkingEventId: id }, ifMatch: version },
    toBody: ({ people: there, ...values }) => ({ ...values, personIds: there.map(({ personId }) => personId) }),
    fieldOf: (path) => (path.startsWith('personIds') ? 'people' : path),
    stale: staleEvents,
    onDone: () => {
      close()
      say(t('done.eventChanged'))
    },
  })
  return (
    <ActForm form={form} submit={t('common:save')} cancel={close}>
      <HeldFields form={form} />
    </ActForm>
  )
}
