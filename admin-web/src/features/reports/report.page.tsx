import { actsFrom, addDays, reportMachine, templateGaps, type Report, type ReportTable } from '@interra/contracts'
import { Button, Group, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { query, useAct } from '../../lib/query.ts'
import { useCan, useSite } from '../../lib/session.ts'
import { useDates } from '../../lib/use-dates.ts'
import { Facts } from '../../ui/facts.tsx'
import { Icon } from '../../ui/icons.tsx'
import { TextLink } from '../../ui/links.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { Panel } from '../../ui/panel.tsx'
import { Await } from '../../ui/states.tsx'
import { StatusBadge } from '../../ui/status-badge.tsx'
import { ChangePanel } from './change.panel.tsx'
import { QuotedPanel } from './quoted.panel.tsx'
import { WithdrawDialog } from './reason.dialog.tsx'
import { ReportGates, ReportTables } from './report-tables.tsx'
import css from './reports.module.css'
import { reportTones, staleReports } from './report-words.ts'

const route = getRouteApi('/in/reports/$reportId')

/** A report: what it says, as known when, by which hash; and what changed since. */
export function ReportPage() {
  const { reportId } = route.useParams()
  const report = useQuery(query('getReport', { params: { reportId } }))
  return <Await query={report}>{(found) => <Whole report={found} />}</Await>
}

function Whole({ report }: { report: Report }) {
  const { t } = useTranslation('reports')
  const dates = useDates()
  const can = useCan()
  const { sites } = useSite()
  const name = sites.find(({ id }) => id === report.siteId)?.name
  const site = name && t('madeFor', { site: name })
  const content = useQuery(query('getReportContent', { params: { reportId: report.id } }))
  const { title, from, to, status, asKnownAt, sha256, madeBy, level, withdrawnReason } = report
  const told = [
    { label: t('column.state'), value: <StatusBadge tone={reportTones[status]}>{t(`states.${status}`)}</StatusBadge> },
    { label: t('fields.level'), value: t(`levels.${level}`) },
    ...(madeBy === null ? [] : [{ label: t('madeBy'), value: madeBy }]),
    ...(withdrawnReason === null ? [] : [{ label: t('reason'), value: withdrawnReason }]),
    ...(asKnownAt === null
      ? []
      : [{ label: t('asKnown'), value: `${dates.dayOf(asKnownAt)}, ${dates.time(asKnownAt)}` }]),
    ...(sha256 === null
      ? []
      : [
          {
            label: t('hash'),
            value: (
              <Text ff="monospace" size="xs" style={{ wordBreak: 'break-all' }}>
                {sha256}
              </Text>
            ),
          },
        ]),
  ]
  return (
    <>
      <PageHeader
        title={title}
        lead={[site, t('period', { from: dates.day(from), last: dates.day(addDays(to, -1)) })]
          .filter(Boolean)
          .join(' · ')}
        crumbs={[
          <TextLink key="reports" to="/reports">
            {t('title')}
          </TextLink>,
        ]}
        action={<Acts report={report} />}
      />
      <Stack gap="lg" className={css['sheet'] ?? ''}>
        <Panel title={t('about')}>
          <Facts facts={told} />
          {status === 'draft' && <Text c="dimmed">{t('draftHint')}</Text>}
          {status === 'draft' && to > dates.now().date && <Text>{t('notOver')}</Text>}
        </Panel>
        <Await query={content}>
          {({ tables, gates }) => (
            <>
              {tables.some(isNotClosed) && <Text>{t('notClosed')}</Text>}
              <ReportTables reportId={report.id} tables={tables} />
              {gates && <ReportGates tables={gates} />}
            </>
          )}
        </Await>
        <QuotedPanel report={report} />
        <div className={css['screen']}>
          <Gaps template={report.template} />
        </div>
        {sha256 !== null && can('explainReportChange', report.siteId) && (
          <div className={css['screen']}>
            <ChangePanel report={report} />
          </div>
        )}
      </Stack>
    </>
  )
}

const isNotClosed = ({ cells }: ReportTable) => cells.some(({ figure }) => figure.flags.includes('period_not_closed'))

/** What the template asks for and no figure tells. */
function Gaps({ template }: Pick<Report, 'template'>) {
  const { t } = useTranslation('reports')
  const gaps = template === null ? [] : templateGaps[template]
  if (gaps.length === 0) return null
  return (
    <Panel title={t('gaps.title')}>
      <ul className={css['gaps']}>
        {gaps.map((gap) => (
          <li key={gap}>{t(`gaps.${gap}`)}</li>
        ))}
      </ul>
    </Panel>
  )
}

function Acts({ report: { id, siteId, version, status } }: { report: Report }) {
  const { t } = useTranslation('reports')
  const can = useCan()
  const [withdrawing, setWithdrawing] = useState(false)
  const freeze = useAct('freezeReport', { stale: staleReports })
  const publish = useAct('publishReport', { stale: staleReports })
  const input = { params: { reportId: id }, ifMatch: version }
  const acts = can('freezeReport', siteId) ? actsFrom(reportMachine, status) : []
  return (
    <Group>
      {acts.includes('freeze') && (
        <Button loading={freeze.isPending} onClick={() => freeze.mutate(input)}>
          {t('freeze')}
        </Button>
      )}
      {acts.includes('publish') && (
        <Button loading={publish.isPending} onClick={() => publish.mutate(input)}>
          {t('publish')}
        </Button>
      )}
      <Button variant="default" leftSection={<Icon name="print" size={18} />} onClick={() => window.print()}>
        {t('print')}
      </Button>
      {acts.includes('withdraw') && (
        <Button variant="default" onClick={() => setWithdrawing(true)}>
          {t('withdraw')}
        </Button>
      )}
      <WithdrawDialog id={id} version={version} opened={withdrawing} close={() => setWithdrawing(false)} />
    </Group>
  )
}
