import type { ApplicationRow } from '@interra/contracts'
import { Button, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { query, useAct } from '../../lib/query.ts'
import { useDates } from '../../lib/use-dates.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { TextLink } from '../../ui/links.tsx'
import { EmptyState, Await } from '../../ui/states.tsx'
import { offerUndo, say } from '../../ui/undo-bar.tsx'
import css from '../../ui/line-list.module.css'
import { staleRounds } from './application-words.ts'

interface PresentProps {
  application: Pick<ApplicationRow, 'id' | 'siteId' | 'project'>
  opened: boolean
  close: () => void
}

/** Brings one application before a jury: the rounds that still take dossiers, one button each. */
export function PresentDialog({ application, opened, close }: PresentProps) {
  const { t } = useTranslation('applications')
  return (
    <Dialog opened={opened} close={close} title={t('acts.send_to_jury')}>
      <Rounds application={application} close={close} />
    </Dialog>
  )
}

function Rounds({ application: { id: applicationId, siteId, project }, close }: Omit<PresentProps, 'opened'>) {
  const { t } = useTranslation('applications')
  const dates = useDates()
  const list = useQuery(query('listJuryRounds', { query: { siteId } }))
  const takeBack = useAct('removeJuryDossier', { stale: staleRounds })
  const present = useAct('addJuryDossier', {
    stale: staleRounds,
    done: ({ id: roundId, name, status }) => {
      close()
      const words = t('done.send_to_jury', { project, round: name })
      // once jurors score, a jury gives nothing back
      if (status === 'preparing') offerUndo(words, () => takeBack.mutate({ params: { roundId, applicationId } }))
      else say(words)
    },
  })
  return (
    <Await query={list}>
      {({ items }) => {
        const rounds = items.filter(({ status }) => status !== 'closed')
        if (rounds.length === 0)
          return (
            <EmptyState>
              {t('present.nowhere')}{' '}
              <TextLink to="/interlab" search={{ tab: 'juries' }} onClick={close}>
                {t('tabs.juries')}
              </TextLink>
            </EmptyState>
          )
        return (
          <ul className={css['list']} aria-label={t('tabs.juries')}>
            {rounds.map(({ id: roundId, name, heldOn, status, cohort }) => (
              <li key={roundId} className={css['line']}>
                <div>
                  <Text fw={600}>{name}</Text>
                  <Text size="sm" c="dimmed">
                    {[dates.day(heldOn, 'short'), t(`roundStates.${status}`), cohort?.name].filter(Boolean).join(' · ')}
                  </Text>
                </div>
                <Button
                  variant="default"
                  disabled={present.isPending}
                  loading={present.isPending && present.variables.params.roundId === roundId}
                  onClick={() => present.mutate({ params: { roundId }, body: { applicationId } })}
                  aria-label={`${t('dossiers.addOne')}, ${name}`}
                >
                  {t('dossiers.addOne')}
                </Button>
              </li>
            ))}
          </ul>
        )
      }}
    </Await>
  )
}
