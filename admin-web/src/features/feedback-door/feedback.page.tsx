import type { AskedFeedback, ProblemCode } from '@interra/contracts'
import { Button, Stack, Text, Title } from '@mantine/core'
import { Suspense, useEffect, useState, type ReactNode } from 'react'
import { I18nextProvider, useTranslation } from 'react-i18next'
import { doorLocales, useDoorLanguage, type DoorLocale } from '../../lib/door-language.ts'
import { problemOf } from '../../lib/problems.ts'
import { call } from '../../lib/query.ts'
import { DoorGround } from '../../ui/door-ground.tsx'
import { Face } from '../../ui/face.tsx'
import css from './feedback-door.module.css'

/** How a session was, in pictures, by a link that hangs at the door: no name is asked and none is kept. */
export function FeedbackPage() {
  const { words, locale, choose } = useDoorLanguage('feedback-door')
  return (
    <I18nextProvider i18n={words}>
      <Suspense>
        <Ground locale={locale} choose={choose} />
      </Suspense>
    </I18nextProvider>
  )
}

function Ground({ locale, choose }: { locale: DoorLocale; choose: (locale: DoorLocale) => void }) {
  const { t } = useTranslation('feedback-door')
  return (
    <DoorGround
      title={t('title')}
      brand={t('brand')}
      language={t('language')}
      nameOf={(one) => t(`languages.${one}`)}
      offered={doorLocales}
      locale={locale}
      choose={choose}
    >
      <Asked />
    </DoorGround>
  )
}

interface Said {
  readonly feeling: number | null
  readonly welcome: number | null
  readonly metSomeone: boolean | null
}

function Asked() {
  const { t } = useTranslation('feedback-door')
  const [token] = useState(() => location.hash.slice(1))
  // sent again after a lost network, it counts once
  const [id] = useState(() => crypto.randomUUID())
  const [session, setSession] = useState<AskedFeedback | null>(null)
  const [problem, setProblem] = useState<ProblemCode | null>(null)
  const [sent, setSent] = useState(false)
  const [busy, setBusy] = useState(false)
  const [said, setSaid] = useState<Said>({ feeling: null, welcome: null, metSomeone: null })
  useEffect(() => {
    call('readFeedbackLink', { body: { token } }).then(setSession, (error: unknown) =>
      setProblem(problemOf(error).code),
    )
  }, [token])
  const send = async () => {
    setBusy(true)
    await call('tellFeedbackByLink', { body: { token, id, ...said } })
      .then(
        () => setSent(true),
        (error: unknown) => setProblem(problemOf(error).code),
      )
      .finally(() => setBusy(false))
  }
  if (sent) return <Told title={t('thanks.title')} text={t('thanks.text')} />
  if (problem === 'link-expired') return <Told title={t('expired.title')} text={t('expired.text')} />
  if (session === null) return <Text role="status">{problem === null ? t('loading') : t('failed')}</Text>
  const faces = [
    { value: 1, label: t('faces.1'), picture: <Face mood={1} /> },
    { value: 2, label: t('faces.2'), picture: <Face mood={3} /> },
    { value: 3, label: t('faces.3'), picture: <Face mood={5} /> },
  ]
  const yesNo = [
    { value: true, label: t('yes'), picture: <Sign>✓</Sign> },
    { value: false, label: t('no'), picture: <Sign>✕</Sign> },
  ]
  return (
    <Stack gap="lg">
      <Title order={1} size="h2">
        {session.title}
      </Title>
      <Ask
        legend={t('feeling')}
        value={said.feeling}
        choices={faces}
        choose={(feeling) => setSaid({ ...said, feeling })}
      />
      <Ask
        legend={t('welcome')}
        value={said.welcome}
        choices={faces}
        choose={(welcome) => setSaid({ ...said, welcome })}
      />
      <Ask
        legend={t('metSomeone')}
        value={said.metSomeone}
        choices={yesNo}
        choose={(metSomeone) => setSaid({ ...said, metSomeone })}
      />
      {problem !== null && <Text role="alert">{t('failed')}</Text>}
      <Button size="xl" loading={busy} onClick={() => void send()}>
        {t('send')}
      </Button>
      <Text size="sm" c="dimmed">
        {t('noName')}
      </Text>
    </Stack>
  )
}

function Sign({ children }: { children: ReactNode }) {
  return (
    <span aria-hidden className={css['sign']}>
      {children}
    </span>
  )
}

interface AskProps<T> {
  legend: string
  value: T | null
  choices: readonly { readonly value: T; readonly label: string; readonly picture: ReactNode }[]
  /** Null takes the answer back: a second tap on the same one. */
  choose: (value: T | null) => void
}

function Ask<T extends number | boolean>({ legend, value, choices, choose }: AskProps<T>) {
  return (
    <fieldset className={css['group']}>
      <legend>{legend}</legend>
      <div className={css['choices']}>
        {choices.map((one) => (
          <button
            key={String(one.value)}
            type="button"
            className={css['choice']}
            aria-pressed={one.value === value}
            onClick={() => choose(one.value === value ? null : one.value)}
          >
            {one.picture}
            {one.label}
          </button>
        ))}
      </div>
    </fieldset>
  )
}

function Told({ title, text }: { title: string; text: string }) {
  return (
    <Stack gap="xs" role="status">
      <Title order={1} size="h2">
        {title}
      </Title>
      <Text>{text}</Text>
    </Stack>
  )
}
