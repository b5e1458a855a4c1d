import { actsFrom, coachingLogMachine, type CoachingLog, type Incubation } from '@interra/contracts'
import { ActionIcon, Group, Menu, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { query, useAct } from '../../lib/query.ts'
import { useCan } from '../../lib/session.ts'
import { useDates } from '../../lib/use-dates.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { ReasonForm } from '../../ui/form/reason-form.tsx'
import { Icon } from '../../ui/icons.tsx'
import css from '../../ui/line-list.module.css'
import { Panel } from '../../ui/panel.tsx'
import { Await } from '../../ui/states.tsx'
import { StatusBadge } from '../../ui/status-badge.tsx'
import { AgreementForm } from './agreement.form.tsx'
import { CoachingForm } from './coaching-form.tsx'
import { logTones, staleCoaching, useLength } from './incubation-words.ts'
import { PrivateNoteForm } from './private-note.form.tsx'

/** To note a coaching in two taps and a note, and what was coached before. */
export function CoachingTab({ incubation }: { incubation: Incubation }) {
  const { t } = useTranslation('incubations')
  const length = useLength()
  const can = useCan()
  const logs = useQuery(query('listCoaching', { params: { incubationId: incubation.id } }))
  const mayWrite = incubation.whole && can('addCoachingLog', incubation.siteId)
  return (
    <Stack>
      {mayWrite && (
        <Panel title={t('coaching.quick')}>
          <CoachingForm incubation={incubation} />
        </Panel>
      )}
      <Await query={logs}>
        {({ items, minutes }) => (
          <Panel title={t('coaching.log')} aside={<Text>{t('coaching.total', { length: length(minutes) })}</Text>}>
            {items.length === 0 && <Text c="dimmed">{t('coaching.empty')}</Text>}
            {items.length > 0 && <Logs incubationId={incubation.id} logs={items} mayWrite={mayWrite} />}
          </Panel>
        )}
      </Await>
    </Stack>
  )
}

type Opened = { readonly log: CoachingLog; readonly what: 'private' | 'withdraw' | 'acknowledge' } | null

function Logs(props: { incubationId: string; logs: readonly CoachingLog[]; mayWrite: boolean }) {
  const { t } = useTranslation('incubations')
  const dates = useDates()
  const { incubationId, logs, mayWrite } = props
  const [opened, setOpened] = useState<Opened>(null)
  const close = () => setOpened(null)
  const day = opened ? dates.day(opened.log.heldOn, 'digits') : ''
  const params = { incubationId, coachingLogId: opened?.log.id ?? '' }
  return (
    <>
      <ul className={css['list']} aria-label={t('coaching.log')}>
        {logs.map((log) => (
          <Line key={log.id} incubationId={incubationId} log={log} open={mayWrite ? setOpened : null} />
        ))}
      </ul>
      <Dialog opened={opened?.what === 'private'} close={close} title={t('coaching.privateOf', { day })}>
        {opened?.what === 'private' && <PrivateNoteForm params={params} close={close} />}
      </Dialog>
      <Dialog opened={opened?.what === 'acknowledge'} close={close} title={t('coaching.agreementOf', { day })}>
        {opened?.what === 'acknowledge' && <AgreementForm params={params} log={opened.log} close={close} />}
      </Dialog>
      <Dialog opened={opened?.what === 'withdraw'} close={close} title={t('coaching.withdrawOf', { day })}>
        {opened?.what === 'withdraw' && (
          <ReasonForm
            act="withdrawCoachingLog"
            input={{ params, ifMatch: opened.log.version }}
            stale={staleCoaching}
            label={t('reason')}
            submit={t('coaching.acts.withdraw')}
            close={close}
          />
        )}
      </Dialog>
    </>
  )
}

interface LineProps {
  incubationId: string
  log: CoachingLog
  open: ((opened: Opened) => void) | null
}

function Line({ incubationId, log, open }: LineProps) {
  const { t } = useTranslation('incubations')
  const dates = useDates()
  const length = useLength()
  const {
    heldOn,
    coach,
    by,
    role,
    mode,
    minutes,
    topics,
    sharedNote,
    nextSteps,
    status,
    statusReason,
    acknowledgement,
  } = log
  const what = { role: t(`coachingRoles.${role}`), mode: t(`modes.${mode}`), length: length(minutes) }
  return (
    <li className={css['line']}>
      <Stack gap={2} flex={1} miw="12rem">
        <Text fw={600}>{[dates.day(heldOn, 'full'), coach?.name ?? by].filter(Boolean).join(' · ')}</Text>
        <Text size="sm">{t('coaching.line', what)}</Text>
        {topics.length > 0 && <Text size="sm">{topics.map((one) => t(`dimensions.${one}`)).join(', ')}</Text>}
        {sharedNote && <Text style={{ whiteSpace: 'pre-line' }}>{sharedNote}</Text>}
        {nextSteps && <Text size="sm">{t('coaching.next', { text: nextSteps })}</Text>}
        {statusReason && <Text size="sm">{statusReason}</Text>}
        {acknowledgement && (
          <Text size="sm" c="dimmed">
            {t('coaching.agreed', {
              through: t(`coaching.through.${acknowledgement.through}`),
              day: dates.day(acknowledgement.on, 'digits'),
              by: acknowledgement.notedBy ?? t('hidden'),
            })}
          </Text>
        )}
      </Stack>
      <Group gap="xs">
        <StatusBadge tone={logTones[status]}>{t(`logStates.${status}`)}</StatusBadge>
        {open && <Acts incubationId={incubationId} log={log} open={open} />}
      </Group>
    </li>
  )
}

function Acts({ incubationId, log, open }: LineProps & { open: (opened: Opened) => void }) {
  const { t } = useTranslation('incubations')
  const dates = useDates()
  const one = { params: { incubationId, coachingLogId: log.id }, ifMatch: log.version }
  const sign = useAct('signCoachingLog', { stale: staleCoaching })
  const possible = actsFrom(coachingLogMachine, log.status)
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon
          variant="default"
          size={40}
          aria-label={t('coaching.actsOf', { day: dates.day(log.heldOn, 'digits') })}
        >
          <Icon name="more" />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {log.mine && possible.includes('sign') && (
          <Menu.Item onClick={() => sign.mutate(one)}>{t('coaching.acts.sign')}</Menu.Item>
        )}
        {possible.includes('acknowledge') && (
          <Menu.Item onClick={() => open({ log, what: 'acknowledge' })}>{t('coaching.acts.acknowledge')}</Menu.Item>
        )}
        <Menu.Item onClick={() => open({ log, what: 'private' })}>{t('coaching.acts.private')}</Menu.Item>
        {log.mine && possible.includes('withdraw') && (
          <Menu.Item onClick={() => open({ log, what: 'withdraw' })}>{t('coaching.acts.withdraw')}</Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  )
}
