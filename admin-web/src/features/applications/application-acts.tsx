import { actsFrom, applicationMachine, type ApplicationRow } from '@interra/contracts'
import { ActionIcon, Button, Menu } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { refresh, useAct, type InputOf } from '../../lib/query.ts'
import { useCan } from '../../lib/session.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { ReasonForm } from '../../ui/form/reason-form.tsx'
import { Icon } from '../../ui/icons.tsx'
import { showProblem } from '../../ui/problem-place.tsx'
import { say } from '../../ui/undo-bar.tsx'
import { nextStep, staleApplications } from './application-words.ts'
import { MissingDialog } from './missing.dialog.tsx'
import { PresentDialog } from './present.dialog.tsx'

type Act = 'submitApplication' | 'findEligible'
interface ActsProps {
  application: Pick<ApplicationRow, 'id' | 'siteId' | 'project' | 'status' | 'version' | 'juryRoundId'>
  /** The next step is a button of its own; in a list it is the first line of the menu. */
  head?: boolean
}

/** What can be done with an application now: the acts of its machine; a jury admits, has wait and refuses. */
export function ApplicationActs({ application, head = false }: ActsProps) {
  const { t } = useTranslation('applications')
  const can = useCan()
  const navigate = useNavigate()
  const [asking, setAsking] = useState<'findNotEligible' | 'withdrawApplication' | null>(null)
  const [presenting, setPresenting] = useState(false)
  const { id: applicationId, siteId, project = '', status, version: ifMatch, juryRoundId } = application
  const one = { params: { applicationId }, ifMatch }
  const submit = useCheckedAct('submitApplication', () => say(t('done.submit', { project })))
  const eligible = useCheckedAct('findEligible', () => say(t('done.find_eligible', { project })))
  const possible = actsFrom(applicationMachine, status)
  const has = (act: (typeof possible)[number]) => possible.includes(act)
  if (possible.length === 0 || !can('submitApplication', siteId)) return null
  const next = nextStep(status, juryRoundId)
  const steps = {
    submit: () => submit.mutate(one),
    find_eligible: () => eligible.mutate(one),
    send_to_jury: () => setPresenting(true),
    open_jury: () => void navigate({ to: '/interlab/juries/$roundId', params: { roundId: juryRoundId ?? '' } }),
  }
  return (
    <>
      {head && next && (
        <Button loading={submit.isPending || eligible.isPending} onClick={steps[next]}>
          {t(`acts.${next}`)}
        </Button>
      )}
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon variant="default" size={40} aria-label={t('acts.of', { project })}>
            <Icon name="more" />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {!head && next && <Menu.Item onClick={steps[next]}>{t(`acts.${next}`)}</Menu.Item>}
          {has('find_not_eligible') && (
            <Menu.Item onClick={() => setAsking('findNotEligible')}>{t('acts.find_not_eligible')}</Menu.Item>
          )}
          {has('withdraw') && (
            <Menu.Item onClick={() => setAsking('withdrawApplication')}>{t('acts.withdraw')}</Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      <MissingDialog
        applicationId={applicationId}
        questions={submit.missing ?? eligible.missing}
        close={() => {
          submit.reset()
          eligible.reset()
        }}
      />
      <PresentDialog application={application} opened={presenting} close={() => setPresenting(false)} />
      <Dialog
        opened={asking !== null}
        close={() => setAsking(null)}
        title={t(asking === 'withdrawApplication' ? 'acts.withdraw' : 'acts.find_not_eligible')}
      >
        {asking !== null && (
          <ReasonForm
            act={asking}
            input={one}
            stale={staleApplications}
            label={t('fields.reason')}
            submit={t('acts.confirm')}
            close={() => setAsking(null)}
          />
        )}
      </Dialog>
    </>
  )
}

/** An act that wants answers: those that are missing are kept to be named, any other refusal is told as usual. */
function useCheckedAct(name: Act, done: () => void) {
  const act = useAct(name, { stale: staleApplications, quiet: true, done })
  const client = useQueryClient()
  const { params } = act.error?.code === 'conditions-unmet' ? act.error.extra : {}
  const told = params?.['unanswered'] ?? params?.['unmet']
  return {
    ...act,
    missing: Array.isArray(told) ? told.map(String) : null,
    mutate: (input: InputOf<Act>) =>
      act.mutate(input, {
        onError: (error) => {
          if (error.code === 'conditions-unmet') return
          showProblem(error)
          void refresh(client, staleApplications)
        },
      }),
  }
}
