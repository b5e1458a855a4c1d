import { Button, Stack } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useCan, useSession, useSite } from '../../lib/session.ts'
import { Icon } from '../../ui/icons.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { Await, EmptyState } from '../../ui/states.tsx'
import { proposalPages } from './proposals.queries.ts'
import { ProposalsBoard } from './proposals-board.tsx'
import { ProposalsFilter } from './proposals-filter.tsx'
import { ProposalsTable } from './proposals-table.tsx'
import { RecordProposalDialog } from './record-proposal.dialog.tsx'

const route = getRouteApi('/in/proposals')

/** What members propose, as a list or by stage; filters stand in the address. */
export function ProposalsPage() {
  const { t } = useTranslation('proposals')
  const { show = 'open', layout, owner, text, open } = route.useSearch()
  const navigate = route.useNavigate()
  const can = useCan()
  const me = useSession().account.id
  const { site } = useSite()
  const board = layout === 'board' && show === 'open'
  const search = { show, siteId: site?.id, ownerId: owner === 'me' ? me : undefined, text }
  const list = useInfiniteQuery(proposalPages(search, board ? 200 : undefined))
  const record = (wanted: boolean) =>
    void navigate({ search: (old) => ({ ...old, open: wanted ? 'record' : undefined }) })
  const mayRecord = can('recordProposal', site?.id)
  const button = mayRecord && (
    <Button leftSection={<Icon name="plus" size={18} />} onClick={() => record(true)}>
      {t('record')}
    </Button>
  )
  return (
    <>
      <PageHeader title={t('title')} lead={t('lead')} action={button} />
      <Stack>
        <ProposalsFilter />
        <Await query={list} empty={<NoProposal filtered={owner !== undefined || text !== undefined} />}>
          {(rows) => (board ? <ProposalsBoard proposals={rows} /> : <ProposalsTable proposals={rows} more={list} />)}
        </Await>
      </Stack>
      {mayRecord && site && (
        <RecordProposalDialog siteId={site.id} opened={open === 'record'} close={() => record(false)} />
      )}
    </>
  )
}

function NoProposal({ filtered }: { filtered: boolean }) {
  const { t } = useTranslation('proposals')
  const navigate = route.useNavigate()
  const { show = 'open' } = route.useSearch()
  if (!filtered && show !== 'open') return <EmptyState icon="bulb">{t(`empty.${show}`)}</EmptyState>
  const action = filtered ? (
    <Button
      variant="light"
      onClick={() => void navigate({ search: (old) => ({ show: old.show, layout: old.layout }) })}
    >
      {t('empty.showAll')}
    </Button>
  ) : (
    <Button variant="light" onClick={() => void navigate({ search: { open: 'record' } })}>
      {t('record')}
    </Button>
  )
  return (
    <EmptyState icon="bulb" action={action}>
      {filtered ? t('empty.filtered') : t('empty.open')}
    </EmptyState>
  )
}
