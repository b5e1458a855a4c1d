import {
  learningQuestions,
  type Enrolment,
  type Learning,
  type LearningMoment,
  type LearningQuestion,
} from '@interra/contracts'
import { SegmentedControl, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { query } from '../../lib/query.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { ActForm } from '../../ui/form/act-form.tsx'
import { useActForm, type ActForm as Form } from '../../ui/form/use-act-form.ts'
import { Await } from '../../ui/states.tsx'
import { say } from '../../ui/undo-bar.tsx'
import { staleCourses, useHolderName } from './training-words.ts'

interface Asked {
  readonly enrolment: Enrolment
  readonly moment: LearningMoment
}
interface LearningDialogProps {
  courseId: string
  opened: Asked | null
  close: () => void
}

/** Somebody's answers from 1 to 5, before or after; none is needed. */
export function LearningDialog({ courseId, opened, close }: LearningDialogProps) {
  const { t } = useTranslation('trainings')
  const nameOf = useHolderName()
  const title = opened && t(`learning.dialog.${opened.moment}`, { name: nameOf(opened.enrolment) })
  return (
    <Dialog opened={opened !== null} close={close} title={title}>
      {opened && <Answers courseId={courseId} asked={opened} close={close} />}
    </Dialog>
  )
}

interface AnswersProps {
  courseId: string
  asked: Asked
  close: () => void
}

function Answers(props: AnswersProps) {
  const learning = useQuery(query('getLearning', { params: { courseId: props.courseId } }))
  return <Await query={learning}>{(known) => <AnswerForm {...props} known={known} />}</Await>
}

type Values = Record<LearningQuestion, string>

function AnswerForm({ courseId, asked: { enrolment, moment }, close, known }: AnswersProps & { known: Learning }) {
  const { t } = useTranslation(['trainings', 'common'])
  const answerTo = (question: LearningQuestion) =>
    known.answers.find((one) => one.enrolmentId === enrolment.id && one.moment === moment && one.question === question)
      ?.value
  const initial: Values = {
    understand: String(answerTo('understand') ?? ''),
    communicate: String(answerTo('communicate') ?? ''),
    act: String(answerTo('act') ?? ''),
  }
  const form = useActForm('answerLearning', {
    initial,
    input: { params: { courseId, enrolmentId: enrolment.id } },
    toBody: (values) => ({
      moment,
      answers: learningQuestions.map((question) => ({
        question,
        value: values[question] === '' ? null : Number(values[question]),
      })),
    }),
    stale: staleCourses,
    onDone: () => {
      close()
      say(t('done.learning'))
    },
  })
  return (
    <ActForm form={form} submit={t('common:save')} cancel={close}>
      {learningQuestions.map((question) => (
        <Scale key={question} form={form} question={question} />
      ))}
    </ActForm>
  )
}

const steps = ['', '1', '2', '3', '4', '5']

function Scale({ form, question }: { form: Form<Values>; question: LearningQuestion }) {
  const { t } = useTranslation('trainings')
  const label = useId()
  form.field(question, t(`learning.questions.${question}`))
  return (
    <Stack gap={4}>
      <Text id={label} fw={600}>
        {t(`learning.questions.${question}`)}
      </Text>
      <SegmentedControl
        aria-labelledby={label}
        value={form.values[question]}
        data={steps.map((value) => ({ value, label: value === '' ? t('learning.none') : value }))}
        onChange={(chosen) => form.set(question, chosen)}
      />
    </Stack>
  )
}
