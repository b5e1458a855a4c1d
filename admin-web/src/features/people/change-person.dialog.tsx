import type { Person } from '@interra/contracts'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { query } from '../../lib/query.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { ActForm } from '../../ui/form/act-form.tsx'
import { useActForm } from '../../ui/form/use-act-form.ts'
import { say } from '../../ui/undo-bar.tsx'
import { Alike, useAlike } from './alike.tsx'
import { fileBody, fileFieldOf, fileValuesOf } from './file-values.ts'
import { IdentityFields } from './identity-fields.tsx'
import { stalePerson } from './people.queries.ts'
import { ProfileFields } from './profile-fields.tsx'

interface ChangePersonProps {
  person: Person
  opened: boolean
  close: () => void
}

export function ChangePersonDialog({ person, opened, close }: ChangePersonProps) {
  const { t } = useTranslation('people')
  return (
    <Dialog opened={opened} close={close} size="lg" title={t('person.changeTitle')}>
      <ChangeForm person={person} close={close} />
    </Dialog>
  )
}

function ChangeForm({ person, close }: Omit<ChangePersonProps, 'opened'>) {
  const { t } = useTranslation(['people', 'common'])
  const client = useQueryClient()
  const navigate = useNavigate()
  const shown = useRef<readonly string[]>([])
  const params = { personId: person.id }
  const form = useActForm('changePerson', {
    initial: fileValuesOf(person),
    input: { params, ifMatch: person.version },
    toBody: (values) => fileBody(values, shown.current),
    fieldOf: fileFieldOf,
    stale: stalePerson,
    reread: async () => {
      const present = await client.fetchQuery({ ...query('getPerson', { params }), staleTime: 0 })
      return { values: fileValuesOf(present), version: present.version }
    },
    onDone: () => {
      say(t('person.changed'))
      close()
    },
  })
  const alike = useAlike(form, person.siteId, person.id)
  shown.current = alike.map(({ id }) => id)
  return (
    <ActForm form={form} submit={t('common:save')} cancel={close} sticky>
      <IdentityFields form={form} />
      <ProfileFields form={form} siteId={person.siteId} heardThrough={person.heardThrough} />
      {alike.length > 0 && (
        <Alike
          form={form}
          people={alike}
          use={({ id }) => void navigate({ to: '/people/$personId', params: { personId: id } })}
        />
      )}
    </ActForm>
  )
}
