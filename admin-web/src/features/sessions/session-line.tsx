import type { SessionSummary } from '@interra/contracts'
import { Card, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useDates } from '../../lib/use-dates.ts'
import { StatusBadge } from '../../ui/status-badge.tsx'
import css from './sessions.module.css'
import { placeOf, useHostLine } from './session-words.ts'

/** One session of a list: when, what, where and with whom, places, and what it waits for. */
export function SessionLine({ session, withDay = false }: { session: SessionSummary; withDay?: boolean }) {
  const { t } = useTranslation('sessions')
  const dates = useDates()
  const hosts = useHostLine()
  const { id, status, startsOn, startsTime, endsTime, workshopTitle, place } = session
  return (
    <Card component="li" padding="md" data-session={id}>
      <div className={css['line']}>
        <div className={css['time']}>
          <Text fw={700}>{withDay ? dates.day(startsOn, 'short') : startsTime}</Text>
          <Text size="sm" c="dimmed">
            {withDay ? startsTime : endsTime}
          </Text>
        </div>
        <div>
          <Link
            to="/sessions/$sessionId"
            params={{ sessionId: id }}
            className={`${css['title']} ${status === 'cancelled' ? css['cancelled'] : ''}`}
          >
            {workshopTitle}
          </Link>
          <Text size="sm" c="dimmed">
            {[placeOf(place) ?? t('line.noPlace'), hosts(session.hosts)].join(' · ')}
          </Text>
        </div>
        <SessionBadges session={session} />
      </div>
    </Card>
  )
}

/** What one should know of a session at a glance. */
export function SessionBadges({ session }: { session: SessionSummary }) {
  const { t } = useTranslation('sessions')
  const { status, taken, capacity, waiting, sheetClosedAt, staffMissing } = session
  const toRecord = status !== 'cancelled' && sheetClosedAt === null && Date.parse(session.startsAt) <= Date.now()
  if (status === 'cancelled')
    return (
      <div className={css['badges']}>
        <StatusBadge tone="bad">{t('states.cancelled')}</StatusBadge>
      </div>
    )
  return (
    <div className={css['badges']}>
      {staffMissing && (
        <StatusBadge tone="warn" icon="warn">
          {t('line.staffMissing')}
        </StatusBadge>
      )}
      {toRecord && (
        <StatusBadge tone="warn" icon="clipboard">
          {t('line.toRecord')}
        </StatusBadge>
      )}
      {sheetClosedAt !== null && <StatusBadge tone="good">{t('line.recorded')}</StatusBadge>}
      {waiting > 0 && (
        <StatusBadge tone="info" icon="clock">
          {t('line.waiting', { count: waiting })}
        </StatusBadge>
      )}
      <StatusBadge tone={taken >= capacity ? 'accent' : 'neutral'} icon="people">
        {t('line.places', { taken, capacity })}
      </StatusBadge>
    </div>
  )
}
