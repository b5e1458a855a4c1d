import { actsFrom, incubationMachine, type Incubation, type IncubationAct } from '@interra/contracts'
import { ActionIcon, Button, Menu } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAct } from '../../lib/query.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { Icon } from '../../ui/icons.tsx'
import { say } from '../../ui/undo-bar.tsx'
import { staleIncubation } from './incubation-words.ts'
import { WhyForm } from './why-form.tsx'

/** The next stage is the primary button; pause and ends stand in the menu. */
export function StageActs({ incubation }: { incubation: Incubation }) {
  const { t } = useTranslation('incubations')
  const [asking, setAsking] = useState<IncubationAct | null>(null)
  const { id: incubationId, version: ifMatch, stage, missing } = incubation
  const done = () => say(t('done.moved'))
  const move = useAct('moveIncubation', { stale: staleIncubation, done })
  const [first, ...others] = actsFrom(incubationMachine, stage)
  const begin = (act: IncubationAct) =>
    incubationMachine.acts[act].reason
      ? setAsking(act)
      : move.mutate({ params: { incubationId }, ifMatch, body: { act } })
  if (first === undefined) return null
  return (
    <>
      <Button loading={move.isPending} disabled={missing.length > 0} onClick={() => begin(first)}>
        {t(`acts.${first}`)}
      </Button>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon variant="default" size={44} aria-label={t('more')}>
            <Icon name="more" />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {others.map((act) => (
            <Menu.Item key={act} onClick={() => begin(act)}>
              {t(`acts.${act}`)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      <Dialog opened={asking !== null} close={() => setAsking(null)} title={asking && t(`acts.${asking}`)}>
        {asking && (
          <WhyForm
            act="moveIncubation"
            input={{ params: { incubationId }, ifMatch }}
            extra={{ act: asking }}
            stale={staleIncubation}
            submit={t(`acts.${asking}`)}
            close={() => setAsking(null)}
            onDone={done}
          />
        )}
      </Dialog>
    </>
  )
}
