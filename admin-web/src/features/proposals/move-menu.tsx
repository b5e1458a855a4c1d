import { actsFrom, proposalMachine, type ProposalAct, type ProposalRow } from '@interra/contracts'
import { ActionIcon, Menu } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCan } from '../../lib/session.ts'
import { Icon } from '../../ui/icons.tsx'
import { stateIcons } from './proposal-words.ts'
import { isPlain, useProposalActs } from './proposals.queries.ts'
import { StopDialog, type StopAct } from './stop.dialog.tsx'

type Moved = Pick<ProposalRow, 'id' | 'siteId' | 'status' | 'title' | 'version'>

/** "Move to…": every stage that a proposal can go to from where it is. Works without dragging, by keyboard and thumb. */
export function MoveMenu({ proposal }: { proposal: Moved }) {
  const { t } = useTranslation('proposals')
  const can = useCan()
  const { start } = useProposalActs()
  const [stop, setStop] = useState<StopAct | null>(null)
  const acts = actsFrom(proposalMachine, proposal.status)
  if (acts.length === 0 || !can('submitProposal', proposal.siteId)) return null
  const move = (act: ProposalAct) => (isPlain(act) ? start[act](proposal) : setStop(act))
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon size={44} aria-label={t('move', { title: proposal.title })}>
            <Icon name="more" strokeWidth={3.2} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>{t('moveTo')}</Menu.Label>
          {acts.map((act) => (
            <Menu.Item
              key={act}
              leftSection={<Icon name={stateIcons[proposalMachine.acts[act].to]} size={18} />}
              onClick={() => move(act)}
            >
              {t(`moves.${act}`)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      <StopDialog proposal={proposal} act={stop} close={() => setStop(null)} />
    </>
  )
}
