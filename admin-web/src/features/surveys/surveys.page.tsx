import type { SurveyWave } from '@interra/contracts'
import { Button } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { pages } from '../../lib/query.ts'
import { useCan, useSite } from '../../lib/session.ts'
import { useDates } from '../../lib/use-dates.ts'
import { DataTable, type Column } from '../../ui/data-table.tsx'
import { Icon } from '../../ui/icons.tsx'
import { TextLink } from '../../ui/links.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { Await, EmptyState } from '../../ui/states.tsx'
import { StatusBadge } from '../../ui/status-badge.tsx'
import { rateOf, waveTones } from './survey-words.ts'
import { WaveDialog } from './wave.dialog.tsx'

/** Waves of questions, with how many answered. */
export function SurveysPage() {
  const { t } = useTranslation('surveys')
  const can = useCan()
  const { site } = useSite()
  const [adding, setAdding] = useState(false)
  const list = useInfiniteQuery(pages('listSurveyWaves', { query: site ? { siteId: site.id } : {} }))
  const add = site && can('openSurveyWave', site.id) && (
    <Button leftSection={<Icon name="plus" size={18} />} onClick={() => setAdding(true)}>
      {t('add')}
    </Button>
  )
  return (
    <>
      <PageHeader title={t('title')} lead={t('lead')} action={add} />
      <Await query={list} empty={<EmptyState icon="chart">{t('empty')}</EmptyState>}>
        {(waves) => <Waves waves={waves} more={list} />}
      </Await>
      {site && <WaveDialog siteId={site.id} opened={adding} close={() => setAdding(false)} />}
    </>
  )
}

interface WavesProps {
  waves: readonly SurveyWave[]
  more: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => unknown }
}

function Waves({ waves, more }: WavesProps) {
  const { t } = useTranslation('surveys')
  const dates = useDates()
  const columns: Column<SurveyWave>[] = [
    {
      id: 'kind',
      header: t('column.wave'),
      main: true,
      cell: ({ id, kind, programme }) => (
        <TextLink to="/surveys/$waveId" params={{ waveId: id }}>
          {t(`kinds.${kind}`)} · {t(`programmes.${programme ?? 'all'}`)}
        </TextLink>
      ),
    },
    {
      id: 'days',
      header: t('column.days'),
      cell: ({ opensOn, closesOn }) =>
        t('days', { from: dates.day(opensOn, 'short'), to: dates.day(closesOn, 'short') }),
    },
    { id: 'asked', header: t('column.asked'), align: 'end', cell: ({ asked }) => asked },
    { id: 'answered', header: t('column.answered'), align: 'end', cell: ({ answered }) => answered },
    {
      id: 'rate',
      header: t('column.rate'),
      align: 'end',
      cell: (wave) => {
        const rate = rateOf(wave)
        return rate === null ? t('noRate') : t('rate', { rate })
      },
    },
    {
      id: 'state',
      header: t('column.state'),
      cell: ({ state }) => <StatusBadge tone={waveTones[state]}>{t(`states.${state}`)}</StatusBadge>,
    },
  ]
  return <DataTable caption={t('title')} rows={waves} rowKey={({ id }) => id} columns={columns} more={more} />
}
