import { consentChannels, consentPurposes, consentTextVersion, type Person } from '@interra/contracts'
import { NativeSelect, Select, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useLanguages } from '../../lib/choices.ts'
import { useDates } from '../../lib/use-dates.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { ActForm } from '../../ui/form/act-form.tsx'
import { useActForm } from '../../ui/form/use-act-form.ts'
import { say } from '../../ui/undo-bar.tsx'
import { stalePerson } from './people.queries.ts'

interface ConsentDialogProps {
  person: Pick<Person, 'id' | 'age'>
  opened: boolean
  close: () => void
}

export function ConsentDialog({ person, opened, close }: ConsentDialogProps) {
  const { t } = useTranslation('people')
  return (
    <Dialog opened={opened} close={close} size="lg" title={t('consent.record')}>
      <ConsentForm person={person} close={close} />
    </Dialog>
  )
}

function ConsentForm({ person, close }: Omit<ConsentDialogProps, 'opened'>) {
  const { t } = useTranslation(['people', 'common'])
  const languages = useLanguages()
  const today = useDates().now().date
  const form = useActForm('recordConsent', {
    initial: {
      purpose: 'activity_membership_info',
      answer: 'given',
      textVersion: consentTextVersion,
      language: 'fr',
      channel: 'oral',
      helpedBy: '',
      guardianName: '',
      collectedOn: today,
    },
    input: { params: { personId: person.id } },
    toBody: ({ answer, ...said }) => ({ ...said, given: answer === 'given' }),
    fieldOf: (path) => (path === 'given' ? 'answer' : path),
    stale: stalePerson,
    onDone: () => {
      say(t('consent.done'))
      close()
    },
  })
  const answers = (['given', 'refused'] as const).map((value) => ({ value, label: t(`consent.${value}`) }))
  return (
    <ActForm form={form} submit={t('common:save')} cancel={close} guard={false}>
      <NativeSelect
        {...form.field('purpose', t('consent.purpose'))}
        data={consentPurposes.map((value) => ({ value, label: t(`consent.purposes.${value}`) }))}
        data-autofocus
      />
      <NativeSelect {...form.field('answer', t('consent.answer'))} data={answers} />
      <NativeSelect
        {...form.field('channel', t('consent.channel'))}
        data={consentChannels.map((value) => ({ value, label: t(`consent.channels.${value}`) }))}
      />
      <Select {...form.field('language', t('consent.language'))} data={languages.choices} searchable />
      <TextInput {...form.field('helpedBy', t('consent.helpedBy'))} description={t('consent.helpedHint')} />
      {(person.age === 'minor' || person.age === 'maybe_minor') && (
        <TextInput {...form.field('guardianName', t('fields.guardianName'))} />
      )}
      <TextInput {...form.field('textVersion', t('consent.textVersion'))} />
      <TextInput {...form.field('collectedOn', t('consent.collectedOn'))} type="date" max={today} />
    </ActForm>
  )
}
