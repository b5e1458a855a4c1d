import { Button, Stack, Text } from '@mantine/core'
import { Link, useParams } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCan } from '../../lib/session.ts'
import { useDates } from '../../lib/use-dates.ts'
import { Icon } from '../../ui/icons.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { StatusBadge } from '../../ui/status-badge.tsx'
import { waitingCount } from './queue.ts'
import { ReopenSheetButton } from './reopen-sheet.tsx'
import type { SheetState } from './use-sheet.ts'

/** Once the sheet and the screens are kept on this phone: the room may have no network. */
export function WorksOffline({ sheet }: { sheet: SheetState }) {
  const { t } = useTranslation('attendance')
  const [screensKept, setScreensKept] = useState(false)
  useEffect(() => {
    if ('serviceWorker' in navigator) void navigator.serviceWorker.ready.then(() => setScreensKept(true))
  }, [])
  if (!screensKept || sheet.kept.sheet === null) return null
  return (
    <Text size="sm" c="dimmed" mb="xs">
      {t('sync.worksOffline')}
    </Text>
  )
}

/** Which evening this is, and whether it is another day's. */
export function SheetHead({ sheet }: { sheet: SheetState }) {
  const { t } = useTranslation('attendance')
  const dates = useDates()
  const can = useCan()
  const { sessionId } = useParams({ from: '/in/sessions/$sessionId/sheet' })
  const known = sheet.kept.sheet
  if (!known) return <PageHeader title={t('title')} />
  const place = [known.venue, known.room].filter(Boolean).join(', ')
  const when = t('when', { day: dates.day(known.startsOn, 'full'), from: known.startsTime, to: known.endsTime })
  return (
    <PageHeader
      title={known.workshopTitle}
      documentTitle={t('title')}
      lead={place === '' ? when : `${when} · ${place}`}
      badge={<DayBadge startsOn={known.startsOn} closed={known.closedAt !== null} />}
      action={
        can('exportSheet') && (
          <>
            <Button
              variant="default"
              leftSection={<Icon name="print" size={18} />}
              renderRoot={(props) => <Link to="/sessions/$sessionId/print" params={{ sessionId }} {...props} />}
            >
              {t('print.action')}
            </Button>
            <Button
              variant="default"
              component="a"
              href={`/v1/sessions/${sessionId}/sheet/csv`}
              leftSection={<Icon name="download" size={18} />}
            >
              {t('csv')}
            </Button>
          </>
        )
      }
    />
  )
}

function DayBadge({ startsOn, closed }: { startsOn: string; closed: boolean }) {
  const { t } = useTranslation('attendance')
  const today = useDates().now().date
  if (closed) return <StatusBadge tone="good">{t('closed')}</StatusBadge>
  if (startsOn === today) return null
  return (
    <StatusBadge tone="warn" icon="calendar">
      {t(startsOn < today ? 'past' : 'future')}
    </StatusBadge>
  )
}

/** The next step: close the sheet, once everything is sent. */
export function SheetFooter({ sheet, closed, open }: { sheet: SheetState; closed: boolean; open: () => void }) {
  const { t } = useTranslation('attendance')
  const known = sheet.kept.sheet
  if (!known) return null
  if (closed) return known.closedAt === null ? <Text>{t('cancelled')}</Text> : <ReopenSheetButton sheet={known} />
  const waits = waitingCount(sheet.kept) > 0 || sheet.offline
  return (
    <Stack gap={4}>
      <Button size="lg" fullWidth disabled={waits} onClick={open}>
        {t('closing.open')}
      </Button>
      <Text size="sm" c="dimmed" ta="center" mih="1.5em">
        {waits && t('closing.later')}
      </Text>
    </Stack>
  )
}
