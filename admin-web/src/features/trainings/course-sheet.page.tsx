import type { Course, CourseSheet, CourseSheetRow } from '@interra/contracts'
import { Button, Group, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { query, useAct } from '../../lib/query.ts'
import { useCan } from '../../lib/session.ts'
import { useDates } from '../../lib/use-dates.ts'
import { ButtonLink, TextLink } from '../../ui/links.tsx'
import { Notice } from '../../ui/notice.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { Await, EmptyState } from '../../ui/states.tsx'
import css from './course-sheet.module.css'
import { CourseSheetLine } from './course-sheet-line.tsx'
import { PartDialog } from './part.dialog.tsx'
import { staleCourses } from './training-words.ts'

const route = getRouteApi('/in/trainings/$courseId/sessions/$courseSessionId')

/** Who is here: one line, one thumb. */
export function CourseSheetPage() {
  const params = route.useParams()
  const course = useQuery(query('getCourse', { params: { courseId: params.courseId } }))
  const sheet = useQuery(query('getCourseSheet', { params }))
  return (
    <Await query={course}>
      {(known) => <Await query={sheet}>{(found) => <Sheet course={known} sheet={found} />}</Await>}
    </Await>
  )
}

/** What was tapped and not yet answered, by enrolment. */
type Tapped = ReadonlyMap<string, number | null>

function useMarks(sheet: CourseSheet) {
  const params = route.useParams()
  const [tapped, setTapped] = useState<Tapped>(new Map())
  const queue = useRef(Promise.resolve())
  const record = useAct('recordPresences', { stale: staleCourses })
  const mark = (enrolmentIds: readonly string[], minutes: number | null) => {
    if (enrolmentIds.length === 0) return
    setTapped((before) => new Map([...before, ...enrolmentIds.map((id) => [id, minutes] as const)]))
    const marks = enrolmentIds.map((enrolmentId) => ({ enrolmentId, minutes }))
    const settled = () =>
      setTapped((before) => new Map([...before].filter(([id, last]) => !enrolmentIds.includes(id) || last !== minutes)))
    // one after the other: of two taps on somebody the second one holds
    queue.current = queue.current.then(() => record.mutateAsync({ params, body: { marks } })).then(settled, settled)
  }
  const rows = sheet.rows.map((row) => {
    const last = tapped.get(row.enrolmentId)
    return last === undefined ? row : { ...row, minutes: last }
  })
  return { rows, mark }
}

function Sheet({ course, sheet }: { course: Course; sheet: CourseSheet }) {
  const { t } = useTranslation('trainings')
  const can = useCan()
  const { rows, mark } = useMarks(sheet)
  const [part, setPart] = useState<CourseSheetRow | null>(null)
  const { session } = sheet
  const ahead = Date.parse(session.startsAt) > Date.now()
  const open = !ahead && course.status !== 'closed' && can('recordPresences', course.siteId)
  const left = rows.filter(({ minutes }) => minutes === null).map(({ enrolmentId }) => enrolmentId)
  return (
    <div className={css['page']}>
      <Head course={course} sheet={sheet} />
      <Stack gap="md">
        {ahead && <Notice tone="info">{t('sheet.ahead')}</Notice>}
        {!ahead && course.status === 'closed' && <Notice tone="info">{t('sheet.closed')}</Notice>}
        {rows.length === 0 && (
          <EmptyState icon="people" action={<Back courseId={course.id} />}>
            {t('empty.sheet')}
          </EmptyState>
        )}
        {rows.length > 0 && (
          <Group justify="space-between">
            <Text fw={600} role="status">
              {t('sheet.count', { count: rows.filter(({ minutes }) => (minutes ?? 0) > 0).length })}
            </Text>
            {open && left.length > 0 && (
              <Button variant="light" onClick={() => mark(left, session.minutes)}>
                {t('sheet.all')}
              </Button>
            )}
          </Group>
        )}
        <ul className={css['list']} aria-label={t('sheet.people')}>
          {rows.map((row) => (
            <CourseSheetLine
              key={row.enrolmentId}
              row={row}
              planned={session.minutes}
              open={open}
              mark={(minutes) => mark([row.enrolmentId], minutes)}
              part={() => setPart(row)}
            />
          ))}
        </ul>
      </Stack>
      <PartDialog
        row={part}
        planned={session.minutes}
        close={() => setPart(null)}
        mark={(minutes) => part && mark([part.enrolmentId], minutes)}
      />
    </div>
  )
}

function Head({ course, sheet: { session } }: { course: Course; sheet: CourseSheet }) {
  const { t } = useTranslation('trainings')
  const dates = useDates()
  const day = dates.day(session.startsOn, 'full')
  return (
    <PageHeader
      title={course.title}
      documentTitle={t('sheet.documentTitle')}
      crumbs={[
        <TextLink key="trainings" to="/trainings">
          {t('title')}
        </TextLink>,
        <TextLink key="course" to="/trainings/$courseId" params={{ courseId: course.id }}>
          {course.title}
        </TextLink>,
      ]}
      lead={t('sessions.line', { day, from: session.startsTime, to: session.endsTime })}
    />
  )
}

function Back({ courseId }: { courseId: string }) {
  const { t } = useTranslation('trainings')
  return (
    <ButtonLink to="/trainings/$courseId" params={{ courseId }} variant="light">
      {t('sheet.back')}
    </ButtonLink>
  )
}
