import type { ChangeSession, Session, SeriesScope } from '@interra/contracts'
import { Checkbox, NativeSelect, NumberInput, SimpleGrid, Textarea, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useRooms } from '../../lib/choices.ts'
import { query } from '../../lib/query.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { ActForm } from '../../ui/form/act-form.tsx'
import { useActForm } from '../../ui/form/use-act-form.ts'
import { say } from '../../ui/undo-bar.tsx'
import { ClashNotice } from './clash-notice.tsx'
import { ScopeChoice } from './scope-choice.tsx'
import css from './sessions.module.css'
import { oneSession, staleSessions } from './sessions.queries.ts'
import type { Told } from './told.ts'

interface ChangeDialogProps {
  session: Session
  opened: boolean
  close: () => void
  tell: (told: Told) => void
}

/** Day, hour, room, places, note; within a series, from when on. */
export function ChangeDialog(props: ChangeDialogProps) {
  const { t } = useTranslation('sessions')
  return (
    <Dialog opened={props.opened} close={props.close} title={t('change.title')} size="lg">
      <ChangeForm {...props} />
    </Dialog>
  )
}

interface Values extends Record<string, unknown> {
  scope: SeriesScope
  startsOn: string
  startsTime: string
  endsTime: string
  roomId: string
  capacity: number | string
  note: string
  reason: string
  notify: boolean
}
const valuesOf = ({ startsOn, startsTime, endsTime, place, capacity, note }: Session): Values => ({
  scope: 'this',
  startsOn,
  startsTime,
  endsTime,
  roomId: place?.roomId ?? '',
  capacity,
  note: note ?? '',
  reason: '',
  notify: true,
})

function ChangeForm({ session, close, tell }: ChangeDialogProps) {
  const { t } = useTranslation('sessions')
  const client = useQueryClient()
  const initial = valuesOf(session)
  const form = useActForm('changeSession', {
    initial,
    input: oneSession(session),
    toBody: (values) => changesOf(initial, values),
    stale: [...staleSessions, 'listRegistrations'],
    onDone: ({ changed, messages, toPhone }) => {
      close()
      tell({ messages, toPhone })
      say(
        [t('change.done', { count: changed }), messages > 0 && t('told.mails', { count: messages })]
          .filter(Boolean)
          .join(' '),
      )
    },
    reread: async () => {
      const fresh = await client.fetchQuery(query('getSession', { params: { sessionId: session.id } }))
      return { values: valuesOf(fresh), version: fresh.version }
    },
  })
  return (
    <ActForm form={form} submit={t('change.submit')} cancel={close} sticky>
      <ClashNotice problem={form.problem} />
      <div className={css['hours']}>
        <TextInput {...form.field('startsOn', t('change.startsOn'))} type="date" required data-autofocus />
        <TextInput {...form.field('startsTime', t('change.startsTime'))} type="time" required />
        <TextInput {...form.field('endsTime', t('change.endsTime'))} type="time" required />
      </div>
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <NativeSelect {...form.field('roomId', t('change.roomId'))} data={useRoomChoices(session)} />
        <NumberInput {...form.field('capacity', t('change.capacity'))} min={session.taken} allowDecimal={false} />
      </SimpleGrid>
      <Textarea {...form.field('note', t('change.note'))} description={t('change.noteHint')} autosize minRows={2} />
      <TextInput {...form.field('reason', t('change.reason'))} />
      {session.seriesId !== null && <ScopeChoice {...form.field('scope', t('change.scope'))} />}
      <Checkbox {...form.field('notify', t('change.notify'), 'checkbox')} />
    </ActForm>
  )
}

function useRoomChoices({ siteId, place }: Session) {
  const { t } = useTranslation('sessions')
  const rooms = useRooms(siteId, place && { id: place.roomId, label: `${place.venue}, ${place.room}` })
  return [{ value: '', label: t('change.noRoom') }, ...rooms]
}

/** Only what was changed is asked for: within a series, the rest of each session stays its own. */
function changesOf(before: Values, { scope, reason, notify, ...values }: Values): Partial<ChangeSession> {
  const changes = Object.entries(values).filter(([name, value]) => value !== before[name])
  return { scope, notify, ...(reason.trim() === '' ? {} : { reason }), ...Object.fromEntries(changes) }
}
