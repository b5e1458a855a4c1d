import { assessors, languageLevels } from '@interra/contracts'
import { NativeSelect, Select, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useLanguages } from '../../lib/choices.ts'
import { useDates } from '../../lib/use-dates.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { ActForm } from '../../ui/form/act-form.tsx'
import { useActForm } from '../../ui/form/use-act-form.ts'
import { say } from '../../ui/undo-bar.tsx'
import { stalePerson } from './people.queries.ts'

interface LanguageDialogProps {
  personId: string
  opened: boolean
  close: () => void
}

export function LanguageDialog({ personId, opened, close }: LanguageDialogProps) {
  const { t } = useTranslation('people')
  return (
    <Dialog opened={opened} close={close} title={t('language.record')}>
      <LanguageForm personId={personId} close={close} />
    </Dialog>
  )
}

function LanguageForm({ personId, close }: Omit<LanguageDialogProps, 'opened'>) {
  const { t } = useTranslation(['people', 'common'])
  const languages = useLanguages()
  const today = useDates().now().date
  const form = useActForm('recordLanguage', {
    initial: { language: 'fr', level: 'A1', assessedBy: 'staff', assessedOn: today },
    input: { params: { personId } },
    stale: stalePerson,
    onDone: () => {
      say(t('language.done'))
      close()
    },
  })
  return (
    <ActForm form={form} submit={t('common:save')} cancel={close} guard={false}>
      <Select {...form.field('language', t('language.language'))} data={languages.choices} searchable />
      <NativeSelect
        {...form.field('level', t('language.level'))}
        data={languageLevels.map((value) => ({ value, label: t(`levels.${value}`) }))}
      />
      <NativeSelect
        {...form.field('assessedBy', t('language.by'))}
        data={assessors.map((value) => ({ value, label: t(`language.assessors.${value}`) }))}
      />
      <TextInput {...form.field('assessedOn', t('language.on'))} type="date" max={today} />
    </ActForm>
  )
}
