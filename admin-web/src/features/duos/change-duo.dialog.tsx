import type { Duo } from '@interra/contracts'
import { Select, Textarea, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useColleagues } from '../../lib/choices.ts'
import { query } from '../../lib/query.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { ActForm } from '../../ui/form/act-form.tsx'
import { inWords } from '../../ui/form/in-words.ts'
import { useActForm } from '../../ui/form/use-act-form.ts'
import { staleDuos } from './duos.queries.ts'

interface ChangeDuoProps {
  duo: Duo
  opened: boolean
  close: () => void
}

/** What the two are after, until when, and who of the team follows them. */
export function ChangeDuoDialog({ duo, opened, close }: ChangeDuoProps) {
  const { t } = useTranslation('duos')
  return (
    <Dialog opened={opened} close={close} title={t('change.title')}>
      <ChangeForm duo={duo} close={close} />
    </Dialog>
  )
}

interface Values extends Record<string, unknown> {
  goal: string
  plannedEndOn: string
  ownerId: string | null
}
const valuesOf = ({ goal, plannedEndOn, owner }: Duo): Values => ({
  goal: goal ?? '',
  plannedEndOn: plannedEndOn ?? '',
  ownerId: owner?.id ?? null,
})

function ChangeForm({ duo, close }: Omit<ChangeDuoProps, 'opened'>) {
  const { t } = useTranslation(['duos', 'common'])
  const client = useQueryClient()
  const colleagues = useColleagues(duo.siteId)
  const { owner } = duo
  // who follows it may have left the team since
  const choices =
    owner && !colleagues.some(({ value }) => value === owner.id)
      ? [{ value: owner.id, label: owner.name }, ...colleagues]
      : colleagues
  const form = useActForm('changeDuo', {
    initial: valuesOf(duo),
    input: { params: { duoId: duo.id }, ifMatch: duo.version },
    toBody: changed,
    stale: staleDuos,
    reread: async () => {
      const read = query('getDuo', { params: { duoId: duo.id } })
      const present = await client.fetchQuery({ ...read, staleTime: 0 })
      return { values: valuesOf(present), version: present.version }
    },
    onDone: close,
  })
  const living = duo.status === 'active' || duo.status === 'paused'
  return (
    <ActForm form={form} submit={t('common:save')} cancel={close} show={(_field, value) => inWords(value, choices)}>
      <Textarea {...form.field('goal', t('fields.goal'))} description={t('fields.goalHint')} data-autofocus />
      {living && <TextInput {...form.field('plannedEndOn', t('fields.plannedEndOn'))} type="date" />}
      <Select {...form.field('ownerId', t('list.owner'))} data={choices} clearable searchable />
    </ActForm>
  )
}

/** Only what differs: another end moves the check-ins that are still to come. */
function changed(values: Values, before: Values) {
  return Object.fromEntries(Object.entries(values).filter(([name, value]) => value !== before[name]))
}
