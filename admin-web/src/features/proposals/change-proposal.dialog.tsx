import type { Proposal } from '@interra/contracts'
import { MultiSelect, Select, Textarea, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useColleagues, useLanguages, useTerms } from '../../lib/choices.ts'
import { query } from '../../lib/query.ts'
import type { Picked } from '../../lib/seams.ts'
import { useDates } from '../../lib/use-dates.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { ActForm } from '../../ui/form/act-form.tsx'
import { inWords } from '../../ui/form/in-words.ts'
import { useActForm } from '../../ui/form/use-act-form.ts'
import { HostsInput, hostsBody } from './hosts-input.tsx'
import { staleProposals } from './proposals.queries.ts'

interface ChangeProposalProps {
  proposal: Proposal
  opened: boolean
  close: () => void
}

export function ChangeProposalDialog({ proposal, opened, close }: ChangeProposalProps) {
  const { t } = useTranslation('proposals')
  return (
    <Dialog opened={opened} close={close} size="lg" title={t('editTitle')}>
      <ChangeForm proposal={proposal} close={close} />
    </Dialog>
  )
}

interface Values extends Record<string, unknown> {
  title: string
  hosts: Picked[]
  about: string
  categoryId: string | null
  languages: string[]
  wishedRhythm: string
  channelId: string | null
  ownerId: string | null
  receivedOn: string
}
const valuesOf = (proposal: Proposal): Values => ({
  title: proposal.title,
  hosts: proposal.hosts.map(({ person }) => ({ personId: person.personId, name: person.name ?? '' })),
  about: proposal.about ?? '',
  categoryId: proposal.category?.id ?? null,
  languages: proposal.languages,
  wishedRhythm: proposal.wishedRhythm ?? '',
  channelId: proposal.channel?.id ?? null,
  ownerId: proposal.owner?.id ?? null,
  receivedOn: proposal.receivedOn,
})

function ChangeForm({ proposal, close }: Omit<ChangeProposalProps, 'opened'>) {
  const { t } = useTranslation(['proposals', 'common'])
  const client = useQueryClient()
  const { siteId } = proposal
  const categories = useTerms(siteId, 'workshop_category', proposal.category)
  const channels = useTerms(siteId, 'channel', proposal.channel)
  const colleagues = useColleagues(siteId)
  const languages = useLanguages()
  const today = useDates().now().date
  const form = useActForm('changeProposal', {
    initial: valuesOf(proposal),
    input: { params: { proposalId: proposal.id }, ifMatch: proposal.version },
    toBody: ({ hosts, ...values }) => ({ ...values, hosts: hostsBody(hosts) }),
    fieldOf: (path) => (path.startsWith('hosts') ? 'hosts' : path),
    stale: staleProposals,
    reread: async () => {
      const read = query('getProposal', { params: { proposalId: proposal.id } })
      const present = await client.fetchQuery({ ...read, staleTime: 0 })
      return { values: valuesOf(present), version: present.version }
    },
    onDone: close,
  })
  const later = {
    placeholder: t('fields.later'),
    clearable: true,
    clearButtonProps: { 'aria-label': t('fields.clear') },
  }
  form.field('hosts', t('fields.hosts'))
  const named = [...categories, ...channels, ...colleagues, ...languages.choices]
  return (
    <ActForm form={form} submit={t('common:save')} cancel={close} show={(_field, value) => inWords(value, named)}>
      <TextInput {...form.field('title', t('fields.title'))} />
      <HostsInput hosts={form.values.hosts} change={(chosen) => form.set('hosts', chosen)} />
      <Textarea {...form.field('about', t('fields.about'))} description={t('fields.aboutHint')} />
      <Select {...form.field('categoryId', t('fields.category'))} {...later} data={categories} />
      <MultiSelect {...form.field('languages', t('fields.languages'))} data={languages.choices} searchable />
      <TextInput {...form.field('wishedRhythm', t('fields.wishedRhythm'))} description={t('fields.rhythmHint')} />
      <Select {...form.field('channelId', t('fields.channel'))} {...later} data={channels} />
      <Select {...form.field('ownerId', t('fields.owner'))} {...later} data={colleagues} searchable />
      <TextInput {...form.field('receivedOn', t('fields.receivedOn'))} type="date" max={today} />
    </ActForm>
  )
}
