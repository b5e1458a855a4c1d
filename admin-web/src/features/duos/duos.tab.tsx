import {
  duoMachine,
  heldDuoStates,
  openDuoStates,
  readableClasses,
  roles,
  type DuoRow,
  type DuoState,
} from '@interra/contracts'
import { Group, SegmentedControl, Stack, Text } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { pages } from '../../lib/query.ts'
import { mayUse } from '../../lib/rights.ts'
import { useSession } from '../../lib/session.ts'
import { useDates } from '../../lib/use-dates.ts'
import { DataTable, type Column } from '../../ui/data-table.tsx'
import { ButtonLink, TextLink } from '../../ui/links.tsx'
import { Await, EmptyState } from '../../ui/states.tsx'
import { AlertBadges, DuoBadge } from './badges.tsx'
import { duoFilters, type DuoFilter } from './duo-filters.ts'

const route = getRouteApi('/in/duos')
const states: Readonly<Record<Exclude<DuoFilter, 'call' | 'silent'>, readonly DuoState[]>> = {
  living: heldDuoStates,
  open: openDuoStates,
  over: duoMachine.states.filter((state) => ![...heldDuoStates, ...openDuoStates].some((one) => one === state)),
}

const careful = roles.filter((role) => readableClasses[role].includes('C5'))

/** Whether who calls for help may be read here: who may not read it may not ask by it. */
function useReadsAlerts(siteId: string): boolean {
  const session = useSession()
  const today = useDates().now().date
  return mayUse(session, { access: { roles: careful }, programme: 'duo2change' }, today, siteId)
}

/** The duos of a site: those that need a call first. */
export function DuosTab({ siteId }: { siteId: string }) {
  const { t } = useTranslation('duos')
  const mayCall = useReadsAlerts(siteId)
  const { show: asked = 'living' } = route.useSearch()
  const show = asked === 'call' && !mayCall ? 'living' : asked
  const navigate = route.useNavigate()
  const list = useInfiniteQuery(pages('listDuos', { query: { siteId, ...filterOf(show) } }))
  return (
    <Stack>
      <SegmentedControl
        aria-label={t('list.filter')}
        // on a phone they take two lines
        style={{ flexWrap: 'wrap' }}
        withItemsBorders={false}
        value={show}
        data={duoFilters
          .filter((value) => mayCall || value !== 'call')
          .map((value) => ({ value, label: t(`list.filters.${value}`) }))}
        onChange={(chosen) =>
          void navigate({
            search: (now) => ({ ...now, show: duoFilters.find((one) => one === chosen) }),
            replace: true,
          })
        }
      />
      <Await query={list} empty={<Empty show={show} />}>
        {(duos) => <Table duos={duos} more={list} />}
      </Await>
    </Stack>
  )
}

function filterOf(show: DuoFilter) {
  if (show === 'call') return { alert: true }
  return show === 'silent' ? { silent: true } : { status: [...states[show]] }
}

function Empty({ show }: { show: DuoFilter }) {
  const { t } = useTranslation('duos')
  const action = (
    <ButtonLink to="/duos" search={{ tab: 'pool' }} variant="light">
      {t('list.toPool')}
    </ButtonLink>
  )
  return (
    <EmptyState icon="people" action={action}>
      {t(`list.empty.${show}`)}
    </EmptyState>
  )
}

type More = NonNullable<Parameters<typeof DataTable<DuoRow>>[0]['more']>

function Table({ duos, more }: { duos: readonly DuoRow[]; more: More }) {
  const { t } = useTranslation('duos')
  const dates = useDates()
  const columns: Column<DuoRow>[] = [
    {
      id: 'pair',
      header: t('list.pair'),
      main: true,
      cell: (duo) => (
        <TextLink to="/duos/$duoId" params={{ duoId: duo.id }}>
          {t('pair', { newcomer: duo.newcomer.person.name ?? '', local: duo.local.person.name ?? '' })}
        </TextLink>
      ),
    },
    {
      id: 'state',
      header: t('list.state'),
      cell: ({ status, alerts }) => (
        <Group gap={6}>
          <DuoBadge state={status} />
          <AlertBadges alerts={alerts} />
        </Group>
      ),
    },
    {
      id: 'meetings',
      header: t('list.meetings'),
      cell: ({ meetingCount, lastMeetingOn }) => (
        <Text size="sm">
          {meetingCount === 0 || lastMeetingOn === null
            ? t('list.noMeeting')
            : t('list.met', { count: meetingCount, day: dates.day(lastMeetingOn, 'short') })}
        </Text>
      ),
    },
    { id: 'owner', header: t('list.owner'), cell: ({ owner }) => owner?.name ?? '–', wideOnly: true },
  ]
  return <DataTable caption={t('tabs.duos')} rows={duos} rowKey={({ id }) => id} columns={columns} more={more} />
}
