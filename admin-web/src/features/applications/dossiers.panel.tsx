import type { JuryRound } from '@interra/contracts'
import { Button, Group, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAct } from '../../lib/query.ts'
import { useCan } from '../../lib/session.ts'
import { useDates } from '../../lib/use-dates.ts'
import { Icon } from '../../ui/icons.tsx'
import { TextLink } from '../../ui/links.tsx'
import { Panel } from '../../ui/panel.tsx'
import { StatusBadge } from '../../ui/status-badge.tsx'
import { offerUndo, say } from '../../ui/undo-bar.tsx'
import css from '../../ui/line-list.module.css'
import { AddDossierDialog } from './add-dossier.dialog.tsx'
import { staleRounds } from './application-words.ts'
import { awaitedOf, type Awaited } from './awaited.ts'
import { DecideDialog } from './decide.dialog.tsx'
import { ResultWords, type Dossier } from './result-words.tsx'

/** The dossiers of a round with what the scores give; the panel decides. */
export function Dossiers({ round }: { round: JuryRound }) {
  const { t } = useTranslation('applications')
  const can = useCan()
  const [adding, setAdding] = useState(false)
  const [deciding, setDeciding] = useState<Dossier | null>(null)
  const may = can('addJuryDossier', round.siteId) && round.status !== 'closed'
  return (
    <Panel
      title={t('dossiers.title')}
      aside={
        may && (
          <Button variant="light" leftSection={<Icon name="plus" size={18} />} onClick={() => setAdding(true)}>
            {t('dossiers.add')}
          </Button>
        )
      }
    >
      {round.dossiers.length === 0 && <Text c="dimmed">{t('dossiers.empty')}</Text>}
      <ul className={css['list']} aria-label={t('dossiers.title')}>
        {round.dossiers.map((dossier) => (
          <Line key={dossier.applicationId} round={round} dossier={dossier} decide={() => setDeciding(dossier)} />
        ))}
      </ul>
      <AddDossierDialog round={round} opened={adding} close={() => setAdding(false)} />
      <DecideDialog round={round} dossier={deciding} close={() => setDeciding(null)} />
    </Panel>
  )
}

function Line({ round, dossier, decide }: { round: JuryRound; dossier: Dossier; decide: () => void }) {
  const { t } = useTranslation('applications')
  const dates = useDates()
  const { applicationId, number, project = '', person, decision, hidden, status } = dossier
  const tell = useAct('communicateDecision', {
    stale: staleRounds,
    done: ({ dossiers }) => {
      const told = dossiers.find((one) => one.applicationId === applicationId)?.decision?.communicatedAt
      say(t(told ? 'dossiers.toldNow' : 'dossiers.toSay'))
    },
  })
  const can = useCan()
  const putBack = useAct('addJuryDossier', { stale: staleRounds })
  const remove = useAct('removeJuryDossier', {
    stale: staleRounds,
    done: ({ id: roundId }) =>
      offerUndo(t('dossiers.removed', { project }), () =>
        putBack.mutate({ params: { roundId }, body: { applicationId } }),
      ),
  })
  const open = status === 'in_jury' ? round.status === 'scoring' : status === 'waitlisted' && !hidden
  const awaited = open ? awaitedOf(round, applicationId) : null
  return (
    <li className={css['line']}>
      <Stack gap={4} flex={1} miw="14rem" align="flex-start">
        <TextLink to="/interlab/applications/$applicationId" params={{ applicationId }} fw={600}>
          <bdi>{t('dossiers.name', { number, project })}</bdi>
        </TextLink>
        {person && (
          <Text size="sm" c="dimmed">
            <bdi>{person.name}</bdi>
          </Text>
        )}
        <ResultWords dossier={dossier} quorum={round.quorum} />
        {awaited && <AwaitedWords awaited={awaited} />}
        {decision && (
          <Text size="sm">
            {decision.communicatedAt === null
              ? t('dossiers.tellBy', { day: dates.day(decision.feedbackDueOn, 'short') })
              : t('decisions.told', { day: dates.dayOf(decision.communicatedAt, 'short') })}
          </Text>
        )}
      </Stack>
      <Group gap="xs">
        {decision && <StatusBadge tone="accent">{t(`outcomes.${decision.outcome}`)}</StatusBadge>}
        {decision?.communicatedAt === null && (
          <Button
            variant="light"
            loading={tell.isPending}
            onClick={() => tell.mutate({ params: { roundId: round.id, applicationId } })}
            aria-label={`${t('dossiers.tell')}, ${project}`}
          >
            {t('dossiers.tell')}
          </Button>
        )}
        {round.status === 'preparing' && status === 'in_jury' && can('removeJuryDossier', round.siteId) && (
          <Button
            variant="subtle"
            loading={remove.isPending}
            onClick={() => remove.mutate({ params: { roundId: round.id, applicationId } })}
            aria-label={`${t('dossiers.remove')}, ${project}`}
          >
            {t('dossiers.remove')}
          </Button>
        )}
        {open && !awaited && (
          <Button variant="default" onClick={decide} aria-label={`${t('dossiers.decide')}, ${project}`}>
            {t('dossiers.decide')}
          </Button>
        )}
      </Group>
    </li>
  )
}

/** Why there is nothing to decide yet: how many reviews it takes, and whose. */
function AwaitedWords({ awaited: { reviews, organisation, members } }: { awaited: Awaited }) {
  const { t } = useTranslation('applications')
  const names = members.map(({ person: { name }, hasAccount }) =>
    hasAccount ? name : t('awaited.noAccount', { name }),
  )
  return (
    <Text size="sm">
      {reviews === 0
        ? t('awaited.organisation')
        : t(organisation ? 'awaited.both' : 'awaited.reviews', { count: reviews })}{' '}
      {names.length > 0 ? t('awaited.from', { names: names.join(', ') }) : t('awaited.nobody')}
    </Text>
  )
}
