import type { Proposal } from '@interra/contracts'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { query } from '../../lib/query.ts'
import { useSeams } from '../../lib/seams.ts'
import { useDates } from '../../lib/use-dates.ts'
import { History } from '../../ui/history.tsx'
import { TextLink } from '../../ui/links.tsx'
import { Notice } from '../../ui/notice.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { Panel } from '../../ui/panel.tsx'
import { Await } from '../../ui/states.tsx'
import { TwoColumns } from '../../ui/two-columns.tsx'
import { About } from './about.panel.tsx'
import { useHistoryWords } from './history-words.ts'
import { useHostNames } from './host-names.ts'
import { Needs } from './needs.panel.tsx'
import { ProposalActs } from './proposal-acts.tsx'
import { ProposalBadge } from './proposal-badge.tsx'
import { Steps } from './steps.panel.tsx'

const route = getRouteApi('/in/proposals/$proposalId')

/** One proposal: what was done, what comes next, what is missing. */
export function ProposalPage() {
  const { proposalId } = route.useParams()
  const proposal = useQuery(query('getProposal', { params: { proposalId } }))
  return <Await query={proposal}>{(found) => <Whole key={found.id} proposal={found} />}</Await>
}

function Whole({ proposal }: { proposal: Proposal }) {
  const { t } = useTranslation('proposals')
  const { VenueRequests } = useSeams()
  const names = useHostNames()
  const dates = useDates()
  const words = useHistoryWords()
  const { history } = proposal
  const lead = t('lead2', { names: names(proposal.hosts), day: dates.day(proposal.receivedOn) })
  return (
    <>
      <PageHeader
        title={proposal.title}
        crumbs={[
          <TextLink key="proposals" to="/proposals">
            {t('title')}
          </TextLink>,
        ]}
        badge={<ProposalBadge state={proposal.status} />}
        lead={lead}
        action={<ProposalActs proposal={proposal} />}
      />
      {proposal.statusReason && (
        <Notice tone={proposal.status === 'declined' ? 'bad' : 'warn'} title={t('why')}>
          {proposal.statusReason}
        </Notice>
      )}
      <TwoColumns
        work={
          <>
            <Steps proposal={proposal} />
            <Needs proposal={proposal} />
            <VenueRequests
              siteId={proposal.siteId}
              proposalId={proposal.id}
              wished={proposal.wishedRhythm}
              requests={proposal.venueRequests}
            />
          </>
        }
        facts={
          <>
            <About proposal={proposal} />
            {history && (
              <Panel title={t('history.title')}>
                <History entries={history} words={words} />
              </Panel>
            )}
          </>
        }
      />
    </>
  )
}
