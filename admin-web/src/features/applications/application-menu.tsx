import { actsFrom, applicationMachine, type ApplicationRow } from '@interra/contracts'
import { ActionIcon, Menu } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAct } from '../../lib/query.ts'
import { useCan } from '../../lib/session.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { ReasonForm } from '../../ui/form/reason-form.tsx'
import { Icon } from '../../ui/icons.tsx'
import { say } from '../../ui/undo-bar.tsx'
import { staleApplications } from './application-words.ts'

/** What can be done with an application now: the acts of its machine; a jury admits, has wait and refuses. */
export function ApplicationMenu({
  application,
}: {
  application: Pick<ApplicationRow, 'id' | 'siteId' | 'project' | 'status' | 'version'>
}) {
  const { t } = useTranslation('applications')
  const can = useCan()
  const navigate = useNavigate()
  const [asking, setAsking] = useState<'findNotEligible' | 'withdrawApplication' | null>(null)
  const { id: applicationId, siteId, project = '', status, version: ifMatch } = application
  const one = { params: { applicationId }, ifMatch }
  const options = (act: 'submit' | 'find_eligible') => ({
    stale: staleApplications,
    done: () => say(t(`done.${act}`, { project })),
  })
  const submit = useAct('submitApplication', options('submit'))
  const eligible = useAct('findEligible', options('find_eligible'))
  const possible = actsFrom(applicationMachine, status)
  const has = (act: (typeof possible)[number]) => possible.includes(act)
  const decided = has('admit') || has('waitlist') || has('refuse')
  if (possible.length === 0 || !can('submitApplication', siteId)) return null
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon variant="default" size={40} aria-label={t('acts.of', { project })}>
            <Icon name="more" />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {has('submit') && <Menu.Item onClick={() => submit.mutate(one)}>{t('acts.submit')}</Menu.Item>}
          {has('find_eligible') && (
            <Menu.Item onClick={() => eligible.mutate(one)}>{t('acts.find_eligible')}</Menu.Item>
          )}
          {has('find_not_eligible') && (
            <Menu.Item onClick={() => setAsking('findNotEligible')}>{t('acts.find_not_eligible')}</Menu.Item>
          )}
          {(has('send_to_jury') || decided) && (
            <Menu.Item onClick={() => void navigate({ to: '/interlab', search: { tab: 'juries' } })}>
              {t(decided ? 'acts.decide' : 'acts.send_to_jury')}
            </Menu.Item>
          )}
          {has('withdraw') && (
            <Menu.Item onClick={() => setAsking('withdrawApplication')}>{t('acts.withdraw')}</Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
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
