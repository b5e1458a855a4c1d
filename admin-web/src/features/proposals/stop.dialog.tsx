import type { ProposalRow } from '@interra/contracts'
import { useTranslation } from 'react-i18next'
import { Dialog } from '../../ui/dialog.tsx'
import { ReasonForm } from '../../ui/form/reason-form.tsx'
import { say } from '../../ui/undo-bar.tsx'
import { staleProposals } from './proposals.queries.ts'

export type StopAct = 'withdraw' | 'decline'

interface StopDialogProps {
  proposal: Pick<ProposalRow, 'id' | 'title' | 'version'>
  act: StopAct | null
  close: () => void
}

/** Ends a proposal for good: the host withdraws it, or the team declines it and says why. */
export function StopDialog({ proposal: { id, version, title }, act, close }: StopDialogProps) {
  const { t } = useTranslation('proposals')
  return (
    <Dialog opened={act !== null} close={close} title={act && t(`stop.${act}.title`, { title })}>
      {act && (
        <ReasonForm
          act={act === 'decline' ? 'declineProposal' : 'withdrawProposal'}
          input={{ params: { proposalId: id }, ifMatch: version }}
          stale={staleProposals}
          label={t(`stop.${act}.reason`)}
          description={t(`stop.${act}.hint`)}
          submit={t(`stop.${act}.submit`)}
          close={close}
          onDone={() => say(t(`done.${act}`, { title }))}
        />
      )}
    </Dialog>
  )
}
