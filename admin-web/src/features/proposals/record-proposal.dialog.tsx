import { Select, TextInput } from '@mantine/core'
import { getRouteApi } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useTerms } from '../../lib/choices.ts'
import type { Picked } from '../../lib/seams.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { ActForm } from '../../ui/form/act-form.tsx'
import { useActForm } from '../../ui/form/use-act-form.ts'
import { say } from '../../ui/undo-bar.tsx'
import { HostsInput, hostsBody } from './hosts-input.tsx'
import { staleProposals } from './proposals.queries.ts'

const route = getRouteApi('/in/proposals')

interface RecordProposalProps {
  siteId: string
  opened: boolean
  close: () => void
}

/** A proposal in three answers: what, who, of which kind. The rest comes while one accompanies. */
export function RecordProposalDialog({ siteId, opened, close }: RecordProposalProps) {
  const { t } = useTranslation('proposals')
  return (
    <Dialog opened={opened} close={close} title={t('record')}>
      <RecordForm siteId={siteId} close={close} />
    </Dialog>
  )
}

interface Values extends Record<string, unknown> {
  title: string
  hosts: Picked[]
  categoryId: string | null
}

function RecordForm({ siteId, close }: Omit<RecordProposalProps, 'opened'>) {
  const { t } = useTranslation('proposals')
  const navigate = route.useNavigate()
  const categories = useTerms(siteId, 'workshop_category')
  const initial: Values = { title: '', hosts: [], categoryId: null }
  const form = useActForm('recordProposal', {
    initial,
    toBody: ({ hosts, ...values }) => ({ ...values, siteId, hosts: hostsBody(hosts) }),
    fieldOf: (path) => (path.startsWith('hosts') ? 'hosts' : path),
    stale: staleProposals,
    onDone: ({ id, title }) => {
      say(t('done.record', { title }))
      void navigate({ to: '/proposals/$proposalId', params: { proposalId: id }, search: {} })
    },
  })
  const hosts = form.field('hosts', t('fields.hosts'))
  return (
    <ActForm form={form} submit={t('fields.record')} cancel={close}>
      <TextInput
        {...form.field('title', t('fields.title'))}
        description={t('fields.titleHint')}
        autoComplete="off"
        data-autofocus
      />
      <HostsInput
        hosts={form.values.hosts}
        change={(chosen) => form.set('hosts', chosen)}
        error={typeof hosts['error'] === 'string' ? hosts['error'] : ''}
      />
      <Select
        {...form.field('categoryId', t('fields.category'))}
        data={categories}
        placeholder={t('fields.later')}
        clearable
        clearButtonProps={{ 'aria-label': t('fields.clear') }}
      />
    </ActForm>
  )
}
