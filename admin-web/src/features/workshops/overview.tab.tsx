import type { Workshop } from '@interra/contracts'
import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLabel, useLanguages } from '../../lib/choices.ts'
import { useCan } from '../../lib/session.ts'
import { Facts } from '../../ui/facts.tsx'
import { Icon } from '../../ui/icons.tsx'
import { TextLink } from '../../ui/links.tsx'
import { Panel } from '../../ui/panel.tsx'
import { TwoColumns } from '../../ui/two-columns.tsx'
import { Autonomy } from './autonomy.panel.tsx'
import { ChangeWorkshopDialog } from './change-workshop.dialog.tsx'
import { Hosts } from './hosts.panel.tsx'

/** What a workshop is, who hosts it, how far on their own. */
export function Overview({ workshop }: { workshop: Workshop }) {
  return (
    <TwoColumns
      work={
        <>
          <About workshop={workshop} />
          <Hosts workshop={workshop} />
        </>
      }
      facts={<Autonomy workshop={workshop} />}
    />
  )
}

function About({ workshop }: { workshop: Workshop }) {
  const { t } = useTranslation(['workshops', 'common'])
  const can = useCan()
  const [editing, setEditing] = useState(false)
  const mayChange = workshop.status !== 'ended' && can('changeWorkshop', workshop.siteId)
  return (
    <Panel
      title={t('about')}
      aside={
        mayChange && (
          <Button variant="subtle" leftSection={<Icon name="edit" size={18} />} onClick={() => setEditing(true)}>
            {t('edit')}
          </Button>
        )
      }
    >
      <Facts facts={useAboutFacts(workshop)} />
      <ChangeWorkshopDialog workshop={workshop} opened={editing} close={() => setEditing(false)} />
    </Panel>
  )
}

function useAboutFacts(workshop: Workshop) {
  const { t } = useTranslation(['workshops', 'common'])
  const label = useLabel()
  const { nameOf } = useLanguages()
  const { proposalId, summary, category, languages, capacity, room, owner } = workshop
  return [
    ...(summary ? [{ label: t('fields.summary'), value: summary }] : []),
    { label: t('fields.category'), value: category ? label(category.labels) : t('later') },
    { label: t('fields.languages'), value: languages.map(nameOf).join(', ') || t('common:unknown') },
    { label: t('fields.capacity'), value: t('places', { count: capacity }) },
    { label: t('fields.room'), value: room ? [room.venueName, room.name].join(', ') : t('noRoom') },
    { label: t('fields.owner'), value: owner?.name ?? t('nobody') },
    ...(proposalId === null
      ? []
      : [
          {
            label: t('fields.origin'),
            value: (
              <TextLink to="/proposals/$proposalId" params={{ proposalId }}>
                {t('seeProposal')}
              </TextLink>
            ),
          },
        ]),
  ]
}
