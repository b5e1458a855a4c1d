import type { AttendanceState } from '@interra/contracts'
import { Button, Group, Stack, Text } from '@mantine/core'
import { Link, useParams } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { tagOf } from '../../lib/dates.ts'
import { useCan } from '../../lib/session.ts'
import { useDates } from '../../lib/use-dates.ts'
import { Icon } from '../../ui/icons.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { EmptyState, ErrorState, Late, Lines } from '../../ui/states.tsx'
import { StatusBadge } from '../../ui/status-badge.tsx'
import { offerUndo } from '../../ui/undo-bar.tsx'
import { CloseSheetDialog } from './close-sheet.dialog.tsx'
import { DoorSearch } from './door-search.tsx'
import { HeadCounter } from './head-counter.tsx'
import { folded, nameOf, namesakes, shownRows, waitingCount, type ShownRow } from './queue.ts'
import { ReopenSheetButton } from './reopen-sheet.tsx'
import { SheetLine } from './sheet-row.tsx'
import css from './sheet.module.css'
import { SyncBanner } from './sync-banner.tsx'
import { useSheet } from './use-sheet.ts'

/** Who is here: made for a thumb, a noisy room and no network. */
export function SheetPage() {
  const { sessionId } = useParams({ from: '/in/sessions/$sessionId/sheet' })
  const sheet = useSheet(sessionId)
  const { error } = sheet.served
  if (sheet.ready) return <OpenSheet sheet={sheet} />
  if (error !== null && !sheet.served.isFetching)
    return <ErrorState error={error} retry={() => void sheet.served.refetch()} />
  return (
    <Late>
      <Lines count={8} />
    </Late>
  )
}

type SheetState = ReturnType<typeof useSheet>

function OpenSheet({ sheet }: { sheet: SheetState }) {
  const { t, i18n } = useTranslation('attendance')
  const [wanted, setWanted] = useState('')
  const [closing, setClosing] = useState(false)
  const { kept } = sheet
  const rows = useMemo(() => shownRows(kept, new Intl.Collator(tagOf(i18n.language))), [kept, i18n.language])
  const closed = (kept.sheet?.closedAt ?? null) !== null || kept.sheet?.sessionStatus === 'cancelled'
  const seen = rows.filter((row) => folded(nameOf(row)).includes(folded(wanted)))
  const alike = useMemo(() => namesakes(rows), [rows])
  const present = rows.filter((row) => row.status === 'present').length
  const heads = kept.headCount?.heads ?? kept.sheet?.heads ?? 0
  const mark = (row: ShownRow, status: AttendanceState) => {
    void sheet.mark(row.personId, status)
    const said = t('marked', { name: nameOf(row), status: t(`states.${status}`) })
    offerUndo(said, () => void sheet.mark(row.personId, row.status))
  }
  const unmarked = rows.filter((row) => row.place === 'confirmed' && row.status === 'unknown').length
  return (
    <div className={css['page']}>
      <Head sheet={sheet} />
      <Stack gap="md">
        {!closed && (
          <DoorSearch
            rows={rows}
            offline={sheet.offline}
            filter={setWanted}
            addKnown={(id) => void sheet.addKnown(id)}
            addNew={(name) => void sheet.addNew(name)}
          />
        )}
        <Group justify="space-between">
          <Text fw={600} data-present={present}>
            {t('presentCount', { count: present + heads })}
          </Text>
          <SyncBanner sheet={sheet} />
        </Group>
        {rows.length === 0 && <EmptyState icon="people">{t('empty')}</EmptyState>}
        <ul className={css['list']} aria-label={t('people')}>
          {seen.map((row) => (
            <SheetLine key={row.personId} row={row} closed={closed} namesake={alike.has(row.personId)} mark={mark} />
          ))}
        </ul>
        <HeadCounter heads={heads} closed={closed} count={(count) => void sheet.countHeads(count)} />
        <Footer sheet={sheet} closed={closed} open={() => setClosing(true)} />
      </Stack>
      {kept.sheet && (
        <CloseSheetDialog sheet={kept.sheet} unmarked={unmarked} opened={closing} close={() => setClosing(false)} />
      )}
    </div>
  )
}

function Head({ sheet }: { sheet: SheetState }) {
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
      badge={known.closedAt === null ? undefined : <StatusBadge tone="good">{t('closed')}</StatusBadge>}
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

/** The next step: close the sheet, once everything is sent. */
function Footer({ sheet, closed, open }: { sheet: SheetState; closed: boolean; open: () => void }) {
  const { t } = useTranslation('attendance')
  const known = sheet.kept.sheet
  if (!known) return null
  if (closed) return known.closedAt === null ? <Text>{t('cancelled')}</Text> : <ReopenSheetButton sheet={known} />
  const waiting = waitingCount(sheet.kept)
  return (
    <Stack gap={4}>
      <Button size="lg" fullWidth disabled={waiting > 0 || sheet.offline} onClick={open}>
        {t('closing.open')}
      </Button>
      {(waiting > 0 || sheet.offline) && (
        <Text size="sm" c="dimmed" ta="center">
          {t('closing.later')}
        </Text>
      )}
    </Stack>
  )
}
