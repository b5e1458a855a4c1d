import type { Course } from '@interra/contracts'
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { query, useAct } from '../../lib/query.ts'
import { useCan } from '../../lib/session.ts'
import { Facts } from '../../ui/facts.tsx'
import { Icon } from '../../ui/icons.tsx'
import { TextLink } from '../../ui/links.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { Panel } from '../../ui/panel.tsx'
import { Await } from '../../ui/states.tsx'
import { StatusBadge } from '../../ui/status-badge.tsx'
import { TwoColumns } from '../../ui/two-columns.tsx'
import { say } from '../../ui/undo-bar.tsx'
import { ChangeCourseDialog } from './course.dialog.tsx'
import { CourseSessions } from './course-sessions.panel.tsx'
import { Followers } from './followers.panel.tsx'
import { LearningChanges } from './learning.panel.tsx'
import { stateTones, staleCourses, useDays, useLength } from './training-words.ts'

const route = getRouteApi('/in/trainings/$courseId')

/** One course: when it meets, who follows it, who may get an attestation. */
export function CoursePage() {
  const { courseId } = route.useParams()
  const course = useQuery(query('getCourse', { params: { courseId } }))
  return <Await query={course}>{(found) => <Whole key={found.id} course={found} />}</Await>
}

function Whole({ course }: { course: Course }) {
  const { t } = useTranslation('trainings')
  const days = useDays()
  const can = useCan()
  return (
    <>
      <PageHeader
        title={course.title}
        crumbs={[
          <TextLink key="trainings" to="/trainings">
            {t('title')}
          </TextLink>,
        ]}
        badge={<StatusBadge tone={stateTones[course.status]}>{t(`states.${course.status}`)}</StatusBadge>}
        lead={[t(`kinds.${course.kind}`), days(course.startsOn, course.endsOn)].join(' · ')}
        action={can('changeCourse', course.siteId) && <Acts course={course} />}
      />
      <TwoColumns
        work={
          <>
            <CourseSessions course={course} />
            {course.enrolments && <Followers course={course} enrolments={course.enrolments} />}
          </>
        }
        facts={
          <>
            <About course={course} />
            {can('getLearning', course.siteId) && <LearningChanges courseId={course.id} />}
          </>
        }
      />
    </>
  )
}

/** The next step is the primary button: open, attest, close. */
function Acts({ course }: { course: Course }) {
  const { t } = useTranslation('trainings')
  const { id: courseId, title, version: ifMatch, status, enrolments = [] } = course
  const [editing, setEditing] = useState(false)
  const open = useAct('openCourse', { stale: staleCourses })
  const close = useAct('closeCourse', { stale: staleCourses })
  const attest = useAct('issueAttestations', { stale: staleCourses })
  const one = { params: { courseId }, ifMatch }
  const deserving = enrolments.some((row) => row.withdrawnAt === null && row.completed && row.attestation === null)
  const due = status !== 'draft' && deserving
  return (
    <>
      {status === 'draft' && (
        <Button
          loading={open.isPending}
          onClick={() => open.mutate(one, { onSuccess: () => say(t('done.opened', { title })) })}
        >
          {t('open')}
        </Button>
      )}
      {due && (
        <Button
          loading={attest.isPending}
          onClick={() =>
            attest.mutate(
              { params: { courseId }, body: {} },
              { onSuccess: ({ issued }) => say(t('done.attested', { count: issued })) },
            )
          }
        >
          {t('attest')}
        </Button>
      )}
      {status === 'open' && (
        <Button
          variant="default"
          loading={close.isPending}
          onClick={() => close.mutate(one, { onSuccess: () => say(t('done.closed', { title })) })}
        >
          {t('close')}
        </Button>
      )}
      {status === 'closed' && (
        <Button variant="default" loading={open.isPending} onClick={() => open.mutate(one)}>
          {t('reopen')}
        </Button>
      )}
      <Button variant="default" leftSection={<Icon name="edit" size={18} />} onClick={() => setEditing(true)}>
        {t('edit')}
      </Button>
      <ChangeCourseDialog course={course} opened={editing} close={() => setEditing(false)} />
    </>
  )
}

function About({ course }: { course: Course }) {
  const { t, i18n } = useTranslation('trainings')
  const length = useLength()
  const { about, format, audiences, cohortName, completionShare, validMonths, plannedMinutes } = course
  const list = new Intl.ListFormat(i18n.language)
  const facts = [
    ...(about === null ? [] : [{ label: t('fields.about'), value: about }]),
    { label: t('fields.format'), value: t(`formats.${format}`) },
    {
      label: t('fields.audiences'),
      value: audiences.length === 0 ? t('unknown') : list.format(audiences.map((one) => t(`audiences.${one}`))),
    },
    ...(cohortName === null ? [] : [{ label: t('fields.cohort'), value: cohortName }]),
    { label: t('column.hours'), value: length(plannedMinutes) },
    { label: t('fields.completionShare'), value: t('facts.share', { share: completionShare }) },
    {
      label: t('fields.validMonths'),
      value: validMonths === null ? t('facts.forever') : t('facts.valid', { count: validMonths }),
    },
  ]
  return (
    <Panel title={t('about')}>
      <Facts facts={facts} />
    </Panel>
  )
}
