import { useTranslation } from 'react-i18next'
import { Dialog } from '../../ui/dialog.tsx'
import { RegisterForm, type Settled } from './register-form.tsx'
import { prefillFrom } from './typed.ts'

interface NewPersonDialogProps {
  /** What was typed while looking for them. */
  typed: string
  close: () => void
  onDone: (person: Settled) => void
}

/** A new file without leaving the page. */
export function NewPersonDialog({ typed, close, onDone }: NewPersonDialogProps) {
  const { t } = useTranslation('people')
  const done = (person: Settled) => {
    onDone(person)
    close()
  }
  return (
    <Dialog opened close={close} size="lg" title={t('new.formTitle')}>
      <RegisterForm start={prefillFrom(typed)} cancel={close} onDone={done} onKnown={done} guard={false} />
    </Dialog>
  )
}
