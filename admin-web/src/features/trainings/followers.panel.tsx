import type { Course, Enrolment, LearningMoment } from '@interra/contracts'
import { ActionIcon, Button, Group, Menu, Stack, Text } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useCan } from '../../lib/session.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { ReasonForm } from '../../ui/form/reason-form.tsx'
import { Icon } from '../../ui/icons.tsx'
import { TextLink } from '../../ui/links.tsx'
import { Panel } from '../../ui/panel.tsx'
import { StatusBadge } from '../../ui/status-badge.tsx'
import { say } from '../../ui/undo-bar.tsx'
import { EnrolDialog } from './enrol.dialog.tsx'
import { LearningDialog } from './learning.dialog.tsx'
import { Resume } from './resume.tsx'
import { staleCourses, useHolderName, useLength } from './training-words.ts'
import css from '../../ui/line-list.module.css'

type Opened = { readonly enrolment: Enrolment; readonly act: LearningMoment | 'withdraw' } | null

/** Who follows a course, how far they are, and their attestation. */
export function Followers({ course, enrolments }: { course: Course; enrolments: readonly Enrolment[] }) {
  const { t } = useTranslation('trainings')
  const can = useCan()
  const [enrolling, setEnrolling] = useState(false)
  const [opened, setOpened] = useState<Opened>(null)
  const mayChange = can('enrol', course.siteId)
  const close = () => setOpened(null)
  const learning = opened && opened.act !== 'withdraw' ? { enrolment: opened.enrolment, moment: opened.act } : null
  return (
    <Panel
      title={t('people.title')}
      aside={
        mayChange &&
        course.status === 'open' && (
          <Button variant="light" leftSection={<Icon name="plus" size={18} />} onClick={() => setEnrolling(true)}>
            {t('people.add')}
          </Button>
        )
      }
    >
      {enrolments.length === 0 && (
        <Text c="dimmed">{t(course.status === 'draft' ? 'empty.draft' : 'empty.people')}</Text>
      )}
      <ul className={css['list']} aria-label={t('people.title')}>
        {enrolments.map((enrolment) => (
          <Line
            key={enrolment.id}
            enrolment={enrolment}
            planned={course.plannedMinutes}
            {...(mayChange && enrolment.withdrawnAt === null
              ? { start: (act: LearningMoment | 'withdraw') => setOpened({ enrolment, act }) }
              : {})}
            {...(mayChange && course.status === 'open' && enrolment.withdrawnAt !== null
              ? { resume: <Resume courseId={course.id} enrolment={enrolment} /> }
              : {})}
          />
        ))}
      </ul>
      <EnrolDialog course={course} opened={enrolling} close={() => setEnrolling(false)} />
      <LearningDialog courseId={course.id} opened={learning} close={close} />
      <Withdraw courseId={course.id} enrolment={opened?.act === 'withdraw' ? opened.enrolment : null} close={close} />
    </Panel>
  )
}

interface LineProps {
  enrolment: Enrolment
  planned: number
  start?: (act: LearningMoment | 'withdraw') => void
  resume?: ReactNode
}

function Line({ enrolment, planned, start, resume }: LineProps) {
  const { t } = useTranslation('trainings')
  const length = useLength()
  const nameOf = useHolderName()
  const name = nameOf(enrolment)
  const { person, partner, minutes, attestation } = enrolment
  const hours = t('people.hours', { done: length(minutes), planned: length(planned) })
  return (
    <li className={css['line']}>
      <Stack gap={4} flex={1} miw="12rem" align="flex-start">
        {person ? (
          <TextLink to="/people/$personId" params={{ personId: person.personId }} fw={600}>
            <bdi>{name}</bdi>
          </TextLink>
        ) : (
          <Text fw={600}>
            <bdi>{name}</bdi>
          </Text>
        )}
        <Text size="sm" c="dimmed">
          {[partner?.name, hours].filter(Boolean).join(' · ')}
        </Text>
      </Stack>
      <Group gap="xs">
        {attestation ? (
          <TextLink
            to="/attestations/$attestationId"
            params={{ attestationId: attestation.id }}
            aria-label={`${t('people.attestation', { number: attestation.number })}, ${name}`}
          >
            {t('people.attestation', { number: attestation.number })}
          </TextLink>
        ) : (
          <Progress enrolment={enrolment} />
        )}
        {start && <Acts name={name} attested={attestation !== null} start={start} />}
        {resume}
      </Group>
    </li>
  )
}

function Progress({ enrolment: { withdrawnAt, completed } }: { enrolment: Enrolment }) {
  const { t } = useTranslation('trainings')
  if (withdrawnAt !== null) return <StatusBadge tone="neutral">{t('people.withdrawn')}</StatusBadge>
  if (completed) return <StatusBadge tone="good">{t('people.completed')}</StatusBadge>
  return <StatusBadge tone="info">{t('people.following')}</StatusBadge>
}

interface ActsProps {
  name: string
  attested: boolean
  start: (act: LearningMoment | 'withdraw') => void
}

function Acts({ name, attested, start }: ActsProps) {
  const { t } = useTranslation('trainings')
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon variant="default" size={40} aria-label={t('people.acts', { name })}>
          <Icon name="more" />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => start('then')}>{t('people.then')}</Menu.Item>
        <Menu.Item onClick={() => start('now')}>{t('people.now')}</Menu.Item>
        {!attested && <Menu.Item onClick={() => start('withdraw')}>{t('people.withdraw')}</Menu.Item>}
      </Menu.Dropdown>
    </Menu>
  )
}

interface WithdrawProps {
  courseId: string
  enrolment: Enrolment | null
  close: () => void
}

function Withdraw({ courseId, enrolment, close }: WithdrawProps) {
  const { t } = useTranslation('trainings')
  const nameOf = useHolderName()
  return (
    <Dialog
      opened={enrolment !== null}
      close={close}
      title={enrolment && t('people.withdrawTitle', { name: nameOf(enrolment) })}
    >
      {enrolment && (
        <ReasonForm
          act="withdrawEnrolment"
          input={{ params: { courseId, enrolmentId: enrolment.id }, ifMatch: enrolment.version }}
          stale={staleCourses}
          label={t('fields.reason')}
          submit={t('people.withdraw')}
          close={close}
          onDone={() => say(t('done.withdrawn'))}
        />
      )}
    </Dialog>
  )
}
