import { needKinds, type NeedKind, type Proposal } from '@interra/contracts'
import { Badge, Checkbox, Group, NativeSelect, Stack, Text, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useCan } from '../../lib/session.ts'
import { useDates } from '../../lib/use-dates.ts'
import { ActForm } from '../../ui/form/act-form.tsx'
import { useActForm } from '../../ui/form/use-act-form.ts'
import { Panel } from '../../ui/panel.tsx'
import { StatusBadge } from '../../ui/status-badge.tsx'
import css from './steps.module.css'
import { staleProposals, useNeed } from './proposals.queries.ts'

/** What the host needs: a room, material, people who come, something else. What nobody covers yet stands first. */
export function Needs({ proposal }: { proposal: Proposal }) {
  const { t } = useTranslation('proposals')
  const can = useCan()
  const over = proposal.status === 'withdrawn' || proposal.status === 'declined'
  const mayChange = !over && can('addNeed', proposal.siteId)
  const open = proposal.needs.filter(({ coveredAt }) => coveredAt === null).length
  return (
    <Panel
      title={t('needs.title')}
      aside={
        open > 0 && (
          <StatusBadge tone="warn" icon="warn">
            {t('needs.open', { count: open })}
          </StatusBadge>
        )
      }
    >
      {proposal.needs.length === 0 && <Text c="dimmed">{t('needs.empty')}</Text>}
      {proposal.needs.length > 0 && (
        <ul className={css['steps']}>
          {proposal.needs.map((need) => (
            <Need key={need.id} proposalId={proposal.id} need={need} mayChange={mayChange} />
          ))}
        </ul>
      )}
      {mayChange && <AddNeed key={proposal.needs.length} proposalId={proposal.id} />}
    </Panel>
  )
}

interface NeedProps {
  proposalId: string
  need: Proposal['needs'][number]
  mayChange: boolean
}

function Need({ proposalId, need, mayChange }: NeedProps) {
  const { t } = useTranslation('proposals')
  const dates = useDates()
  const { set, wanted } = useNeed(proposalId, need)
  return (
    <li className={css['step']}>
      <Checkbox
        checked={wanted ?? need.coveredAt !== null}
        disabled={!mayChange}
        onChange={({ currentTarget }) => set(currentTarget.checked)}
        label={need.description}
        description={
          need.coveredAt === null ? undefined : t('needs.covered', { day: dates.dayOf(need.coveredAt, 'short') })
        }
      />
      <Badge variant="default">{t(`needKinds.${need.kind}`)}</Badge>
    </li>
  )
}

interface Values extends Record<string, unknown> {
  kind: NeedKind
  description: string
}

function AddNeed({ proposalId }: { proposalId: string }) {
  const { t } = useTranslation(['proposals', 'common'])
  const initial: Values = { kind: 'room', description: '' }
  const form = useActForm('addNeed', { initial, input: { params: { proposalId } }, stale: staleProposals })
  const kinds = needKinds.map((value) => ({ value, label: t(`needKinds.${value}`) }))
  return (
    <ActForm form={form} submit={t('common:add')} guard={false}>
      <Group align="flex-end" gap="sm">
        <NativeSelect {...form.field('kind', t('fields.kind'))} data={kinds} />
        <Stack flex={1} miw="12rem">
          <TextInput {...form.field('description', t('fields.need'))} autoComplete="off" />
        </Stack>
      </Group>
    </ActForm>
  )
}
