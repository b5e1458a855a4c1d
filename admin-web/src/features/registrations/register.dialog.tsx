import type { Registration, Session } from '@interra/contracts'
import { useTranslation } from 'react-i18next'
import { useAct } from '../../lib/query.ts'
import { useSeams, type Picked } from '../../lib/seams.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { ActForm } from '../../ui/form/act-form.tsx'
import { useActForm } from '../../ui/form/use-act-form.ts'
import { Notice } from '../../ui/notice.tsx'
import { offerUndo } from '../../ui/undo-bar.tsx'
import { oneRegistration, staleRegistrations } from './registrations.queries.ts'

interface RegisterDialogProps {
  session: Session
  opened: boolean
  close: () => void
}

/** One member is picked; a full session puts them on the waiting list, and says so before. */
export function RegisterDialog({ session, opened, close }: RegisterDialogProps) {
  const { t } = useTranslation('registrations')
  return (
    <Dialog opened={opened} close={close} title={t('registerTitle')}>
      <RegisterForm session={session} close={close} />
    </Dialog>
  )
}

interface Values extends Record<string, unknown> {
  person: Picked | null
}

function RegisterForm({ session, close }: Omit<RegisterDialogProps, 'opened'>) {
  const { t } = useTranslation('registrations')
  const { PersonPicker } = useSeams()
  const cancel = useAct('cancelRegistration', { stale: staleRegistrations })
  const full = session.taken >= session.capacity || session.waiting > 0
  const initial: Values = { person: null }
  const undo = (made: Registration) => () => cancel.mutate({ ...oneRegistration(made), body: { by: 'person' } })
  const form = useActForm('registerForSession', {
    initial,
    input: { params: { sessionId: session.id } },
    toBody: ({ person }) => ({ ...(person ? { personId: person.personId } : {}), waitlist: full }),
    fieldOf: (path) => (path === 'personId' ? 'person' : path),
    stale: staleRegistrations,
    onDone: (made, { person }) => {
      close()
      const name = person?.name ?? t('unnamed')
      const words =
        made.status === 'waitlisted'
          ? t('done.waitlisted', { name, position: made.position })
          : t('done.confirmed', { name })
      offerUndo(words, undo(made))
    },
  })
  const { label, error } = form.field('person', t('person'))
  return (
    <ActForm form={form} submit={full ? t('submitWaiting') : t('submit')} cancel={close} guard={false}>
      {full && <Notice tone="info">{t('full')}</Notice>}
      <PersonPicker
        label={label}
        description={t('personHint')}
        value={form.values.person}
        onChange={(picked) => form.set('person', picked)}
        error={error}
      />
    </ActForm>
  )
}
