import type { Session, SeriesScope } from '@interra/contracts'
import { Checkbox, Text, Textarea } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Dialog } from '../../ui/dialog.tsx'
import { ActForm } from '../../ui/form/act-form.tsx'
import { useActForm } from '../../ui/form/use-act-form.ts'
import { say } from '../../ui/undo-bar.tsx'
import { ScopeChoice } from './scope-choice.tsx'
import { oneSession, staleSessions } from './sessions.queries.ts'
import type { Told } from './told.ts'

interface CancelDialogProps {
  session: Session
  opened: boolean
  close: () => void
  tell: (told: Told) => void
}

/** Why, how far, and who will hear of it. */
export function CancelDialog(props: CancelDialogProps) {
  const { t } = useTranslation('sessions')
  return (
    <Dialog opened={props.opened} close={props.close} title={t('cancel.title')}>
      <CancelForm {...props} />
    </Dialog>
  )
}

interface Values extends Record<string, unknown> {
  scope: SeriesScope
  reason: string
  notify: boolean
}

function CancelForm({ session, close, tell }: CancelDialogProps) {
  const { t } = useTranslation('sessions')
  const begun = Date.parse(session.startsAt) <= Date.now()
  const initial: Values = { scope: 'this', reason: '', notify: true }
  const form = useActForm('cancelSession', {
    initial,
    input: oneSession(session),
    stale: [...staleSessions, 'listRegistrations'],
    onDone: ({ changed, messages, toPhone }) => {
      close()
      tell({ messages, toPhone })
      say(
        [t('cancel.done', { count: changed }), messages > 0 && t('told.mails', { count: messages })]
          .filter(Boolean)
          .join(' '),
      )
    },
  })
  const registered = session.taken + session.waiting
  return (
    <ActForm form={form} submit={t('cancel.submit')} cancel={close} cancelWords={t('cancel.back')} guard={false}>
      <Textarea
        {...form.field('reason', t('cancel.reason'))}
        description={t('cancel.reasonHint')}
        required
        data-autofocus
        autosize
        minRows={2}
      />
      {session.seriesId !== null && !begun && <ScopeChoice {...form.field('scope', t('cancel.scope'))} />}
      {begun ? (
        <Text c="dimmed">{t('cancel.past')}</Text>
      ) : (
        <Checkbox
          {...form.field('notify', t('cancel.notify'), 'checkbox')}
          description={registered === 0 ? t('cancel.nobody') : t('cancel.who', { count: registered })}
        />
      )}
    </ActForm>
  )
}
