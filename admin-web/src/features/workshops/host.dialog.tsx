import type { HostPart, Workshop, WorkshopHost } from '@interra/contracts'
import { Button, Fieldset, NativeSelect, Select, SimpleGrid, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useLanguages } from '../../lib/choices.ts'
import { query, useAct } from '../../lib/query.ts'
import { useDates } from '../../lib/use-dates.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { ActForm } from '../../ui/form/act-form.tsx'
import { inWords } from '../../ui/form/in-words.ts'
import { useActForm } from '../../ui/form/use-act-form.ts'
import { say } from '../../ui/undo-bar.tsx'
import { staleWorkshops } from './workshop-words.ts'

interface HostDialogProps {
  workshop: Workshop
  host: WorkshopHost | null
  close: () => void
}

/** When a host was trained, what they signed and when, and their part. */
export function HostDialog({ workshop, host, close }: HostDialogProps) {
  const { t } = useTranslation('workshops')
  return (
    <Dialog opened={host !== null} close={close} title={host && (host.person.name ?? t('hidden'))}>
      {host && <HostForm key={host.id} workshop={workshop} host={host} close={close} />}
    </Dialog>
  )
}

interface Values extends Record<string, unknown> {
  part: HostPart
  trainedOn: string
  signedOn: string
  textVersion: string
  language: string | null
}
const ofCommitment = /^commitment\.?/
/** The version of the text that hosts sign now; it may be changed in the form. */
const presentText = '2026-1'

const valuesOf = ({ part, trainedOn, commitment }: WorkshopHost): Values => ({
  part,
  trainedOn: trainedOn ?? '',
  signedOn: commitment?.signedOn ?? '',
  textVersion: commitment?.textVersion ?? presentText,
  language: commitment?.language ?? 'fr',
})

function HostForm({ workshop, host, close }: { workshop: Workshop; host: WorkshopHost; close: () => void }) {
  const { t } = useTranslation(['workshops', 'common'])
  const today = useDates().now().date
  const languages = useLanguages()
  const client = useQueryClient()
  const form = useActForm('changeWorkshopHost', {
    initial: valuesOf(host),
    input: { params: { workshopId: workshop.id, hostId: host.id }, ifMatch: host.version },
    toBody: ({ part, trainedOn, signedOn, textVersion, language }) => ({
      part,
      trainedOn,
      commitment: signedOn === '' ? null : { signedOn, textVersion, language: language ?? '' },
    }),
    fieldOf: (path) => path.replace(ofCommitment, '') || 'signedOn',
    stale: staleWorkshops,
    reread: async () => {
      const read = query('getWorkshop', { params: { workshopId: workshop.id } })
      const { hosts } = await client.fetchQuery({ ...read, staleTime: 0 })
      const present = hosts.find(({ id }) => id === host.id) ?? host
      return { values: valuesOf(present), version: present.version }
    },
    onDone: close,
  })
  const parts = (['lead', 'co'] as const).map((value) => ({ value, label: t(`parts.${value}`) }))
  const named = [...parts, ...languages.choices]
  return (
    <ActForm form={form} submit={t('common:save')} cancel={close} show={(_field, value) => inWords(value, named)}>
      <TextInput
        {...form.field('trainedOn', t('fields.trainedOn'))}
        description={t('fields.trainedHint')}
        type="date"
        max={today}
      />
      <Fieldset legend={t('fields.commitment')}>
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          <TextInput {...form.field('signedOn', t('fields.signedOn'))} type="date" max={today} />
          <TextInput {...form.field('textVersion', t('fields.textVersion'))} />
        </SimpleGrid>
        <Select mt="sm" {...form.field('language', t('fields.textLanguage'))} data={languages.choices} searchable />
      </Fieldset>
      <NativeSelect {...form.field('part', t('fields.part'))} data={parts} />
      <RemoveHost workshop={workshop} host={host} close={close} />
    </ActForm>
  )
}

function RemoveHost({ workshop, host, close }: { workshop: Workshop; host: WorkshopHost; close: () => void }) {
  const { t } = useTranslation('workshops')
  const remove = useAct('removeWorkshopHost', { stale: staleWorkshops })
  const name = host.person.name ?? t('hidden')
  return (
    <Button
      variant="subtle"
      color="red"
      loading={remove.isPending}
      onClick={() =>
        remove.mutate(
          { params: { workshopId: workshop.id, hostId: host.id }, ifMatch: host.version },
          {
            onSuccess: () => {
              say(t('done.hostRemoved', { name }))
              close()
            },
          },
        )
      }
    >
      {t('hosts.remove', { name })}
    </Button>
  )
}
