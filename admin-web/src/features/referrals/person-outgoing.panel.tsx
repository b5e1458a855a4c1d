import type { OutgoingReferral, OutgoingTeamAct } from '@interra/contracts'
import { Button, Group, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { query, useAct } from '../../lib/query.ts'
import { useCan } from '../../lib/session.ts'
import { useDates } from '../../lib/use-dates.ts'
import { Icon } from '../../ui/icons.tsx'
import { Panel } from '../../ui/panel.tsx'
import { Await } from '../../ui/states.tsx'
import { StatusBadge } from '../../ui/status-badge.tsx'
import {
  isAsked,
  OutgoingStepDialog,
  PrepareOutgoingDialog,
  staleOutgoing,
  type AskedAct,
} from './outgoing.dialogs.tsx'
import { outgoingTones } from './outgoing-words.ts'

/** The partners that a member was sent to, and what became of it. */
export function PersonOutgoing({ personId, siteId, mayAdd }: { personId: string; siteId: string; mayAdd: boolean }) {
  const { t } = useTranslation('referrals')
  const can = useCan()
  const [preparing, setPreparing] = useState(false)
  const list = useQuery(query('listOutgoing', { query: { personId, limit: 20 } }))
  const mayPrepare = mayAdd && can('prepareOutgoing', siteId)
  return (
    <Panel
      anchor="outgoing"
      title={t('outgoing.title')}
      aside={
        mayPrepare && (
          <Button variant="light" leftSection={<Icon name="plus" size={18} />} onClick={() => setPreparing(true)}>
            {t('outgoing.prepare')}
          </Button>
        )
      }
    >
      <Await query={list} empty={<Text c="dimmed">{t('outgoing.none')}</Text>}>
        {({ items }) =>
          items.length === 0 ? (
            <Text c="dimmed">{t('outgoing.none')}</Text>
          ) : (
            <Stack gap="lg">
              {items.map((one) => (
                <One key={one.id} outgoing={one} />
              ))}
            </Stack>
          )
        }
      </Await>
      <PrepareOutgoingDialog personId={personId} opened={preparing} close={() => setPreparing(false)} />
    </Panel>
  )
}

function One({ outgoing }: { outgoing: OutgoingReferral }) {
  const { t } = useTranslation('referrals')
  const dates = useDates()
  const move = useAct('moveOutgoing', { stale: staleOutgoing })
  const [asking, setAsking] = useState<AskedAct | null>(null)
  const { id, partner, agent, service, status, late, answerDueOn, reason, possible, version } = outgoing
  const start = (act: OutgoingTeamAct) => {
    if (isAsked(act)) setAsking(act)
    else move.mutate({ params: { outgoingId: id }, ifMatch: version, body: { act } })
  }
  return (
    <Stack gap={4}>
      <Group gap="xs">
        <Text fw={600}>{partner.name}</Text>
        <StatusBadge tone={late ? 'bad' : outgoingTones[status]}>
          {late ? t('outgoing.late') : t(`outgoing.states.${status}`)}
        </StatusBadge>
      </Group>
      <Text>{t('outgoing.line', { service, agent: agent.name })}</Text>
      {status === 'sent' && answerDueOn && (
        <Text size="sm" c="dimmed">
          {t('outgoing.due', { day: dates.day(answerDueOn) })}
        </Text>
      )}
      {reason && <Text size="sm">{t('outgoing.reason', { reason })}</Text>}
      <Group gap="xs">
        {possible.map((act, at) => (
          <Button
            key={act}
            size="sm"
            variant={at === 0 ? 'filled' : 'default'}
            disabled={move.isPending}
            onClick={() => start(act)}
          >
            {t(`outgoing.acts.${act}`)}
          </Button>
        ))}
      </Group>
      <OutgoingStepDialog outgoing={outgoing} act={asking} close={() => setAsking(null)} />
    </Stack>
  )
}
