import { addDays, type SessionSummary } from '@interra/contracts'
import { ActionIcon, Button, Group, SegmentedControl, Stack, Title } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useOffline } from '../../lib/network.ts'
import { useSeams } from '../../lib/seams.ts'
import { useSite } from '../../lib/session.ts'
import { useDates } from '../../lib/use-dates.ts'
import { Icon } from '../../ui/icons.tsx'
import { ButtonLink } from '../../ui/links.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { Await, EmptyState } from '../../ui/states.tsx'
import { SessionLine } from './session-line.tsx'
import { mondayOf } from './session-words.ts'
import css from './sessions.module.css'
import { recordPages, weekPages } from './sessions.queries.ts'

const route = getRouteApi('/in/sessions')

/** What takes place this week, by day; or what is still to be recorded. The choice stands in the address. */
export function SessionsPage() {
  const { t } = useTranslation('sessions')
  const { view } = route.useSearch()
  const navigate = route.useNavigate()
  const offline = useOffline()
  const { KeptSheets } = useSeams()
  return (
    <>
      <PageHeader title={t('title')} lead={view === 'record' ? t('record.lead') : t('lead')} />
      {KeptSheets && offline && <KeptSheets />}
      <Stack gap="lg">
        <SegmentedControl
          aria-label={t('view.label')}
          style={{ alignSelf: 'start' }}
          value={view ?? 'week'}
          data={[
            { value: 'week', label: t('view.week') },
            { value: 'record', label: t('view.record') },
          ]}
          onChange={(chosen) => void navigate({ search: chosen === 'record' ? { view: 'record' } : {}, replace: true })}
        />
        {view === 'record' ? <ToRecord /> : <Week />}
      </Stack>
    </>
  )
}

function Week() {
  const { t } = useTranslation('sessions')
  const dates = useDates()
  const { week } = route.useSearch()
  const { site } = useSite()
  const today = dates.now().date
  const monday = mondayOf(week ?? today)
  const list = useInfiniteQuery(weekPages(monday, addDays(monday, 7), site?.id))
  return (
    <Stack gap="lg">
      <WeekSteps monday={monday} today={today} />
      <Await
        query={list}
        empty={
          <EmptyState
            icon="calendar"
            action={
              <ButtonLink to="/workshops" variant="light">
                {t('week.workshops')}
              </ButtonLink>
            }
          >
            {t('week.empty')}
          </EmptyState>
        }
      >
        {(sessions) => (
          <>
            {byDay(sessions).map(([day, ofDay]) => (
              <section key={day} className={css['day']} aria-label={dates.day(day, 'full')}>
                <Title order={2}>
                  {dates.day(day, 'full')}
                  {day === today && ` · ${t('today')}`}
                </Title>
                <ul className={css['list']}>
                  {ofDay.map((session) => (
                    <SessionLine key={session.id} session={session} />
                  ))}
                </ul>
              </section>
            ))}
            <More list={list} />
          </>
        )}
      </Await>
    </Stack>
  )
}

function WeekSteps({ monday, today }: { monday: string; today: string }) {
  const { t } = useTranslation('sessions')
  const dates = useDates()
  const navigate = route.useNavigate()
  const go = (week: string) => void navigate({ search: week === mondayOf(today) ? {} : { week } })
  return (
    <Group gap="sm">
      <div className={css['week']}>
        <ActionIcon variant="default" size={44} aria-label={t('week.previous')} onClick={() => go(addDays(monday, -7))}>
          <Icon name="back" />
        </ActionIcon>
        <Title order={2} size="h3">
          {t('week.title', { from: dates.day(monday, 'short'), to: dates.day(addDays(monday, 6), 'short') })}
        </Title>
        <ActionIcon variant="default" size={44} aria-label={t('week.next')} onClick={() => go(addDays(monday, 7))}>
          <Icon name="next" />
        </ActionIcon>
      </div>
      {monday !== mondayOf(today) && (
        <Button variant="light" onClick={() => go(mondayOf(today))}>
          {t('week.current')}
        </Button>
      )}
    </Group>
  )
}

function ToRecord() {
  const { t } = useTranslation('sessions')
  const { site } = useSite()
  const list = useInfiniteQuery(recordPages(site?.id))
  const back = (
    <ButtonLink to="/sessions" variant="light">
      {t('record.week')}
    </ButtonLink>
  )
  return (
    <Await
      query={list}
      empty={
        <EmptyState icon="check" action={back}>
          {t('record.empty')}
        </EmptyState>
      }
    >
      {(sessions) => (
        <>
          <ul className={css['list']}>
            {sessions.map((session) => (
              <SessionLine key={session.id} session={session} withDay />
            ))}
          </ul>
          <More list={list} />
        </>
      )}
    </Await>
  )
}

interface MoreProps {
  list: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => unknown }
}

function More({ list }: MoreProps) {
  const { t } = useTranslation()
  if (!list.hasNextPage) return null
  return (
    <Group justify="center">
      <Button variant="light" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
        {t('more')}
      </Button>
    </Group>
  )
}

/** Days that have sessions, in order, with theirs. */
function byDay(sessions: readonly SessionSummary[]): [string, SessionSummary[]][] {
  const days = new Map<string, SessionSummary[]>()
  for (const session of sessions) days.set(session.startsOn, [...(days.get(session.startsOn) ?? []), session])
  return [...days]
}
