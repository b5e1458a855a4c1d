import type { AmifLine, EsfLine, EsfParticipant, FundFinding, ThirdCountryReading } from '@interra/contracts'
import { Button, List, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { query } from '../../lib/query.ts'
import { useDates } from '../../lib/use-dates.ts'
import { DataTable, type Column } from '../../ui/data-table.tsx'
import { Icon } from '../../ui/icons.tsx'
import { TextLink } from '../../ui/links.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Panel } from '../../ui/panel.tsx'
import { Await, EmptyState } from '../../ui/states.tsx'

interface PackProps {
  readonly asked: {
    readonly site: string
    readonly from: string
    readonly to: string
    readonly reading: ThirdCountryReading
  }
}

const esfCounts = ['total', 'women', 'men', 'nonBinary'] as const
const amifGenders = [...esfCounts, 'genderUnknown'] as const
const amifAges = ['total', 'under18', 'from18To60', 'over60', 'ageUnknown'] as const

/** What is missing first, then the lines, and the people by number as a file. */
export function EsfPackPanels({ asked }: PackProps) {
  const { t } = useTranslation('reports')
  const pack = useQuery(query('getEsfPack', { query: asked }))
  const file = `/v1/impact/european-funds/esf/participants.csv?${new URLSearchParams(asked).toString()}`
  return (
    <Await query={pack}>
      {({ entries, findings, incomplete, lines, byHand }) =>
        entries === 0 ? (
          <EmptyState icon="chart">{t('funds.empty')}</EmptyState>
        ) : (
          <Stack gap="lg">
            <Checks findings={findings} />
            {incomplete.length > 0 && <Incomplete people={incomplete} />}
            <Panel
              title={t('funds.packs.esf')}
              aside={
                <Button component="a" variant="default" href={file} leftSection={<Icon name="download" size={18} />}>
                  {t('funds.download')}
                </Button>
              }
            >
              <Text c="dimmed">{t('funds.entries', { count: entries })}</Text>
              <Lines title={t('funds.byGender')} lines={lines} counts={esfCounts} />
              <ByHand codes={byHand} />
            </Panel>
          </Stack>
        )
      }
    </Await>
  )
}

export function AmifPackPanels({ asked }: PackProps) {
  const { t } = useTranslation('reports')
  const pack = useQuery(query('getAmifPack', { query: asked }))
  return (
    <Await query={pack}>
      {({ findings, lines, byHand }) => (
        <Stack gap="lg">
          <Checks findings={findings} />
          <Panel title={t('funds.packs.amif')}>
            <Lines title={t('funds.byGender')} lines={lines} counts={amifGenders} />
            <Lines title={t('funds.byAge')} lines={lines} counts={amifAges} />
            <ByHand codes={byHand} />
          </Panel>
        </Stack>
      )}
    </Await>
  )
}

function Checks({ findings }: { findings: readonly FundFinding[] }) {
  const { t } = useTranslation('reports')
  if (findings.length === 0) return <Notice tone="good" title={t('funds.checked')} />
  const isWrong = findings.some(({ level }) => level === 'error')
  return (
    <Notice tone={isWrong ? 'bad' : 'warn'} title={t('funds.checks')}>
      <List>
        {findings.map(({ code, line, with: other, count }) => (
          <List.Item key={`${code} ${line ?? ''}`}>
            {t(`funds.finding.${code}`, { line: line ?? '', with: other ?? '', count })}
          </List.Item>
        ))}
      </List>
    </Notice>
  )
}

function Incomplete({ people }: { people: readonly EsfParticipant[] }) {
  const { t } = useTranslation('reports')
  const dates = useDates()
  const columns: Column<EsfParticipant>[] = [
    {
      id: 'who',
      header: t('funds.who'),
      main: true,
      cell: ({ personId, name }) => (
        <TextLink to="/people/$personId" params={{ personId }}>
          {name}
        </TextLink>
      ),
    },
    { id: 'entered', header: t('funds.entered'), cell: ({ enteredOn }) => dates.day(enteredOn) },
    {
      id: 'missing',
      header: t('funds.missing'),
      cell: ({ missing }) => missing.map((need) => t(`funds.needs.${need}`)).join(', '),
    },
  ]
  return (
    <Panel title={t('funds.incomplete')}>
      <Text c="dimmed">{t('funds.how')}</Text>
      <DataTable caption={t('funds.incomplete')} rows={people} rowKey={({ personId }) => personId} columns={columns} />
    </Panel>
  )
}

type Line = EsfLine | AmifLine
type CountName = (typeof amifGenders)[number] | (typeof amifAges)[number]
interface LinesProps<T> {
  readonly title: string
  readonly lines: readonly T[]
  readonly counts: readonly (CountName & keyof T)[]
}

function Lines<T extends Line>({ title, lines, counts }: LinesProps<T>) {
  const { t } = useTranslation('reports')
  const columns: Column<T>[] = [
    { id: 'line', header: t('funds.line'), main: true, cell: ({ code }) => t(`funds.lines.${wordOf(code)}`) },
    { id: 'code', header: t('funds.code'), cell: ({ code }) => code },
    ...counts.map((count): Column<T> => ({
      id: count,
      header: t(`funds.${count}`),
      align: 'end',
      cell: (line) => String(line[count]),
    })),
  ]
  return <DataTable caption={title} rows={lines} rowKey={({ code }) => code} columns={columns} />
}

/** A dot in a key would open a branch of the words. */
const wordOf = <C extends Line['code']>(code: C) => code.replaceAll('.', '_') as Undotted<C>
type Undotted<C extends string> = C extends `${infer Head}.${infer Tail}` ? `${Head}_${Undotted<Tail>}` : C

function ByHand({ codes }: { codes: readonly string[] }) {
  const { t } = useTranslation('reports')
  return (
    <Text>
      <strong>{t('funds.byHand')}</strong> {t('funds.byHandText', { codes: codes.join(', ') })}
    </Text>
  )
}
