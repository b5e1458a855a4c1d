import type { Course, CourseSession } from '@interra/contracts'
import { Button, Group, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCan } from '../../lib/session.ts'
import { useDates } from '../../lib/use-dates.ts'
import { Icon } from '../../ui/icons.tsx'
import { ButtonLink } from '../../ui/links.tsx'
import { Panel } from '../../ui/panel.tsx'
import { StatusBadge } from '../../ui/status-badge.tsx'
import { CourseSessionDialog } from './course-session.dialog.tsx'
import { useLength } from './training-words.ts'
import css from '../../ui/line-list.module.css'

export function CourseSessions({ course }: { course: Course }) {
  const { t } = useTranslation('trainings')
  const can = useCan()
  /** `new`, or the id of a session. */
  const [open, setOpen] = useState<string | null>(null)
  const mayChange = course.status !== 'closed' && can('addCourseSession', course.siteId)
  const chosen = course.sessions.find(({ id }) => id === open)
  return (
    <Panel
      title={t('sessions.title')}
      aside={
        mayChange && (
          <Button variant="light" leftSection={<Icon name="plus" size={18} />} onClick={() => setOpen('new')}>
            {t('sessions.add')}
          </Button>
        )
      }
    >
      {course.sessions.length === 0 && <Text c="dimmed">{t('empty.sessions')}</Text>}
      <ul className={css['list']}>
        {course.sessions.map((session) => (
          <Line
            key={session.id}
            course={course}
            session={session}
            {...(mayChange && session.status !== 'cancelled' ? { change: () => setOpen(session.id) } : {})}
          />
        ))}
      </ul>
      <CourseSessionDialog
        course={course}
        session={open === 'new' ? 'new' : (chosen ?? null)}
        close={() => setOpen(null)}
      />
    </Panel>
  )
}

interface LineProps {
  course: Course
  session: CourseSession
  change?: () => void
}

function Line({ course, session, change }: LineProps) {
  const { t } = useTranslation('trainings')
  const dates = useDates()
  const length = useLength()
  const can = useCan()
  const { id, startsOn, startsTime, endsTime, room, trainer, minutes, status } = session
  const day = dates.day(startsOn, 'short')
  const begun = Date.parse(session.startsAt) <= Date.now()
  const details = [length(minutes), room ? `${room.venueName}, ${room.name}` : t('fields.noRoom'), trainer]
  return (
    <li className={css['line']}>
      <Stack gap={4} flex={1} miw="14rem" align="flex-start">
        <Text fw={600} td={status === 'cancelled' ? 'line-through' : 'none'}>
          {t('sessions.line', { day, from: startsTime, to: endsTime })}
        </Text>
        <Text size="sm" c="dimmed">
          {details.filter(Boolean).join(' · ')}
        </Text>
        <SessionState course={course} session={session} begun={begun} />
      </Stack>
      <Group gap="xs">
        {status === 'scheduled' && can('getCourseSheet', course.siteId) && (
          <ButtonLink
            to="/trainings/$courseId/sessions/$courseSessionId"
            params={{ courseId: course.id, courseSessionId: id }}
            variant={begun ? 'light' : 'default'}
            h={40}
            aria-label={t('sessions.sheetOf', { day })}
          >
            {t('sessions.sheet')}
          </ButtonLink>
        )}
        {change && (
          <Button variant="default" h={40} aria-label={t('sessions.changeOf', { day })} onClick={change}>
            {t('edit')}
          </Button>
        )}
      </Group>
    </li>
  )
}

interface StateProps {
  course: Course
  session: CourseSession
  begun: boolean
}

function SessionState({ course: { enrolled }, session: { status, recorded }, begun }: StateProps) {
  const { t } = useTranslation('trainings')
  if (status === 'cancelled') return <StatusBadge tone="bad">{t('sessions.cancelled')}</StatusBadge>
  if (!begun) return <StatusBadge tone="neutral">{t('sessions.planned')}</StatusBadge>
  if (recorded === 0) return <StatusBadge tone="warn">{t('sessions.toRecord')}</StatusBadge>
  if (recorded < enrolled) return <StatusBadge tone="warn">{t('sessions.partly', { recorded, enrolled })}</StatusBadge>
  return <StatusBadge tone="good">{t('sessions.recorded')}</StatusBadge>
}
