import type { Workshop } from '@interra/contracts'
import { useTranslation } from 'react-i18next'
import { useSeams, type Picked } from '../../lib/seams.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { ActForm } from '../../ui/form/act-form.tsx'
import { useActForm } from '../../ui/form/use-act-form.ts'
import { staleWorkshops } from './workshop-words.ts'

interface AddHostProps {
  workshop: Workshop
  opened: boolean
  close: () => void
}

/** Names a host: the first one leads, the others host with them. */
export function AddHostDialog({ workshop, opened, close }: AddHostProps) {
  const { t } = useTranslation('workshops')
  return (
    <Dialog opened={opened} close={close} title={t('hosts.add')}>
      <AddHostForm workshop={workshop} close={close} />
    </Dialog>
  )
}

interface Values extends Record<string, unknown> {
  person: Picked | null
}

function AddHostForm({ workshop, close }: Omit<AddHostProps, 'opened'>) {
  const { t } = useTranslation('workshops')
  const { PersonPicker } = useSeams()
  const initial: Values = { person: null }
  const part = workshop.hosts.some((host) => host.part === 'lead') ? 'co' : 'lead'
  const form = useActForm('addWorkshopHost', {
    initial,
    input: { params: { workshopId: workshop.id } },
    toBody: ({ person }) => ({ personId: person?.personId ?? '', part }),
    fieldOf: () => 'person',
    stale: staleWorkshops,
    onDone: close,
  })
  const { error } = form.field('person', t('hosts.person'))
  return (
    <ActForm form={form} submit={t('hosts.name')} cancel={close} guard={false}>
      <PersonPicker
        label={t('hosts.person')}
        value={form.values.person}
        onChange={(picked) => form.set('person', picked)}
        error={error}
      />
    </ActForm>
  )
}
