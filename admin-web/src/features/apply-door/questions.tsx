import { applicationHelpers, formOf, type FormQuestion } from '@interra/contracts'
import { Button, Group, NativeSelect, Radio, Stack, Text, Textarea, TextInput, Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { DoorLocale } from '../../lib/door-language.ts'
import { Notice } from '../../ui/notice.tsx'
import css from '../../ui/door-ground.module.css'
import type { Draft } from './unsent.ts'
import type { useDraft } from './use-draft.ts'

interface QuestionsProps {
  held: ReturnType<typeof useDraft>
  draft: Draft
  locale: DoorLocale
}

const placeOf = (id: string) => `question-${id}`

/** The questions of the form, in the language of the page; what is written is kept by itself. */
export function Questions({ held, draft, locale }: QuestionsProps) {
  const { t } = useTranslation('apply-door')
  const { write, missing, problem, clashes } = held
  const submit = async () => {
    const [first] = await held.submit()
    if (first !== undefined)
      document.getElementById(placeOf(first))?.querySelector<HTMLElement>('textarea, input')?.focus()
  }
  return (
    <Stack gap="lg">
      <Title order={1} size="h2">
        {t('title')}
      </Title>
      <Text>{t('lead')}</Text>
      <NativeSelect
        size="md"
        label={t('helpedBy')}
        value={draft.helpedBy ?? ''}
        data={[
          { value: '', label: t('helpers.nobody') },
          ...applicationHelpers.map((value) => ({ value, label: t(`helpers.${value}`) })),
        ]}
        onChange={({ currentTarget: { value } }) =>
          write({ helpedBy: applicationHelpers.find((one) => one === value) ?? null })
        }
      />
      <TextInput
        size="md"
        label={t('project')}
        value={draft.project}
        maxLength={160}
        dir="auto"
        onChange={({ currentTarget: { value } }) => write({ project: value })}
      />
      {formOf(held.formVersion).questions.map((question) => (
        <div key={question.id} id={placeOf(question.id)}>
          <Question
            question={question}
            locale={locale}
            value={draft.answers[question.id] ?? ''}
            missing={missing.includes(question.id) && !draft.answers[question.id]?.trim()}
            write={(value) => write({ answers: { ...draft.answers, [question.id]: value } })}
          />
          {clashes[question.id] !== undefined && (
            <Elsewhere
              theirs={wordsOf(question, clashes[question.id] ?? '', locale)}
              choose={(mine) => held.choose(question.id, mine)}
            />
          )}
        </div>
      ))}
      {missing.length > 0 && (
        <Notice tone="warn" role="alert">
          {t('missing')}
        </Notice>
      )}
      {problem !== null && (
        <Notice tone="warn" role="alert">
          {t('refused')}
        </Notice>
      )}
      <div className={css['kept']}>
        <Group justify="space-between">
          <Text size="sm" role="status">
            {t(`saving.${held.saving}`)}
          </Text>
          <Button size="lg" loading={held.busy} onClick={() => void submit()}>
            {t('submit')}
          </Button>
        </Group>
      </div>
    </Stack>
  )
}

const wordsOf = ({ choices }: FormQuestion, value: string, locale: DoorLocale) =>
  choices?.find((one) => one.value === value)?.words[locale] ?? value

/** What somebody else wrote in the same place: both stay until one chooses. */
function Elsewhere({ theirs, choose }: { theirs: string; choose: (mine: boolean) => void }) {
  const { t } = useTranslation('apply-door')
  return (
    <Notice tone="warn" role="alert">
      <Text>{t(theirs === '' ? 'elsewhere.empty' : 'elsewhere.other')}</Text>
      {theirs !== '' && (
        <Text fw={600} dir="auto" style={{ whiteSpace: 'pre-wrap' }}>
          {theirs}
        </Text>
      )}
      <Group mt="xs">
        <Button variant="default" onClick={() => choose(true)}>
          {t('elsewhere.mine')}
        </Button>
        <Button variant="default" onClick={() => choose(false)}>
          {t('elsewhere.theirs')}
        </Button>
      </Group>
    </Notice>
  )
}

interface QuestionProps {
  question: FormQuestion
  locale: DoorLocale
  value: string
  missing: boolean
  write: (value: string) => void
}

function Question({ question: { words, choices, required }, locale, value, missing, write }: QuestionProps) {
  const { t } = useTranslation('apply-door')
  const error = missing ? t('answerMissing') : undefined
  if (!choices)
    return (
      <Textarea
        size="md"
        label={words[locale]}
        {...(required ? {} : { description: t('optional') })}
        value={value}
        error={error}
        autosize
        minRows={3}
        maxLength={4000}
        dir="auto"
        onChange={({ currentTarget }) => write(currentTarget.value)}
      />
    )
  return (
    <Radio.Group size="md" label={words[locale]} value={value} error={error} onChange={write}>
      <Group mt="xs">
        {choices.map((choice) => (
          <Radio key={choice.value} size="md" value={choice.value} label={choice.words[locale]} />
        ))}
      </Group>
    </Radio.Group>
  )
}
