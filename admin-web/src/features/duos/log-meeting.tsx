import { meetingModes, type Duo } from '@interra/contracts'
import { Button, Menu, NativeSelect, NumberInput, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAct } from '../../lib/query.ts'
import { useDates } from '../../lib/use-dates.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { ActForm } from '../../ui/form/act-form.tsx'
import { useActForm } from '../../ui/form/use-act-form.ts'
import { Icon } from '../../ui/icons.tsx'
import { offerUndo } from '../../ui/undo-bar.tsx'
import { staleDuos } from './duos.queries.ts'

/** A meeting in two taps: today, or another day with what else is known. */
export function LogMeeting({ duo }: { duo: Duo }) {
  const { t } = useTranslation('duos')
  const today = useDates().now().date
  const [more, setMore] = useState(false)
  const undo = useAct('removeMeeting', { stale: staleDuos })
  const log = useAct('logMeeting', {
    stale: staleDuos,
    done: ({ id }) => offerUndo(t('meetings.noted'), () => undo.mutate({ params: { duoId: duo.id, meetingId: id } })),
  })
  const now = () =>
    log.mutate({
      params: { duoId: duo.id },
      body: { id: crypto.randomUUID(), metOn: today, mode: 'in_person' },
    })
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <Button loading={log.isPending} rightSection={<Icon name="down" size={18} />}>
            {t('meetings.log')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<Icon name="check" size={18} />} onClick={now}>
            {t('meetings.today')}
          </Menu.Item>
          <Menu.Item leftSection={<Icon name="calendar" size={18} />} onClick={() => setMore(true)}>
            {t('meetings.otherDay')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Dialog opened={more} close={() => setMore(false)} title={t('meetings.log')}>
        {more && <MeetingForm duoId={duo.id} close={() => setMore(false)} />}
      </Dialog>
    </>
  )
}

function MeetingForm({ duoId, close }: { duoId: string; close: () => void }) {
  const { t } = useTranslation(['duos', 'common'])
  const today = useDates().now().date
  const [id] = useState(() => crypto.randomUUID())
  const form = useActForm('logMeeting', {
    initial: { metOn: today, minutes: '', mode: 'in_person', place: '' },
    input: { params: { duoId } },
    toBody: ({ minutes, ...said }) => ({ id, ...said, ...(minutes !== '' && { minutes: Number(minutes) }) }),
    stale: staleDuos,
    onDone: close,
  })
  return (
    <ActForm form={form} submit={t('common:save')} cancel={close}>
      <TextInput {...form.field('metOn', t('fields.metOn'))} type="date" max={today} data-autofocus />
      <NativeSelect
        {...form.field('mode', t('fields.mode'))}
        data={meetingModes.map((value) => ({ value, label: t(`modes.${value}`) }))}
      />
      <NumberInput {...form.field('minutes', t('fields.duration'))} min={1} max={1440} step={15} />
      <TextInput {...form.field('place', t('fields.place'))} />
    </ActForm>
  )
}
