import type { Course, CourseSession } from '@interra/contracts'
import { Button, NativeSelect, NumberInput, SimpleGrid, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useRooms } from '../../lib/choices.ts'
import { query } from '../../lib/query.ts'
import { useDates } from '../../lib/use-dates.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { ActForm } from '../../ui/form/act-form.tsx'
import { inWords } from '../../ui/form/in-words.ts'
import { ReasonForm } from '../../ui/form/reason-form.tsx'
import { useActForm, type ActForm as Form } from '../../ui/form/use-act-form.ts'
import { say } from '../../ui/undo-bar.tsx'
import { staleCourses } from './training-words.ts'

interface CourseSessionProps {
  course: Course
  session: CourseSession | 'new' | null
  close: () => void
}

/** A session of a course: day, hours, room. */
export function CourseSessionDialog({ course, session, close }: CourseSessionProps) {
  const { t } = useTranslation('trainings')
  return (
    <Dialog
      opened={session !== null}
      close={close}
      title={session === 'new' ? t('sessions.add') : t('sessions.change')}
    >
      {session === 'new' && <AddForm course={course} close={close} />}
      {session !== null && session !== 'new' && (
        <Existing key={session.id} course={course} session={session} close={close} />
      )}
    </Dialog>
  )
}

interface Values extends Record<string, unknown> {
  startsOn: string
  startsTime: string
  endsTime: string
  minutes: number | string
  roomId: string
  trainer: string
}

function AddForm({ course, close }: { course: Course; close: () => void }) {
  const { t } = useTranslation(['trainings', 'common'])
  // the next one takes the hours and the room of the last
  const last = course.sessions.at(-1)
  const initial: Values = {
    startsOn: '',
    startsTime: last?.startsTime ?? '18:00',
    endsTime: last?.endsTime ?? '20:00',
    minutes: '',
    roomId: last?.room?.id ?? '',
    trainer: last?.trainer ?? '',
  }
  const form = useActForm('addCourseSession', {
    initial,
    input: { params: { courseId: course.id } },
    stale: staleCourses,
    onDone: () => {
      close()
      say(t('done.session'))
    },
  })
  return (
    <ActForm form={form} submit={t('common:add')} cancel={close}>
      <SessionFields form={form} course={course} />
    </ActForm>
  )
}

const valuesOf = (session: CourseSession): Values => ({
  startsOn: session.startsOn,
  startsTime: session.startsTime,
  endsTime: session.endsTime,
  minutes: session.minutes,
  roomId: session.room?.id ?? '',
  trainer: session.trainer ?? '',
})

interface ExistingProps {
  course: Course
  session: CourseSession
  close: () => void
}

function Existing(props: ExistingProps) {
  const { t } = useTranslation('trainings')
  const dates = useDates()
  const { course, session, close } = props
  const [cancelling, setCancelling] = useState(false)
  if (!cancelling)
    return (
      <>
        <ChangeForm {...props} />
        <Button mt="md" variant="subtle" color="red" onClick={() => setCancelling(true)}>
          {t('sessions.cancel')}
        </Button>
      </>
    )
  return (
    <ReasonForm
      act="cancelCourseSession"
      input={{ params: { courseId: course.id, courseSessionId: session.id }, ifMatch: session.version }}
      stale={staleCourses}
      label={t('sessions.cancelTitle', { day: dates.day(session.startsOn, 'short') })}
      description={t('sessions.cancelHint')}
      submit={t('sessions.cancel')}
      close={close}
      onDone={() => say(t('done.cancelled'))}
    />
  )
}

function ChangeForm({ course, session, close }: ExistingProps) {
  const { t } = useTranslation('common')
  const client = useQueryClient()
  const params = { courseId: course.id, courseSessionId: session.id }
  const form = useActForm('changeCourseSession', {
    initial: valuesOf(session),
    input: { params, ifMatch: session.version },
    // with other hours, minutes that were not typed are those of the new hours
    toBody: (values, before) =>
      Object.fromEntries(Object.entries(values).filter(([name, value]) => value !== before[name])),
    stale: staleCourses,
    reread: async () => {
      const read = query('getCourse', { params: { courseId: course.id } })
      const { sessions } = await client.fetchQuery({ ...read, staleTime: 0 })
      const present = sessions.find(({ id }) => id === session.id) ?? session
      return { values: valuesOf(present), version: present.version }
    },
    onDone: close,
  })
  return (
    <ActForm form={form} submit={t('save')} cancel={close} show={(_field, value) => inWords(value)}>
      <SessionFields form={form} course={course} session={session} />
    </ActForm>
  )
}

interface FieldsProps {
  form: Form<Values>
  course: Course
  session?: CourseSession
}

function SessionFields({ form, course, session }: FieldsProps) {
  const { t } = useTranslation('trainings')
  const room = session?.room
  const rooms = useRooms(course.siteId, room ? { id: room.id, label: `${room.venueName}, ${room.name}` } : null)
  return (
    <>
      <TextInput {...form.field('startsOn', t('fields.startsOn'))} type="date" data-autofocus />
      <SimpleGrid cols={2}>
        <TextInput {...form.field('startsTime', t('fields.startsTime'))} type="time" />
        <TextInput {...form.field('endsTime', t('fields.endsTime'))} type="time" />
      </SimpleGrid>
      <NumberInput
        {...form.field('minutes', t('fields.minutes'))}
        description={t('fields.minutesHint')}
        min={1}
        max={1440}
        allowDecimal={false}
      />
      <NativeSelect
        {...form.field('roomId', t('fields.room'))}
        data={[{ value: '', label: t('fields.noRoom') }, ...rooms]}
      />
      <TextInput {...form.field('trainer', t('fields.trainer'))} autoComplete="off" />
    </>
  )
}
