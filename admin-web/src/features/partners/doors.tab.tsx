import type { FormLink, NewFormLink, Partner } from '@interra/contracts'
import { Button, CopyButton, Group, NativeSelect, NumberInput, Stack, Text, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { query, useAct } from '../../lib/query.ts'
import { useDates } from '../../lib/use-dates.ts'
import { DataTable, type Column } from '../../ui/data-table.tsx'
import { Icon } from '../../ui/icons.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Panel } from '../../ui/panel.tsx'
import { Await, EmptyState } from '../../ui/states.tsx'
import { StatusBadge } from '../../ui/status-badge.tsx'
import { say } from '../../ui/undo-bar.tsx'
import { keyTones } from './partner-words.ts'
import { ReferralFile } from './referral-file.panel.tsx'

const stale = ['listFormLinks'] as const

/** How a partner without a program sends people: a form by a link, and a file that the team writes. */
export function Doors({ partner }: { partner: Partner }) {
  const { t } = useTranslation('partners')
  const agreed = partner.active && (partner.standing === 'in_force' || partner.standing === 'expiring')
  return (
    <Stack>
      {!agreed && <Notice tone="warn">{t('doors.noAgreement')}</Notice>}
      <Panel title={t('doors.formTitle')}>
        <Stack>
          <Text>{t('doors.formLead')}</Text>
          <NewLink partner={partner} />
          <Links partnerId={partner.id} />
        </Stack>
      </Panel>
      {agreed && <ReferralFile partnerId={partner.id} />}
    </Stack>
  )
}

function NewLink({ partner }: { partner: Partner }) {
  const { t } = useTranslation(['partners', 'common'])
  const [agentId, setAgentId] = useState('')
  const [days, setDays] = useState(90)
  const [made, setMade] = useState<NewFormLink | null>(null)
  const make = useAct('makeFormLink', { stale, done: setMade })
  const agents = partner.agents.filter(({ active }) => active)
  if (made !== null)
    return (
      <Notice tone="warn" role="status" title={t('doors.once')}>
        <Stack gap="xs">
          <Text>{t('doors.onceHint')}</Text>
          <TextInput readOnly aria-label={t('doors.formTitle')} value={made.url} />
          <Group>
            <CopyButton value={made.url}>
              {({ copied, copy }) => (
                <Button leftSection={<Icon name={copied ? 'check' : 'copy'} size={18} />} onClick={copy}>
                  {t('doors.copy')}
                </Button>
              )}
            </CopyButton>
            <Button variant="default" onClick={() => setMade(null)}>
              {t('common:close')}
            </Button>
          </Group>
        </Stack>
      </Notice>
    )
  return (
    <Group align="end">
      <NativeSelect
        label={t('doors.makeFor')}
        value={agentId}
        data={[
          { value: '', label: t('doors.anybody') },
          ...agents.map(({ id, name }) => ({ value: id, label: name ?? '' })),
        ]}
        onChange={({ currentTarget: { value } }) => setAgentId(value)}
      />
      <NumberInput
        label={t('doors.days')}
        value={days}
        min={1}
        max={365}
        clampBehavior="strict"
        onChange={(value) => setDays(Number(value) || 90)}
      />
      <Button
        loading={make.isPending}
        onClick={() => make.mutate({ params: { partnerId: partner.id }, body: { days, agentId: agentId || null } })}
      >
        {t('doors.make')}
      </Button>
    </Group>
  )
}

function Links({ partnerId }: { partnerId: string }) {
  const list = useQuery(query('listFormLinks', { params: { partnerId } }))
  const { t } = useTranslation('partners')
  return (
    <Await query={list}>
      {({ items }) =>
        items.length === 0 ? <EmptyState icon="key">{t('doors.none')}</EmptyState> : <LinksTable links={items} />
      }
    </Await>
  )
}

function LinksTable({ links }: { links: readonly FormLink[] }) {
  const { t } = useTranslation('partners')
  const dates = useDates()
  const revoke = useAct('revokeFormLink', { stale, done: () => say(t('doors.revoked')) })
  const nameOf = ({ agentName }: FormLink) => agentName ?? t('doors.anybody')
  const columns: Column<FormLink>[] = [
    { id: 'whom', header: t('doors.whom'), main: true, cell: nameOf },
    {
      id: 'state',
      header: t('column.state'),
      cell: ({ state }) => <StatusBadge tone={keyTones[state]}>{t(`doors.state.${state}`)}</StatusBadge>,
    },
    { id: 'until', header: t('doors.until'), cell: ({ expiresAt }) => dates.dayOf(expiresAt, 'short') },
    {
      id: 'used',
      header: t('doors.used'),
      cell: ({ lastUsedAt }) => (lastUsedAt ? dates.dayOf(lastUsedAt, 'short') : t('doors.never')),
    },
    {
      id: 'acts',
      header: t('column.acts'),
      align: 'end',
      cell: (link) =>
        link.state === 'live' && (
          <Button
            variant="subtle"
            loading={revoke.isPending}
            aria-label={t('doors.revokeOne', { name: nameOf(link) })}
            onClick={() => revoke.mutate({ params: { linkId: link.id } })}
          >
            {t('doors.revoke')}
          </Button>
        ),
    },
  ]
  return <DataTable caption={t('doors.formTitle')} rows={links} rowKey={({ id }) => id} columns={columns} />
}
