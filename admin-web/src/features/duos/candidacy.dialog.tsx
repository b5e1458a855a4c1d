import type { Candidacy } from '@interra/contracts'
import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { query } from '../../lib/query.ts'
import type { PersonOfDuo } from '../../lib/seams.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { ActForm } from '../../ui/form/act-form.tsx'
import { useActForm } from '../../ui/form/use-act-form.ts'
import { say } from '../../ui/undo-bar.tsx'
import { staleDuos } from './duos.queries.ts'
import { WishFields } from './wish-fields.tsx'
import { changedWishes, noWishes, wishBody, wishesOf } from './wish-values.ts'

interface CandidacyDialogProps {
  person: PersonOfDuo
  /** The one to change; a new one when there is none. */
  candidacy: Candidacy | null
  opened: boolean
  close: () => void
}

/** What a member wishes of a duo, first or again. */
export function CandidacyDialog({ person, candidacy, opened, close }: CandidacyDialogProps) {
  const { t } = useTranslation('duos')
  return (
    <Dialog opened={opened} close={close} size="lg" title={candidacy ? t('wish.change') : t('wish.title')}>
      {opened &&
        (candidacy ? (
          <ChangeForm person={person} candidacy={candidacy} close={close} />
        ) : (
          <ApplyForm person={person} close={close} />
        ))}
    </Dialog>
  )
}

interface FormProps {
  person: PersonOfDuo
  close: () => void
}

function ApplyForm({ person, close }: FormProps) {
  const { t } = useTranslation(['duos', 'common'])
  const form = useActForm('applyForDuo', {
    initial: noWishes,
    toBody: (values) => {
      const { chosenSide, ...wishes } = wishBody(values)
      return { personId: person.id, ...wishes, ...(chosenSide === null ? {} : { chosenSide }) }
    },
    stale: staleDuos,
    onDone: () => {
      say(t('wish.done'))
      close()
    },
  })
  return (
    <ActForm form={form} submit={t('wish.submit')} cancel={close} sticky>
      <WishFields form={form} siteId={person.siteId} group={person.group?.group} ageUnknown={isUnknown(person)} />
    </ActForm>
  )
}

function ChangeForm({ person, candidacy, close }: FormProps & { candidacy: Candidacy }) {
  const { t } = useTranslation(['duos', 'common'])
  const client = useQueryClient()
  const read = query('getCandidacy', { params: { candidacyId: candidacy.id } })
  const form = useActForm('changeCandidacy', {
    initial: wishesOf(candidacy),
    input: { params: { candidacyId: candidacy.id }, ifMatch: candidacy.version },
    toBody: changedWishes,
    stale: staleDuos,
    reread: async () => {
      const present = await client.fetchQuery({ ...read, staleTime: 0 })
      return { values: wishesOf(present), version: present.version }
    },
    onDone: close,
  })
  return (
    <ActForm form={form} submit={t('common:save')} cancel={close} sticky>
      <WishFields form={form} siteId={person.siteId} group={person.group?.group} ageUnknown={isUnknown(person)} />
    </ActForm>
  )
}

const isUnknown = ({ age }: PersonOfDuo) => age === 'unknown' || age === 'maybe_minor'
