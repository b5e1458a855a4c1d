import type { JuryRound } from '@interra/contracts'
import { Button, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { query, useAct } from '../../lib/query.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { Await, EmptyState } from '../../ui/states.tsx'
import css from '../../ui/line-list.module.css'
import { staleRounds } from './application-words.ts'

interface AddDossierProps {
  round: JuryRound
  opened: boolean
  close: () => void
}

/** Eligible applications, to bring before the jury one by one. */
export function AddDossierDialog({ round, opened, close }: AddDossierProps) {
  const { t } = useTranslation('applications')
  return (
    <Dialog opened={opened} close={close} title={t('dossiers.add')}>
      <Eligible round={round} />
    </Dialog>
  )
}

function Eligible({ round }: { round: JuryRound }) {
  const { t } = useTranslation('applications')
  const list = useQuery(query('listApplications', { query: { siteId: round.siteId, status: 'eligible', limit: 200 } }))
  const add = useAct('addJuryDossier', { stale: staleRounds })
  return (
    <Await query={list} empty={<EmptyState>{t('dossiers.nobodyEligible')}</EmptyState>}>
      {({ items }) => (
        <ul className={css['list']}>
          {items.map(({ id: applicationId, project = '', person, cohort }) => (
            <li key={applicationId} className={css['line']}>
              <div>
                <Text fw={600}>{project}</Text>
                <Text size="sm" c="dimmed">
                  {[person?.name, cohort?.name].filter(Boolean).join(' · ')}
                </Text>
              </div>
              <Button
                variant="default"
                loading={add.isPending && add.variables.body.applicationId === applicationId}
                onClick={() => add.mutate({ params: { roundId: round.id }, body: { applicationId } })}
                aria-label={`${t('dossiers.addOne')}, ${project}`}
              >
                {t('dossiers.addOne')}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </Await>
  )
}
