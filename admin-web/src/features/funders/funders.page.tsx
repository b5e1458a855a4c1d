import type { FunderDetail, FunderFigures } from '@interra/contracts'
import { Button, NumberInput, Stack } from '@mantine/core'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { pages, query } from '../../lib/query.ts'
import { useCan, useSite } from '../../lib/session.ts'
import { useDates } from '../../lib/use-dates.ts'
import { DataTable, type Column } from '../../ui/data-table.tsx'
import { Icon } from '../../ui/icons.tsx'
import { TextLink } from '../../ui/links.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { Await, EmptyState } from '../../ui/states.tsx'
import { Allocations } from './allocations.panel.tsx'
import { ClaimsPanel } from './claims.panel.tsx'
import { FunderDialog } from './funder.dialog.tsx'
import { useFunderWords } from './funder-words.ts'

const route = getRouteApi('/in/funders')

/** Who pays for what: a year without double counting, the funders, and the shares of activities. */
export function FundersPage() {
  const { t } = useTranslation('funders')
  const can = useCan()
  const { site } = useSite()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const [adding, setAdding] = useState(false)
  const now = useDates().now().date.slice(0, 4)
  const year = /^20\d\d$/.test(search.year ?? '') ? Number(search.year) : Number(now)
  const of = site ? { siteId: site.id } : {}
  const list = useInfiniteQuery(pages('listFunders', { query: { ...of, limit: 200 } }))
  const period = { from: `${year}-01-01`, to: `${year + 1}-01-01`, ...(site ? { site: site.id } : {}) }
  const figures = useQuery(query('getFunderFigures', { query: period }))
  const mayAdd = site !== undefined && can('addFunder', site.id)
  return (
    <>
      <PageHeader
        title={t('title')}
        lead={t('lead')}
        action={
          mayAdd && (
            <Button leftSection={<Icon name="plus" size={18} />} onClick={() => setAdding(true)}>
              {t('add')}
            </Button>
          )
        }
      />
      <Stack gap="lg">
        <NumberInput
          label={t('year')}
          value={year}
          min={2000}
          max={2099}
          w={140}
          onChange={(value) => void navigate({ search: { year: String(value) }, replace: true })}
        />
        <Await query={figures}>{(told) => <ClaimsPanel figures={told} />}</Await>
        <Await query={list} empty={<EmptyState icon="flag">{t('empty.funders')}</EmptyState>}>
          {(funders) => <FundersTable funders={funders} figures={figures.data} />}
        </Await>
        <Allocations funders={list.data ?? []} />
      </Stack>
      {mayAdd && <FunderDialog siteId={site.id} opened={adding} close={() => setAdding(false)} />}
    </>
  )
}

function FundersTable({ funders, figures }: { funders: readonly FunderDetail[]; figures: FunderFigures | undefined }) {
  const { t } = useTranslation('funders')
  const { money, number } = useFunderWords()
  const told = (id: string) => figures?.funders.find(({ funderId }) => funderId === id)
  const granted = ({ grants }: FunderDetail) =>
    grants
      .filter(({ status }) => status === 'granted' || status === 'closed')
      .reduce((sum, { amountCents }) => sum + amountCents, 0)
  const columns: Column<FunderDetail>[] = [
    {
      id: 'name',
      header: t('column.funder'),
      main: true,
      cell: ({ id, name }) => (
        <TextLink to="/funders/$funderId" params={{ funderId: id }}>
          {name}
        </TextLink>
      ),
    },
    { id: 'kind', header: t('column.kind'), cell: ({ kind }) => t(`kinds.${kind}`) },
    { id: 'granted', header: t('column.granted'), align: 'end', cell: (funder) => money(granted(funder)) },
    {
      id: 'sessions',
      header: t('column.sessions'),
      align: 'end',
      cell: ({ id }) => number(told(id)?.sessions ?? 0),
    },
    {
      id: 'persons',
      header: t('column.persons'),
      align: 'end',
      cell: ({ id }) => (figures?.suppressed ? t('hidden') : number(told(id)?.persons ?? 0)),
    },
  ]
  return <DataTable caption={t('title')} rows={funders} rowKey={({ id }) => id} columns={columns} />
}
