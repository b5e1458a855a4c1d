import type { Today } from '@interra/contracts'
import { Anchor, Stack, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useOffline } from '../../lib/network.ts'
import { useUnsent } from '../../lib/outbox.ts'
import { query } from '../../lib/query.ts'
import { useSeams } from '../../lib/seams.ts'
import { useSession, useSite } from '../../lib/session.ts'
import { useDates } from '../../lib/use-dates.ts'
import { TextLink } from '../../ui/links.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { Await, EmptyState } from '../../ui/states.tsx'
import { SessionCard } from './session.card.tsx'
import css from './today.module.css'
import { WaitingList } from './waiting.list.tsx'
import { WeekNumbers } from './week.numbers.tsx'

/** The first page: this evening, what is still to record, what waits, and nothing else. */
export function TodayPage() {
  const { t } = useTranslation('today')
  const dates = useDates()
  const { account } = useSession()
  const { site } = useSite()
  const offline = useOffline()
  const { unread } = useUnsent()
  const { KeptSheets } = useSeams()
  const today = useQuery(query('getToday', { query: site ? { site: site.id } : {} }))
  return (
    <>
      <PageHeader
        title={t('hello', { name: account.name.split(' ')[0] ?? account.name })}
        documentTitle={t('title')}
        lead={dates.day(dates.now().date, 'full')}
      />
      {KeptSheets && (offline || unread > 0) && <KeptSheets />}
      <Await query={today}>{(day) => <Day day={day} />}</Await>
    </>
  )
}

function Day({ day }: { day: Today }) {
  const { t } = useTranslation('today')
  const dates = useDates()
  const todays = day.sessions.filter(({ startsOn }) => startsOn === day.on)
  const tomorrows = day.sessions.filter(({ startsOn }) => startsOn !== day.on)
  return (
    <Stack gap="xl">
      <Part title={t('today')}>
        {todays.length === 0 && <EmptyState icon="calendar">{t('noSession')}</EmptyState>}
        <ul className={css['list']}>
          {todays.map((session) => (
            <SessionCard key={session.id} session={session} />
          ))}
        </ul>
      </Part>
      {day.toRecordCount > 0 && (
        <Part title={t('toRecord', { count: day.toRecordCount })}>
          <ul className={css['list']}>
            {day.toRecord.map((session) => (
              <SessionCard key={session.id} session={session} day={dates.day(session.startsOn, 'short')} late />
            ))}
          </ul>
          {day.toRecordCount > day.toRecord.length && (
            <TextLink to="/sessions" search={{ view: 'record' }}>
              {t('allToRecord')}
            </TextLink>
          )}
        </Part>
      )}
      {tomorrows.length > 0 && (
        <Part title={t('tomorrow')}>
          <ul className={css['list']}>
            {tomorrows.map((session) => (
              <SessionCard key={session.id} session={session} late />
            ))}
          </ul>
        </Part>
      )}
      {day.waiting.length > 0 && (
        <Part title={t('waiting', { count: day.waitingCount })}>
          <WaitingList items={day.waiting} />
          {day.waitingCount > day.waiting.length && (
            <Text size="sm" c="dimmed">
              {t('waitingMore', { count: day.waitingCount - day.waiting.length })}
            </Text>
          )}
        </Part>
      )}
      <Part title={t('week.title')}>
        <WeekNumbers day={day} />
        <Anchor component={Link} to="/figures">
          {t('week.more')}
        </Anchor>
      </Part>
    </Stack>
  )
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Stack component="section" gap="sm">
      <Title order={2}>{title}</Title>
      {children}
    </Stack>
  )
}
