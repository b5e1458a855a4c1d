import type { Session, SeriesScope } from '@interra/contracts'
import { CloseButton, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { nameOf } from '../../lib/person-name.ts'
import { useSeams, type Picked } from '../../lib/seams.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { ActForm } from '../../ui/form/act-form.tsx'
import { useActForm } from '../../ui/form/use-act-form.ts'
import { say } from '../../ui/undo-bar.tsx'
import { ClashNotice } from './clash-notice.tsx'
import { ScopeChoice } from './scope-choice.tsx'
import css from '../../ui/row-list.module.css'
import { oneSession, staleSessions } from './sessions.queries.ts'

interface HostsDialogProps {
  session: Session
  opened: boolean
  close: () => void
}

/** Who hosts this session, or the series from it on. The first one leads. */
export function HostsDialog(props: HostsDialogProps) {
  const { t } = useTranslation('sessions')
  return (
    <Dialog opened={props.opened} close={props.close} title={t('hosts.title')}>
      <HostsForm {...props} />
    </Dialog>
  )
}

interface Values extends Record<string, unknown> {
  scope: SeriesScope
  hosts: Picked[]
}

function HostsForm({ session, close }: HostsDialogProps) {
  const { t } = useTranslation('sessions')
  const { PersonPicker } = useSeams()
  const initial: Values = {
    scope: 'this',
    hosts: session.hosts.map((host) => ({ personId: host.personId, name: nameOf(host) || t('hosts.unnamed') })),
  }
  const form = useActForm('changeSession', {
    initial,
    input: oneSession(session),
    toBody: ({ scope, hosts }) => ({
      scope,
      hosts: hosts.map(({ personId }, index) => ({ personId, part: index === 0 ? 'lead' : 'co' })),
    }),
    fieldOf: (path) => (path.startsWith('hosts') ? 'hosts' : path),
    stale: staleSessions,
    onDone: ({ changed }) => {
      close()
      say(t('change.done', { count: changed }))
    },
  })
  const { hosts } = form.values
  const add = (picked: Picked | null) => {
    if (picked && !hosts.some(({ personId }) => personId === picked.personId)) form.set('hosts', [...hosts, picked])
  }
  return (
    <ActForm form={form} submit={t('hosts.submit')} cancel={close}>
      <ClashNotice problem={form.problem} />
      {hosts.length === 0 && <Text c="dimmed">{t('hosts.nobody')}</Text>}
      <ul className={css['rows']}>
        {hosts.map(({ personId, name }, index) => (
          <li key={personId}>
            <span className={css['who']}>
              {name}
              <Text span size="sm" c="dimmed">
                {' '}
                · {t(`parts.${index === 0 ? 'lead' : 'co'}`)}
              </Text>
            </span>
            <CloseButton
              size={44}
              iconSize={18}
              aria-label={t('hosts.remove', { name })}
              onClick={() =>
                form.set(
                  'hosts',
                  hosts.filter((one) => one.personId !== personId),
                )
              }
            />
          </li>
        ))}
      </ul>
      <PersonPicker
        label={t('hosts.add')}
        value={null}
        onChange={add}
        error={form.field('hosts', t('hosts.title')).error}
      />
      {session.seriesId !== null && <ScopeChoice {...form.field('scope', t('change.scope'))} />}
    </ActForm>
  )
}
