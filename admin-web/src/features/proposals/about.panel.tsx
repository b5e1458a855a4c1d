import type { Proposal } from '@interra/contracts'
import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLabel, useLanguages } from '../../lib/choices.ts'
import { useCan } from '../../lib/session.ts'
import { useDates } from '../../lib/use-dates.ts'
import { Facts } from '../../ui/facts.tsx'
import { Icon } from '../../ui/icons.tsx'
import { Panel } from '../../ui/panel.tsx'
import { ChangeProposalDialog } from './change-proposal.dialog.tsx'
import { filters } from './proposal-words.ts'

/** What is proposed and by whom. */
export function About({ proposal }: { proposal: Proposal }) {
  const { t } = useTranslation(['proposals', 'common'])
  const can = useCan()
  const label = useLabel()
  const dates = useDates()
  const { nameOf } = useLanguages()
  const [editing, setEditing] = useState(false)
  const open = filters.open.some((state) => state === proposal.status)
  const unknown = t('common:unknown')
  const facts = [
    ...proposal.hosts.map(({ person, part }) => ({ label: t(`parts.${part}`), value: person.name ?? t('hidden') })),
    { label: t('fields.category'), value: proposal.category ? label(proposal.category.labels) : t('fields.later') },
    ...(proposal.about ? [{ label: t('fields.about'), value: proposal.about }] : []),
    { label: t('fields.languages'), value: proposal.languages.map(nameOf).join(', ') || unknown },
    { label: t('fields.wishedRhythm'), value: proposal.wishedRhythm ?? unknown },
    { label: t('fields.channel'), value: proposal.channel ? label(proposal.channel.labels) : unknown },
    { label: t('fields.owner'), value: proposal.owner?.name ?? t('nobody') },
    { label: t('fields.receivedOn'), value: dates.day(proposal.receivedOn) },
  ]
  return (
    <Panel
      title={t('about')}
      aside={
        open &&
        can('changeProposal', proposal.siteId) && (
          <Button variant="subtle" leftSection={<Icon name="edit" size={18} />} onClick={() => setEditing(true)}>
            {t('edit')}
          </Button>
        )
      }
    >
      <Facts facts={facts} />
      <ChangeProposalDialog proposal={proposal} opened={editing} close={() => setEditing(false)} />
    </Panel>
  )
}
