import type { ProposalRow } from '@interra/contracts'
import { Badge, Card, Group, Stack, Text, Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useDates } from '../../lib/use-dates.ts'
import { TextLink } from '../../ui/links.tsx'
import css from './board.module.css'
import { useHostNames } from './host-names.ts'
import { MoveMenu } from './move-menu.tsx'
import { NextStep, Uncovered } from './next-step.tsx'
import { stages } from './proposal-words.ts'

/** Proposals by stage. The columns are the states themselves; cards move by their menu. */
export function ProposalsBoard({ proposals }: { proposals: readonly ProposalRow[] }) {
  const { t } = useTranslation('proposals')
  return (
    <div className={css['board']}>
      {stages.map((stage) => {
        const inStage = proposals.filter(({ status }) => status === stage)
        return (
          <section key={stage} className={css['column']} aria-labelledby={`stage-${stage}`} data-stage={stage}>
            <Group justify="space-between" wrap="nowrap">
              <Title order={2} size="h3" id={`stage-${stage}`}>
                {t(`states.${stage}`)}
              </Title>
              <Badge variant="default" size="lg">
                {inStage.length}
              </Badge>
            </Group>
            <ul className={css['cards']}>
              {inStage.map((proposal) => (
                <ProposalCard key={proposal.id} proposal={proposal} />
              ))}
            </ul>
          </section>
        )
      })}
    </div>
  )
}

function ProposalCard({ proposal }: { proposal: ProposalRow }) {
  const dates = useDates()
  const names = useHostNames()
  return (
    <Card component="li" padding="sm">
      <Stack gap="xs" align="flex-start">
        <Group justify="space-between" wrap="nowrap" align="flex-start" gap={0} w="100%">
          <Stack gap={0}>
            <TextLink to="/proposals/$proposalId" params={{ proposalId: proposal.id }} fw={650}>
              {proposal.title}
            </TextLink>
            <Text size="sm" c="dimmed">
              {names(proposal.hosts)}
            </Text>
          </Stack>
          <MoveMenu proposal={proposal} />
        </Group>
        <NextStep proposal={proposal} />
        {proposal.needsUncovered > 0 && <Uncovered proposal={proposal} />}
        <Text size="sm" c="dimmed">
          {dates.age(proposal.statusSince)}
        </Text>
      </Stack>
    </Card>
  )
}
