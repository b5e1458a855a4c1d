import type { FunderDetail, FunderLink } from '@interra/contracts'
import { Button, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { query } from '../../lib/query.ts'
import { useDates } from '../../lib/use-dates.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { ReasonForm } from '../../ui/form/reason-form.tsx'
import type { Tone } from '../../ui/palette.ts'
import { Panel } from '../../ui/panel.tsx'
import { Await } from '../../ui/states.tsx'
import { StatusBadge } from '../../ui/status-badge.tsx'
import { say } from '../../ui/undo-bar.tsx'
import { NewLinkDialog } from './link.dialog.tsx'

const tones: Readonly<Record<FunderLink['state'], Tone>> = { live: 'good', expired: 'bad', revoked: 'neutral' }

/** The links by which a funder reads figures: what each shows, until when; none of them is ever shown again. */
export function LinksPanel({ funder: { id: funderId } }: { funder: FunderDetail }) {
  const { t } = useTranslation('funders')
  const list = useQuery(query('listFunderLinks', { params: { funderId } }))
  const [open, setOpen] = useState<FunderLink | 'add' | null>(null)
  const close = () => setOpen(null)
  return (
    <Panel
      title={t('links.title')}
      aside={
        <Button variant="light" onClick={() => setOpen('add')}>
          {t('links.add')}
        </Button>
      }
    >
      <Await query={list}>
        {({ items }) => (
          <Stack>
            {items.length === 0 && <Text c="dimmed">{t('links.none')}</Text>}
            {items.map((link) => (
              <OneLink key={link.id} link={link} revoke={() => setOpen(link)} />
            ))}
          </Stack>
        )}
      </Await>
      <NewLinkDialog funderId={funderId} opened={open === 'add'} close={close} />
      <Dialog opened={open !== null && open !== 'add'} close={close} title={t('links.revoke')}>
        {open !== null && open !== 'add' && (
          <ReasonForm
            act="revokeFunderLink"
            input={{ params: { funderLinkId: open.id } }}
            stale={['listFunderLinks']}
            label={t('links.reason')}
            description={t('links.revokeHint')}
            submit={t('links.revoke')}
            close={close}
            onDone={() => say(t('links.revoked'))}
          />
        )}
      </Dialog>
    </Panel>
  )
}

function OneLink({ link, revoke }: { link: FunderLink; revoke: () => void }) {
  const { t } = useTranslation('funders')
  const dates = useDates()
  const { indicators, fromYear, toYear, state, expiresAt } = link
  return (
    <Stack gap={4} align="flex-start">
      <Text fw={600}>{fromYear === toYear ? fromYear : t('fromTo', { from: fromYear, to: toYear })}</Text>
      <Text size="sm">{indicators.join(', ')}</Text>
      <StatusBadge tone={tones[state]}>
        {t(`links.states.${state}`, { day: dates.dayOf(expiresAt, 'digits') })}
      </StatusBadge>
      {state === 'live' && (
        <Button variant="subtle" size="compact-md" onClick={revoke}>
          {t('links.revoke')}
        </Button>
      )}
    </Stack>
  )
}
