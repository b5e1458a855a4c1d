import { formOf, type Application } from '@interra/contracts'
import { Button, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { query, useAct } from '../../lib/query.ts'
import { useCan } from '../../lib/session.ts'
import { useDates } from '../../lib/use-dates.ts'
import { Facts } from '../../ui/facts.tsx'
import { History } from '../../ui/history.tsx'
import { Icon } from '../../ui/icons.tsx'
import { TextLink } from '../../ui/links.tsx'
import { Notice } from '../../ui/notice.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { Panel } from '../../ui/panel.tsx'
import { Await } from '../../ui/states.tsx'
import { StatusBadge } from '../../ui/status-badge.tsx'
import { TwoColumns } from '../../ui/two-columns.tsx'
import { AnswersDialog } from './answers.dialog.tsx'
import { ApplicationActs } from './application-acts.tsx'
import { staleApplications, stateTones } from './application-words.ts'
import css from './applications.module.css'
import { ApplyLinkDialog } from './apply-link.dialog.tsx'
import { CohortSelect } from './cohort-choice.tsx'
import { DecisionsPanel } from './decisions.panel.tsx'

const route = getRouteApi('/in/interlab/applications/$applicationId')

/** One application: what it says, where it is, what was decided. */
export function ApplicationPage() {
  const { applicationId } = route.useParams()
  const found = useQuery(query('getApplication', { params: { applicationId } }))
  return <Await query={found}>{(application) => <Whole key={application.id} application={application} />}</Await>
}

function Whole({ application }: { application: Application }) {
  const { t } = useTranslation('applications')
  const can = useCan()
  const { project = '', person, status, siteId } = application
  const [opened, setOpened] = useState<'answers' | 'link' | null>(null)
  const { answer } = route.useSearch()
  const navigate = route.useNavigate()
  const close = () => {
    setOpened(null)
    if (answer !== undefined) void navigate({ search: {}, replace: true })
  }
  const writes = status === 'draft' && can('changeApplication', siteId)
  return (
    <>
      <PageHeader
        title={<bdi>{project}</bdi>}
        documentTitle={t('application')}
        crumbs={[
          <TextLink key="interlab" to="/interlab">
            {t('title')}
          </TextLink>,
        ]}
        badge={<StatusBadge tone={stateTones[status]}>{t(`states.${status}`)}</StatusBadge>}
        lead={
          person && (
            <TextLink to="/people/$personId" params={{ personId: person.personId }}>
              <bdi>{person.name}</bdi>
            </TextLink>
          )
        }
        action={
          <>
            {writes && (
              <>
                <Button
                  variant="default"
                  leftSection={<Icon name="edit" size={18} />}
                  onClick={() => setOpened('answers')}
                >
                  {t('answers.write')}
                </Button>
                <Button variant="default" onClick={() => setOpened('link')}>
                  {t('link.make')}
                </Button>
              </>
            )}
            <ApplicationActs application={application} head />
          </>
        }
      />
      <TwoColumns
        work={
          <>
            <Answers application={application} />
            <DecisionsPanel application={application} />
          </>
        }
        facts={
          <>
            <About application={application} />
            <Panel title={t('history.title')}>
              <History entries={application.history} words={({ act }) => wordsOf(act, t)} />
            </Panel>
          </>
        }
      />
      <AnswersDialog
        application={application}
        opened={writes && (opened === 'answers' || answer !== undefined)}
        first={answer}
        close={close}
      />
      <ApplyLinkDialog application={application} opened={opened === 'link'} close={close} />
    </>
  )
}

const told = [
  'started',
  'changed',
  'submitted',
  'found_eligible',
  'found_not_eligible',
  'withdrawn',
  'link_made',
  'link_revoked',
  'sent_to_jury',
  'taken_from_jury',
  'decided',
  'decision_told',
  'condition_met',
  'condition_reopened',
] as const
function wordsOf(act: string, t: ReturnType<typeof useTranslation<'applications'>>['t']): string {
  const known = told.find((one) => act === `application.${one}`)
  return known ? t(`history.${known}`) : act
}

/** What was answered, under the version of the form that asked. */
function Answers({ application }: { application: Application }) {
  const { t, i18n } = useTranslation('applications')
  const { answers = [], formVersion, unanswered, unmetGates, status } = application
  const language = i18n.language === 'en' ? 'en' : 'fr'
  return (
    <Panel title={t('answers.title')}>
      {status === 'draft' && unanswered.length > 0 && (
        <Notice tone="info">{t('answers.missing', { count: unanswered.length })}</Notice>
      )}
      {status === 'submitted' && unmetGates.length > 0 && (
        <Notice tone="warn">
          {t('answers.unmet')}
          <Text>{unmetGates.map((one) => questionOf(formVersion, one)?.words[language]).join(' ')}</Text>
        </Notice>
      )}
      {answers.length === 0 && <Text c="dimmed">{t('answers.empty')}</Text>}
      {answers.map(({ question, value }) => {
        const asked = questionOf(formVersion, question)
        const chosen = asked?.choices?.find((one) => one.value === value)
        return (
          <div key={question}>
            <Text fw={600}>{asked?.words[language] ?? question}</Text>
            <Text className={css['answer'] ?? ''} dir="auto">
              {chosen?.words[language] ?? value}
            </Text>
          </div>
        )
      })}
    </Panel>
  )
}

const questionOf = (version: number, id: string) => formOf(version).questions.find((one) => one.id === id)

function About({ application }: { application: Application }) {
  const { t, i18n } = useTranslation('applications')
  const dates = useDates()
  const { coFounders, language, helpedBy, submittedAt, cohort, statusReason, linkExpiresAt, id, version, status } =
    application
  const change = useAct('changeApplication', { stale: staleApplications })
  const revoke = useAct('revokeApplicationLink', { stale: staleApplications })
  const undecided = ['draft', 'submitted', 'eligible', 'in_jury', 'waitlisted'].includes(status)
  const facts = [
    ...(statusReason ? [{ label: t('fields.reason'), value: statusReason }] : []),
    ...(coFounders.length > 0
      ? [{ label: t('fields.coFounders'), value: coFounders.map(({ name }) => name).join(', ') }]
      : []),
    { label: t('fields.language'), value: new Intl.DisplayNames([i18n.language], { type: 'language' }).of(language) },
    { label: t('fields.helpedBy'), value: helpedBy === null ? t('helpers.nobody') : t(`helpers.${helpedBy}`) },
    ...(submittedAt === null ? [] : [{ label: t('fields.submittedAt'), value: dates.dayOf(submittedAt) }]),
    ...(undecided ? [] : [{ label: t('fields.cohort'), value: cohort?.name ?? t('cohort.rolling') }]),
  ]
  return (
    <Panel title={t('about')}>
      <Facts facts={facts} />
      {undecided && (
        <CohortSelect
          label={t('fields.cohort')}
          none={t('cohort.rolling')}
          value={cohort?.id ?? ''}
          onChange={({ currentTarget: { value } }) =>
            change.mutate({ params: { applicationId: id }, ifMatch: version, body: { cohortId: value || null } })
          }
        />
      )}
      {linkExpiresAt !== null && (
        <Stack gap="xs" align="flex-start">
          <Text size="sm">{t('link.until', { day: dates.dayOf(linkExpiresAt) })}</Text>
          <Button
            variant="default"
            size="compact-md"
            loading={revoke.isPending}
            onClick={() => revoke.mutate({ params: { applicationId: id } })}
          >
            {t('link.revoke')}
          </Button>
        </Stack>
      )}
    </Panel>
  )
}
