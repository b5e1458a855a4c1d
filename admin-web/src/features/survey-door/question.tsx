import { preferNotToSay, type Instrument, type SurveyAnswer } from '@interra/contracts'
import { Button, Group, NumberInput, Stack, Text, Title } from '@mantine/core'
import { useEffect, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DoorLocale } from '../../lib/door-language.ts'
import { Face } from '../../ui/face.tsx'
import css from './survey-door.module.css'

export interface Question {
  readonly instrument: Instrument
  readonly item: string
}
export const questionsOf = (instruments: readonly Instrument[]): Question[] =>
  instruments.flatMap((instrument) => instrument.items.map((item) => ({ instrument, item })))

interface QuestionProps {
  question: Question
  locale: DoorLocale
  at: number
  of: number
  value: SurveyAnswer['value'] | undefined
  answer: (value: SurveyAnswer['value'] | null) => void
  goTo: (at: number) => void
}

/** One question: one tap answers it and shows the next. Each can be skipped, or refused. */
export function QuestionPart({ question, locale, at, of, value, answer, goTo }: QuestionProps) {
  const { t } = useTranslation('survey-door')
  const heading = useRef<HTMLHeadingElement>(null)
  const { instrument, item } = question
  const wording = instrument.wordings.find(({ language }) => language === locale)
  // the next question is read from its beginning, by whoever hears it too
  useEffect(() => heading.current?.focus(), [question])
  return (
    <Stack gap="md" lang={wording?.language}>
      <Text size="sm" c="dimmed" role="status">
        {t('progress', { at, of })}
      </Text>
      <progress className={css['bar']} value={at} max={of} aria-hidden />
      {wording?.lead && <Text>{wording.lead}</Text>}
      <Title order={1} size="h3" ref={heading} tabIndex={-1} className={css['question'] ?? ''}>
        {wording?.questions[instrument.items.indexOf(item)]}
      </Title>
      {instrument.kind === 'number' ? (
        <HowMany instrument={instrument} value={value} answer={answer} />
      ) : (
        <Choices question={question} locale={locale} value={value} answer={answer} />
      )}
      <Button
        variant={value === preferNotToSay ? 'light' : 'default'}
        size="md"
        aria-pressed={value === preferNotToSay}
        onClick={() => answer(preferNotToSay)}
      >
        {t('notSay')}
      </Button>
      <Group justify="space-between">
        <Button variant="subtle" size="md" onClick={() => goTo(at - 1)}>
          {t('back')}
        </Button>
        <Button variant="subtle" size="md" onClick={() => (value === undefined ? answer(null) : goTo(at + 1))}>
          {value === undefined ? t('skip') : t('next')}
        </Button>
      </Group>
    </Stack>
  )
}

type ChoicesProps = Pick<QuestionProps, 'question' | 'locale' | 'value' | 'answer'>

function Choices({ question: { instrument }, locale, value, answer }: ChoicesProps) {
  const { t } = useTranslation('survey-door')
  const { kind, lowest, highest } = instrument
  const worded = instrument.wordings.find(({ language }) => language === locale)?.answers ?? []
  const wordOf = (step: number) => worded.find((one) => one.value === step)?.text ?? ''
  const steps = Array.from({ length: highest - lowest + 1 }, (_, at) => lowest + at)
  const ends = { low: lowest, high: highest, lowWord: wordOf(lowest), highWord: wordOf(highest) }
  const shown = kind === 'scale' ? steps : worded.map((one) => one.value)
  return (
    <>
      {kind === 'scale' && <Text>{t('scale', ends)}</Text>}
      <div className={kind === 'scale' ? css['scale'] : css['choices']}>
        {shown.map((step) => (
          <button
            key={step}
            type="button"
            className={css['choice']}
            aria-pressed={value === step}
            aria-label={kind === 'scale' && wordOf(step) ? `${step}, ${wordOf(step)}` : undefined}
            onClick={() => answer(step)}
          >
            {kind === 'faces' && <Face mood={moodOf(step)} />}
            {kind === 'scale' ? step : wordOf(step)}
          </button>
        ))}
      </div>
    </>
  )
}

const moods = [1, 2, 3, 4, 5] as const
const moodOf = (step: number) => moods.find((mood) => mood === step) ?? 3

function HowMany({
  instrument: { lowest, highest },
  value,
  answer,
}: { instrument: Instrument } & Pick<QuestionProps, 'value' | 'answer'>) {
  const { t } = useTranslation('survey-door')
  const [count, setCount] = useState<number | string>(typeof value === 'number' ? value : '')
  const id = useId()
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (typeof count === 'number') answer(count)
      }}
    >
      <Stack>
        <NumberInput
          id={id}
          size="xl"
          label={t('number')}
          min={lowest}
          max={highest}
          allowDecimal={false}
          clampBehavior="strict"
          inputMode="numeric"
          value={count}
          onChange={setCount}
        />
        <Button type="submit" size="lg" disabled={typeof count !== 'number'}>
          {t('next')}
        </Button>
      </Stack>
    </form>
  )
}
