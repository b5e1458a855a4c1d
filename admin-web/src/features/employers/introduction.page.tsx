import type { Introduction } from '@interra/contracts'
import { Button, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLabel } from '../../lib/choices.ts'
import { query } from '../../lib/query.ts'
import { useCan } from '../../lib/session.ts'
import { useDates } from '../../lib/use-dates.ts'
import { Facts } from '../../ui/facts.tsx'
import { TextLink } from '../../ui/links.tsx'
import { Notice } from '../../ui/notice.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { Panel } from '../../ui/panel.tsx'
import { Await } from '../../ui/states.tsx'
import { StatusBadge } from '../../ui/status-badge.tsx'
import { TwoColumns } from '../../ui/two-columns.tsx'
import { introductionTones, useNextWords, useSpoken } from './employer-words.ts'
import { FollowUpDialog } from './follow-up.dialog.tsx'
import { IntroductionActs } from './introduction-acts.tsx'
import css from '../../ui/line-list.module.css'

const route = getRouteApi('/in/introductions/$introductionId')

/** Somebody and an employer: where it stands, what comes next, and what the employer reads. */
export function IntroductionPage() {
  const { introductionId } = route.useParams()
  const introduction = useQuery(query('getIntroduction', { params: { introductionId } }))
  return <Await query={introduction}>{(found) => <Whole key={found.id} introduction={found} />}</Await>
}

function Whole({ introduction }: { introduction: Introduction }) {
  const { t } = useTranslation('employers')
  const next = useNextWords()
  const { person, need, employer, status, siteId } = introduction
  const can = useCan()
  return (
    <>
      <PageHeader
        title={person.name ?? t('hidden')}
        documentTitle={t('introduction')}
        crumbs={[
          <TextLink key="all" to="/employers" search={{ tab: 'introductions' }}>
            {t('tabs.introductions')}
          </TextLink>,
          <TextLink key="need" to="/employer-needs/$needId" params={{ needId: need.id }}>
            {need.title}
          </TextLink>,
        ]}
        badge={<StatusBadge tone={introductionTones[status]}>{t(`states.${status}`)}</StatusBadge>}
        lead={t('leadAt', { kind: t(`kinds.${need.kind}`), employer: employer.name, next: next(introduction) })}
        action={can('sendIntroduction', siteId) && <IntroductionActs introduction={introduction} />}
      />
      <TwoColumns
        work={
          <>
            <ToEmployer introduction={introduction} />
            {introduction.followUps.length > 0 && <FollowUps introduction={introduction} />}
          </>
        }
        facts={<Days introduction={introduction} />}
      />
    </>
  )
}

function ToEmployer({ introduction: { toEmployer, status, agreed } }: { introduction: Introduction }) {
  const { t } = useTranslation('employers')
  const label = useLabel()
  const spoken = useSpoken()
  const { name, need, skills = [], languages = [] } = toEmployer
  return (
    <Panel title={t('toEmployer.title')}>
      {status === 'proposed' && agreed !== true && (
        <Notice tone="warn" title={t(agreed === false ? 'toEmployer.refused' : 'toEmployer.notAsked')}>
          {t('toEmployer.ask')}
        </Notice>
      )}
      <Facts
        facts={[
          { label: t('fields.name'), value: name ?? t('toEmployer.hidden') },
          { label: t('column.need'), value: need },
          {
            label: t('fields.skills'),
            value: skills.length === 0 ? t('unknown') : skills.map(({ labels }) => label(labels)).join(', '),
          },
          {
            label: t('fields.languages'),
            value: languages.length === 0 ? t('unknown') : languages.map((one) => spoken(one)).join(', '),
          },
        ]}
      />
    </Panel>
  )
}

function Days({ introduction }: { introduction: Introduction }) {
  const { t } = useTranslation('employers')
  const dates = useDates()
  const { person, consentedOn, sentAt, meetingOn, startedOn, declinedBy, statusReason } = introduction
  const day = (on: string | null) => (on === null ? t('notYet') : dates.day(on, 'short'))
  return (
    <Panel title={t('steps')}>
      <TextLink to="/people/$personId" params={{ personId: person.personId }}>
        {t('toFile')}
      </TextLink>
      <Facts
        facts={[
          { label: t('states.consented'), value: day(consentedOn) },
          { label: t('states.sent'), value: sentAt === null ? t('notYet') : dates.dayOf(sentAt, 'short') },
          { label: t('states.meeting'), value: day(meetingOn) },
          { label: t('states.started'), value: day(startedOn) },
          ...(declinedBy ? [{ label: t('states.declined'), value: t(`by.${declinedBy}`) }] : []),
          ...(statusReason
            ? [
                {
                  label: t('fields.reason'),
                  value: statusReason === 'consent_withdrawn' ? t('consentWithdrawn') : statusReason,
                },
              ]
            : []),
        ]}
      />
    </Panel>
  )
}

function FollowUps({ introduction }: { introduction: Introduction }) {
  const { t } = useTranslation('employers')
  const dates = useDates()
  const can = useCan()
  const [month, setMonth] = useState<3 | 6 | 12 | null>(null)
  const today = dates.now().date
  const mayNote = ['started', 'followed_up'].includes(introduction.status) && can('recordFollowUp', introduction.siteId)
  return (
    <Panel title={t('followUps.title')}>
      <ul className={css['list']}>
        {introduction.followUps.map((one) => (
          <li key={one.month} className={css['line']}>
            <Stack gap={4} flex={1} align="flex-start">
              <Text fw={600}>{t('months', { month: one.month })}</Text>
              <Text size="sm" c="dimmed">
                {t('followUps.due', { day: dates.day(one.dueOn, 'short') })}
              </Text>
              {one.outcome !== null && (
                <StatusBadge tone={one.outcome === 'still_there' ? 'good' : 'neutral'}>
                  {t(`outcomes.${one.outcome}`)}
                </StatusBadge>
              )}
            </Stack>
            {mayNote && one.dueOn <= today && (
              <Button
                variant="light"
                h={40}
                aria-label={t('followUps.noteNamed', { month: one.month })}
                onClick={() => setMonth(one.month)}
              >
                {t('followUps.note')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      <FollowUpDialog introduction={introduction} month={month} close={() => setMonth(null)} />
    </Panel>
  )
}
