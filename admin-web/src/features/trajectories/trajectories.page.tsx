import { trajectorySteps, type InterlabWomen, type Trajectories } from '@interra/contracts'
import { NativeSelect, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { tagOf } from '../../lib/dates.ts'
import { query } from '../../lib/query.ts'
import { useSite } from '../../lib/session.ts'
import { useDates } from '../../lib/use-dates.ts'
import { BarsChart } from '../../ui/bars-chart.tsx'
import { DataTable, type Column } from '../../ui/data-table.tsx'
import { Notice } from '../../ui/notice.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { Panel } from '../../ui/panel.tsx'
import { Await, EmptyState } from '../../ui/states.tsx'

const route = getRouteApi('/in/trajectories')

/** From passion to profession, and women at each role. */
export function TrajectoriesPage() {
  const { t } = useTranslation('trajectories')
  const { site } = useSite()
  const { year } = route.useSearch()
  const navigate = route.useNavigate()
  const present = Number(useDates().now().date.slice(0, 4))
  const years = Array.from({ length: 6 }, (_, back) => String(present - back))
  const chosen = years.find((one) => one === year)
  return (
    <>
      <PageHeader title={t('title')} lead={t('lead')} />
      <Stack>
        <NativeSelect
          label={t('year')}
          maw="16rem"
          value={chosen ?? ''}
          data={[{ value: '', label: t('allYears') }, ...years.map((value) => ({ value, label: value }))]}
          onChange={({ currentTarget: { value } }) =>
            void navigate({ search: value === '' ? {} : { year: value }, replace: true })
          }
        />
        {site ? (
          <Both siteId={site.id} {...(chosen === undefined ? {} : { year: Number(chosen) })} />
        ) : (
          <EmptyState icon="place">{t('chooseSite')}</EmptyState>
        )}
      </Stack>
    </>
  )
}

function Both({ siteId, year }: { siteId: string; year?: number }) {
  const { t } = useTranslation('trajectories')
  const asked = { query: { siteId, ...(year === undefined ? {} : { year }) } }
  const trajectories = useQuery(query('getTrajectories', asked))
  const women = useQuery(query('getInterlabWomen', asked))
  return (
    <Stack>
      <Panel title={t('steps.title')}>
        <Text c="dimmed">{t('steps.hint')}</Text>
        <Await query={trajectories}>{(found) => <Steps found={found} />}</Await>
      </Panel>
      <Panel title={t('women.title')}>
        <Text c="dimmed">{t('women.hint')}</Text>
        <Await query={women}>{(found) => <Women found={found} />}</Await>
      </Panel>
    </Stack>
  )
}

type Line = Trajectories['lines'][number]

function Steps({ found }: { found: Trajectories }) {
  const { t } = useTranslation('trajectories')
  const columns: Column<Line>[] = [
    {
      id: 'who',
      header: t('column.who'),
      main: true,
      cell: ({ dimension, code }) => t(`lines.${dimension}.${code}` as 'lines.all.all'),
    },
    ...trajectorySteps.map((step) => ({
      id: step,
      header: t(`steps.${step}`),
      cell: ({ cells }: Line) => <StepCell cell={cells.find((one) => one.step === step)} />,
    })),
  ]
  const everybody = found.lines.find(({ dimension }) => dimension === 'all')
  return (
    <Stack>
      {found.level === 'internal_report' && !found.periodClosed && <Notice tone="info" title={t('notClosed')} />}
      {everybody && (
        <BarsChart
          label={t('steps.picture')}
          bars={everybody.cells.map(({ step, people }) => ({
            name: t(`steps.${step}`),
            value: people,
            shown: people === null ? t('small') : String(people),
          }))}
        />
      )}
      <DataTable
        caption={t('steps.title')}
        rows={found.lines}
        rowKey={({ dimension, code }) => `${dimension} ${code}`}
        columns={columns}
      />
      <Text>
        {found.outcomes
          .map(({ outcome, people }) =>
            t('outcome', { outcome: t(`outcomes.${outcome}`), people: people ?? t('small') }),
          )
          .join(' · ')}
      </Text>
    </Stack>
  )
}

function StepCell({ cell }: { cell: Line['cells'][number] | undefined }) {
  const { t } = useTranslation('trajectories')
  if (!cell || cell.people === null) return <>{t('small')}</>
  const left = cell.goneOn === null || cell.step === 'outcome' ? null : cell.people - cell.goneOn
  return (
    <Stack gap={0}>
      <Text fw={600}>{String(cell.people)}</Text>
      {cell.step !== 'participant' && cell.medianDays !== null && (
        <Text size="sm" c="dimmed">
          {cell.medianDays === 0 ? t('sameDay') : t('median', { days: Math.round(cell.medianDays) })}
        </Text>
      )}
      {cell.before !== null && cell.before > 0 && (
        <Text size="sm" c="dimmed">
          {t('before', { people: cell.before })}
        </Text>
      )}
      {left !== null && left > 0 && (
        <Text size="sm" c="dimmed">
          {t('left', { people: left })}
        </Text>
      )}
    </Stack>
  )
}

type RoleLine = InterlabWomen['roles'][number]

function Women({ found }: { found: InterlabWomen }) {
  const { t, i18n } = useTranslation('trajectories')
  const percent = new Intl.NumberFormat(tagOf(i18n.language), { style: 'percent', maximumFractionDigits: 0 })
  const shown = (value: number | null) => (value === null ? t('small') : String(value))
  const columns: Column<RoleLine>[] = [
    { id: 'role', header: t('women.role'), main: true, cell: ({ role }) => t(`roles.${role}`) },
    {
      id: 'share',
      header: t('women.share'),
      align: 'end',
      cell: ({ share, suppressed, known }) => {
        if (share !== null) return percent.format(share)
        if (known === 0) return t('women.noneKnown')
        return t(suppressed ? 'small' : 'women.none')
      },
    },
    { id: 'women', header: t('women.women'), align: 'end', cell: ({ women }) => shown(women) },
    { id: 'known', header: t('women.known'), align: 'end', cell: ({ known }) => shown(known) },
    { id: 'unknown', header: t('women.unknown'), align: 'end', cell: ({ unknown }) => shown(unknown) },
  ]
  return <DataTable caption={t('women.title')} rows={found.roles} rowKey={({ role }) => role} columns={columns} />
}
