import { Button, Stack, Text, Title } from '@mantine/core'
import { Suspense, useState } from 'react'
import { I18nextProvider, useTranslation } from 'react-i18next'
import { doorLocales, useDoorLanguage, type DoorLocale } from '../../lib/door-language.ts'
import { DoorGround } from '../../ui/door-ground.tsx'
import { Notice } from '../../ui/notice.tsx'
import { QuestionPart, questionsOf } from './question.tsx'
import { useSurvey } from './use-survey.ts'

type Survey = ReturnType<typeof useSurvey>

/** A member's own survey, by a link and without an account. The token stands after `#`: it reaches no log and no other site. */
export function SurveyPage() {
  const { words, locale, choose } = useDoorLanguage('survey-door')
  return (
    <I18nextProvider i18n={words}>
      <Suspense>
        <Ground locale={locale} choose={choose} />
      </Suspense>
    </I18nextProvider>
  )
}

function Ground({ locale, choose }: { locale: DoorLocale; choose: (locale: DoorLocale) => void }) {
  const { t } = useTranslation('survey-door')
  const [token] = useState(() => location.hash.slice(1))
  const survey = useSurvey(token)
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
      <Shown survey={survey} locale={locale} />
    </DoorGround>
  )
}

function Shown({ survey, locale }: { survey: Survey; locale: DoorLocale }) {
  const { t } = useTranslation('survey-door')
  const { kept, ended, problem, hindered } = survey
  if (ended === 'sent') return <Said title={t('thanks.title')} text={t('thanks.text')} />
  if (ended !== null) return <Said title={t(`${ended}.title`)} text={t(`${ended}.text`)} />
  if (problem === 'link-expired' || problem === 'act-not-possible')
    return <Said title={t('expired.title')} text={t('expired.text')} />
  if (problem !== null || (kept === null && hindered)) return <Failed retry={survey.retry} />
  if (kept === null) return <Text role="status">{t('loading')}</Text>
  if (kept.finishedIn !== null && hindered)
    return (
      <div data-waiting={1}>
        <Notice tone="info" role="status" icon="offline" title={t('waiting.title')}>
          {t('waiting.text')}
        </Notice>
      </div>
    )
  return <Asked survey={survey} locale={locale} kept={kept} />
}

function Asked({ survey, locale, kept }: { survey: Survey; locale: DoorLocale; kept: NonNullable<Survey['kept']> }) {
  const { t } = useTranslation('survey-door')
  const questions = questionsOf(kept.instruments)
  const question = questions[kept.at - 1]
  if (kept.at === 0) return <Intro survey={survey} begun={kept.answers.length > 0} />
  if (!question)
    return (
      <Stack gap="md">
        <Said title={t('end.title')} text={t('end.text')} />
        <Button size="xl" loading={survey.busy} onClick={() => void survey.finish(locale)}>
          {t('end.send')}
        </Button>
        <Button size="md" variant="subtle" disabled={survey.busy} onClick={() => survey.goTo(questions.length)}>
          {t('back')}
        </Button>
      </Stack>
    )
  const { item, instrument } = question
  const said = kept.answers.find((one) => one.instrument === instrument.code && one.item === item)
  return (
    <QuestionPart
      key={kept.at}
      question={question}
      locale={locale}
      at={kept.at}
      of={questions.length}
      value={said?.value}
      answer={(value) => survey.answer({ instrument: instrument.code, item }, value)}
      goTo={survey.goTo}
    />
  )
}

function Intro({ survey, begun }: { survey: Survey; begun: boolean }) {
  const { t } = useTranslation('survey-door')
  return (
    <Stack gap="md">
      <Title order={1} size="h2">
        {survey.name === null ? t('title') : t('hello', { name: survey.name })}
      </Title>
      <Text size="lg">{t('intro.lead')}</Text>
      <Text>{t('intro.why')}</Text>
      <Text>{t('intro.free')}</Text>
      <Button size="xl" onClick={() => survey.goTo(1)}>
        {begun ? t('intro.goOn') : t('intro.start')}
      </Button>
      <Button size="md" variant="subtle" loading={survey.busy} onClick={() => void survey.decline()}>
        {t('intro.decline')}
      </Button>
    </Stack>
  )
}

function Failed({ retry }: { retry: () => void }) {
  const { t } = useTranslation('survey-door')
  return (
    <Stack>
      <Said title={t('failed.title')} text={t('failed.text')} />
      <Button size="lg" onClick={retry}>
        {t('failed.retry')}
      </Button>
    </Stack>
  )
}

function Said({ title, text }: { title: string; text: string }) {
  return (
    <Stack gap="xs" role="status">
      <Title order={1} size="h2">
        {title}
      </Title>
      <Text>{text}</Text>
    </Stack>
  )
}
