import { consentChannels, consentTextVersion } from '@interra/contracts'
import { Checkbox, NativeSelect, Select, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLanguages } from '../../lib/choices.ts'
import { useSeams, type Picked } from '../../lib/seams.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { ActForm } from '../../ui/form/act-form.tsx'
import { useActForm } from '../../ui/form/use-act-form.ts'
import { staleTestimonies } from './report-words.ts'

/** Who, what they say, and how they agreed that it is published. */
export function TestimonyDialog({ opened, close }: { opened: boolean; close: () => void }) {
  const { t } = useTranslation('reports')
  return (
    <Dialog opened={opened} close={close} title={t('testimonies.add')}>
      {opened && <TestimonyForm close={close} />}
    </Dialog>
  )
}

function TestimonyForm({ close }: { close: () => void }) {
  const { t } = useTranslation('reports')
  const { PersonPicker } = useSeams()
  const languages = useLanguages()
  const [who, setWho] = useState<Picked | null>(null)
  const [mayName, setMayName] = useState(false)
  const form = useActForm('addTestimony', {
    initial: { personId: '', words: '', language: 'fr', channel: 'oral', guardianName: '' },
    toBody: (values) => ({ ...values, mayName, textVersion: consentTextVersion }),
    stale: staleTestimonies,
    onDone: close,
  })
  const { error } = form.field('personId', t('testimonies.who'))
  return (
    <ActForm form={form} submit={t('testimonies.add')} cancel={close}>
      <PersonPicker
        label={t('testimonies.who')}
        value={who}
        error={error}
        onChange={(picked) => {
          setWho(picked)
          form.set('personId', picked?.personId ?? '')
        }}
      />
      <Textarea {...form.field('words', t('testimonies.words'))} autosize minRows={4} />
      <Select {...form.field('language', t('testimonies.language'))} data={languages.choices} searchable />
      <NativeSelect
        {...form.field('channel', t('testimonies.channel'))}
        data={consentChannels.map((value) => ({ value, label: t(`testimonies.channels.${value}`) }))}
      />
      <Checkbox
        label={t('testimonies.mayName')}
        checked={mayName}
        onChange={(event) => setMayName(event.currentTarget.checked)}
      />
      <TextInput
        {...form.field('guardianName', t('testimonies.guardian'))}
        description={t('testimonies.guardianHint')}
      />
    </ActForm>
  )
}
