import type { Proposal } from '@interra/contracts'
import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useCan } from '../../lib/session.ts'
import { Icon } from '../../ui/icons.tsx'
import { ButtonLink } from '../../ui/links.tsx'
import { MoveMenu } from './move-menu.tsx'
import { nextAct, stateIcons } from './proposal-words.ts'
import { isPlain, useProposalActs } from './proposals.queries.ts'

/** The next step as the one primary button; the other ways in the menu beside it. */
export function ProposalActs({ proposal }: { proposal: Proposal }) {
  const { t } = useTranslation('proposals')
  const can = useCan()
  const { start, busy } = useProposalActs()
  const act = nextAct[proposal.status]
  if (proposal.workshopId !== null)
    return (
      <ButtonLink to="/workshops/$workshopId" params={{ workshopId: proposal.workshopId }}>
        {t('seeWorkshop')}
      </ButtonLink>
    )
  if (!act || !isPlain(act) || !can('submitProposal', proposal.siteId)) return null
  return (
    <>
      <Button
        loading={busy}
        leftSection={<Icon name={stateIcons[after[act]]} size={18} />}
        onClick={() => start[act](proposal)}
      >
        {t(`next.${act}`)}
      </Button>
      <MoveMenu proposal={proposal} />
    </>
  )
}

const after = {
  submit: 'submitted',
  accompany: 'accompanied',
  ready: 'ready',
  convert: 'converted',
  hold: 'on_hold',
  resume: 'accompanied',
} as const
