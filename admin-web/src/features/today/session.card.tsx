import type { TodaySession } from '@interra/contracts'
import { Button, Card, Group, Stack, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useCan } from '../../lib/session.ts'
import { Icon } from '../../ui/icons.tsx'
import { StatusBadge } from '../../ui/status-badge.tsx'
import css from './today.module.css'

/** One evening: when, what, where, who comes, and the sheet one tap away. */
export function SessionCard({ session, day, late = false }: { session: TodaySession; day?: string; late?: boolean }) {
  const { t } = useTranslation('today')
  const maySheet = useCan()('getSheet')
  const { id, cancelled, sheetClosed } = session
  return (
    <Card component="li" padding="md" data-session={id}>
      <Group justify="space-between" align="center" gap="sm">
        <Group gap="md" wrap="nowrap" className={css['what']}>
          <div className={css['time']}>
            <Text fw={700}>{day ?? session.startsTime}</Text>
            <Text size="sm" c="dimmed">
              {day === undefined ? session.endsTime : session.startsTime}
            </Text>
          </div>
          <div>
            <Link to="/sessions/$sessionId" params={{ sessionId: id }} className={css['title']}>
              {session.workshopTitle}
            </Link>
            <Text size="sm" c="dimmed">
              {[session.place ?? t('noPlace'), t('seats', { taken: session.taken, capacity: session.capacity })].join(
                ' · ',
              )}
            </Text>
          </div>
        </Group>
        <Group gap="xs">
          <Badges session={session} />
          {!cancelled && maySheet && (
            <Button
              variant={late || sheetClosed ? 'light' : 'filled'}
              h={44}
              leftSection={<Icon name="clipboard" size={18} />}
              renderRoot={(props) => <Link to="/sessions/$sessionId/sheet" params={{ sessionId: id }} {...props} />}
            >
              {sheetClosed ? t('seeSheet') : t('openSheet')}
            </Button>
          )}
        </Group>
      </Group>
    </Card>
  )
}

function Badges({ session }: { session: TodaySession }) {
  const { t } = useTranslation('today')
  const { cancelled, sheetClosed, present, waiting, staffMissing } = session
  if (!cancelled && !sheetClosed && present === 0 && waiting === 0 && !staffMissing) return null
  return (
    <Stack gap={4} align="flex-start">
      {cancelled && <StatusBadge tone="bad">{t('cancelled')}</StatusBadge>}
      {sheetClosed && <StatusBadge tone="good">{t('closed', { count: present })}</StatusBadge>}
      {!sheetClosed && present > 0 && (
        <StatusBadge tone="info" icon="people">
          {t('present', { count: present })}
        </StatusBadge>
      )}
      {waiting > 0 && <StatusBadge tone="neutral">{t('waitingList', { count: waiting })}</StatusBadge>}
      {staffMissing && (
        <StatusBadge tone="warn" icon="warn">
          {t('staffMissing')}
        </StatusBadge>
      )}
    </Stack>
  )
}
