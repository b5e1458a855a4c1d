import { Group, Stack, Text } from '@mantine/core'
import { useParams } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { tagOf } from '../../lib/dates.ts'
import { useDates } from '../../lib/use-dates.ts'
import { EmptyState, ErrorState, Late, Lines } from '../../ui/states.tsx'
import { UndoLine } from '../../ui/undo-bar.tsx'
import { CloseSheetDialog } from './close-sheet.dialog.tsx'
import { DoorChoices, DoorField } from './door-search.tsx'
import { HeadCounter } from './head-counter.tsx'
import { KeptSheets } from './kept-sheets.list.tsx'
import { isWalkIn, namesakes, shownRows, type ShownRow } from './queue.ts'
import { SheetFooter, SheetHead, WorksOffline } from './sheet-parts.tsx'
import { SheetLine } from './sheet-row.tsx'
import css from './sheet.module.css'
import { SyncProblems, SyncState } from './sync-banner.tsx'
import { useDoor } from './use-door.ts'
import { useSheet, type SheetState } from './use-sheet.ts'
import { useSheetActs, type SheetActs } from './use-sheet-acts.ts'

/** Who is here: made for a thumb, a noisy room and no network. */
export function SheetPage() {
  const { sessionId } = useParams({ from: '/in/sessions/$sessionId/sheet' })
  const sheet = useSheet(sessionId)
  const { error } = sheet.served
  if (sheet.ready) return <OpenSheet sheet={sheet} />
  if (error !== null && !sheet.served.isFetching)
    return (
      <>
        {sheet.offline && <KeptSheets />}
        <ErrorState error={error} retry={() => void sheet.served.refetch()} />
      </>
    )
  return (
    <Late>
      <Lines count={8} />
    </Late>
  )
}

function OpenSheet({ sheet }: { sheet: SheetState }) {
  const { t, i18n } = useTranslation('attendance')
  const [closing, setClosing] = useState(false)
  const { kept, offline } = sheet
  const today = useDates().now().date
  const rows = useMemo(() => shownRows(kept, new Intl.Collator(tagOf(i18n.language))), [kept, i18n.language])
  const closed = (kept.sheet?.closedAt ?? null) !== null || kept.sheet?.sessionStatus === 'cancelled'
  // before the day one excuses oneself; who came is not known yet
  const early = !closed && (kept.sheet?.startsOn ?? '') > today
  const door = useDoor(rows, offline)
  const acts = useSheetActs(sheet, door)
  const present = rows.filter((row) => row.status === 'present').length
  const heads = kept.headCount?.heads ?? kept.sheet?.heads ?? 0
  const unmarked = rows.filter((row) => row.place === 'confirmed' && row.status === 'unknown').length
  return (
    <div className={css['page']} data-looking={door.wanted !== '' || undefined}>
      <SheetHead sheet={sheet} />
      {!closed && <WorksOffline sheet={sheet} />}
      <div ref={door.top} />
      <div className={css['door']}>
        {!closed && !early && <DoorField door={door} choose={acts.chooseFirst} />}
        <Group justify="space-between" wrap="nowrap" gap={4} className={css['status'] ?? ''}>
          <Text fw={600} data-present={present}>
            {t('presentCount', { count: present + heads })}
          </Text>
          <SyncState sheet={sheet} />
        </Group>
        <UndoLine>
          <Text size="sm" c="dimmed">
            {closed ? null : t(early ? 'tapToExcuse' : 'tapToChange')}
          </Text>
        </UndoLine>
      </div>
      <Stack gap="md">
        <SyncProblems sheet={sheet} />
        {rows.length === 0 && door.wanted === '' && <EmptyState icon="people">{t('empty')}</EmptyState>}
        <People rows={door.found} looking={door.wanted !== ''} closed={closed} early={early} all={rows} acts={acts} />
        {door.wanted !== '' && (
          <DoorChoices door={door} rows={rows} offline={offline} addKnown={acts.addKnown} addNew={acts.addNew} />
        )}
        <HeadCounter heads={heads} closed={closed || early} count={(count) => acts.countHeads(count, heads)} />
        {!early && <SheetFooter sheet={sheet} closed={closed} open={() => setClosing(true)} />}
      </Stack>
      {kept.sheet && (
        <CloseSheetDialog sheet={kept.sheet} unmarked={unmarked} opened={closing} close={() => setClosing(false)} />
      )}
    </div>
  )
}

interface PeopleProps {
  readonly rows: readonly ShownRow[]
  readonly all: readonly ShownRow[]
  /** Only those whose name fits are shown. */
  readonly looking: boolean
  readonly closed: boolean
  /** The day of the session is to come. */
  readonly early: boolean
  readonly acts: SheetActs
}

/** Those expected, then those who came without a registration: nobody moves when somebody is added. */
function People({ rows, all, looking, closed, early, acts }: PeopleProps) {
  const { t } = useTranslation('attendance')
  const alike = useMemo(() => namesakes(all), [all])
  const lines = (shown: readonly ShownRow[]) =>
    shown.map((row) => (
      <SheetLine
        key={row.personId}
        row={row}
        closed={closed}
        early={early}
        namesake={alike.has(row.personId)}
        acts={acts}
      />
    ))
  const walkIns = rows.filter(isWalkIn)
  if (looking)
    return (
      rows.length > 0 && (
        <div>
          <Text size="sm" fw={600} c="dimmed">
            {t('door.onSheet')}
          </Text>
          <ul className={css['list']} aria-label={t('people')}>
            {lines(rows)}
          </ul>
        </div>
      )
    )
  return (
    <>
      <ul className={css['list']} aria-label={t('people')}>
        {lines(rows.filter((row) => !isWalkIn(row)))}
      </ul>
      {walkIns.length > 0 && (
        <div>
          <Text fw={600}>{t('walkIns', { count: walkIns.length })}</Text>
          <ul className={css['list']} aria-label={t('walkIn')}>
            {lines(walkIns)}
          </ul>
        </div>
      )}
    </>
  )
}
