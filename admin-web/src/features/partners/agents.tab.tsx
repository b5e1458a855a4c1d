import type { Partner, PartnerAgent } from '@interra/contracts'
import { Button, Checkbox, Group, Stack, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCan } from '../../lib/session.ts'
import { DataTable, type Column } from '../../ui/data-table.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { ActForm } from '../../ui/form/act-form.tsx'
import { useActForm, type ActForm as Form } from '../../ui/form/use-act-form.ts'
import { Icon } from '../../ui/icons.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { StatusBadge } from '../../ui/status-badge.tsx'
import { stalePartners } from './partner-words.ts'

/** Who works there. */
export function Agents({ partner }: { partner: Partner }) {
  const { t } = useTranslation('partners')
  const can = useCan()
  const [open, setOpen] = useState<PartnerAgent | 'add' | null>(null)
  const close = () => setOpen(null)
  const mayChange = can('addPartnerAgent', partner.siteId)
  const columns: Column<PartnerAgent>[] = [
    {
      id: 'name',
      header: t('column.agent'),
      main: true,
      cell: ({ name, active }) => (
        <Stack gap={0} align="flex-start">
          {name ?? t('hidden')}
          {!active && <StatusBadge tone="neutral">{t('agents.left')}</StatusBadge>}
        </Stack>
      ),
    },
    { id: 'role', header: t('fields.roleTitle'), cell: ({ roleTitle }) => roleTitle ?? t('unknown') },
    {
      id: 'reach',
      header: t('column.contact'),
      cell: ({ email, phone }) => [email, phone].filter(Boolean).join(' · ') || t('unknown'),
    },
    ...(mayChange
      ? [
          {
            id: 'acts',
            header: t('column.acts'),
            align: 'end' as const,
            cell: (agent: PartnerAgent) => (
              <Button
                variant="subtle"
                aria-label={t('agents.editOne', { name: agent.name })}
                onClick={() => setOpen(agent)}
              >
                {t('edit')}
              </Button>
            ),
          },
        ]
      : []),
  ]
  return (
    <Stack>
      {mayChange && (
        <Group>
          <Button leftSection={<Icon name="plus" size={18} />} onClick={() => setOpen('add')}>
            {t('agents.add')}
          </Button>
        </Group>
      )}
      {partner.agents.length === 0 ? (
        <EmptyState icon="user">{t('empty.agents')}</EmptyState>
      ) : (
        <DataTable caption={t('tabs.agents')} rows={partner.agents} rowKey={({ id }) => id} columns={columns} />
      )}
      <Dialog opened={open !== null} close={close} title={open === 'add' ? t('agents.add') : t('agents.edit')}>
        {open === 'add' && <AddForm partnerId={partner.id} close={close} />}
        {open !== null && open !== 'add' && <ChangeForm agent={open} close={close} />}
      </Dialog>
    </Stack>
  )
}

interface Values extends Record<string, unknown> {
  name: string
  roleTitle: string
  email: string
  phone: string
}

function AddForm({ partnerId, close }: { partnerId: string; close: () => void }) {
  const { t } = useTranslation('common')
  const form = useActForm('addPartnerAgent', {
    initial: { name: '', roleTitle: '', email: '', phone: '' },
    input: { params: { partnerId } },
    stale: stalePartners,
    onDone: close,
  })
  return (
    <ActForm form={form} submit={t('add')} cancel={close}>
      <AgentFields form={form} />
    </ActForm>
  )
}

function ChangeForm({ agent, close }: { agent: PartnerAgent; close: () => void }) {
  const { t } = useTranslation(['partners', 'common'])
  const { name = '', roleTitle, email, phone, active } = agent
  const form = useActForm('changePartnerAgent', {
    initial: { name, roleTitle: roleTitle ?? '', email: email ?? '', phone: phone ?? '', active },
    input: { params: { agentId: agent.id }, ifMatch: agent.version },
    stale: stalePartners,
    onDone: close,
  })
  return (
    <ActForm form={form} submit={t('common:save')} cancel={close}>
      <AgentFields form={form} />
      <Checkbox {...form.field('active', t('agents.active'), 'checkbox')} />
    </ActForm>
  )
}

function AgentFields<V extends Values>({ form }: { form: Form<V> }) {
  const { t } = useTranslation('partners')
  return (
    <>
      <TextInput {...form.field('name', t('fields.agentName'))} autoComplete="off" data-autofocus />
      <TextInput {...form.field('roleTitle', t('fields.roleTitle'))} autoComplete="off" />
      <TextInput {...form.field('email', t('fields.email'))} type="email" autoComplete="off" />
      <TextInput {...form.field('phone', t('fields.phone'))} type="tel" autoComplete="off" />
    </>
  )
}
