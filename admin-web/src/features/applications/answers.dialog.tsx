import { applicationHelpers, applicationSectors, formOf, type Application } from '@interra/contracts'
import { NativeSelect, Text, Textarea, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Dialog } from '../../ui/dialog.tsx'
import { ActForm } from '../../ui/form/act-form.tsx'
import { useActForm } from '../../ui/form/use-act-form.ts'
import { staleApplications } from './application-words.ts'

interface AnswersProps {
  application: Application
  opened: boolean
  /** The question to begin with. */
  first: string | undefined
  close: () => void
}

/** The draft, written with the person; what is not answered yet stays open. */
export function AnswersDialog({ application, opened, first, close }: AnswersProps) {
  const { t } = useTranslation('applications')
  return (
    <Dialog opened={opened} close={close} title={t('answers.write')} size="lg">
      <AnswersForm application={application} first={first} close={close} />
    </Dialog>
  )
}

const member = (question: string) => `answer_${question}`

function AnswersForm({ application, first, close }: Omit<AnswersProps, 'opened'>) {
  const { t, i18n } = useTranslation(['applications', 'common'])
  const { id: applicationId, version, formVersion, project = '', sector, helpedBy, answers = [] } = application
  const { questions } = formOf(formVersion)
  const language = i18n.language === 'en' ? 'en' : 'fr'
  const said = (question: string) => answers.find((one) => one.question === question)?.value ?? ''
  const initial: Record<string, string> = {
    project,
    sector: sector ?? '',
    helpedBy: helpedBy ?? '',
    ...Object.fromEntries(questions.map(({ id }) => [member(id), said(id)])),
  }
  const form = useActForm('changeApplication', {
    initial,
    input: { params: { applicationId }, ifMatch: version },
    toBody: (values) => ({
      project: values['project'],
      sector: values['sector'],
      helpedBy: values['helpedBy'],
      answers: questions.map(({ id: question }) => ({ question, value: values[member(question)] ?? '' })),
    }),
    stale: staleApplications,
    onDone: close,
  })
  return (
    <ActForm form={form} submit={t('common:save')} cancel={close}>
      <TextInput {...form.field('project', t('applications:fields.project'))} autoComplete="off" />
      <NativeSelect
        {...form.field('sector', t('applications:fields.sector'))}
        data={[
          { value: '', label: t('applications:unknown') },
          ...applicationSectors.map((value) => ({ value, label: t(`applications:sectors.${value}`) })),
        ]}
      />
      <NativeSelect
        {...form.field('helpedBy', t('applications:fields.helpedBy'))}
        data={[
          { value: '', label: t('applications:helpers.nobody') },
          ...applicationHelpers.map((value) => ({ value, label: t(`applications:helpers.${value}`) })),
        ]}
      />
      <Text size="sm">{t('applications:answers.required')}</Text>
      {questions.map(({ id, words, choices, required }) => {
        const input = {
          ...form.field(member(id), words[language]),
          withAsterisk: required,
          'aria-required': required,
          ...(id === first && { 'data-autofocus': true }),
        }
        return choices ? (
          <NativeSelect
            key={id}
            {...input}
            data={[
              { value: '', label: t('applications:answers.open') },
              ...choices.map((one) => ({ value: one.value, label: one.words[language] })),
            ]}
          />
        ) : (
          <Textarea key={id} {...input} autosize minRows={2} dir="auto" />
        )
      })}
    </ActForm>
  )
}
