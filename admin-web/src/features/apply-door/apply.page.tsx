import { Button, Stack, Text, Title } from '@mantine/core'
import { Suspense, useState, type ReactNode } from 'react'
import { I18nextProvider, useTranslation } from 'react-i18next'
import { DoorGround } from '../../ui/door-ground.tsx'
import { doorLocales, useDoorLanguage, type DoorLocale } from '../../lib/door-language.ts'
import { Questions } from './questions.tsx'
import { useDraft } from './use-draft.ts'

/** An applicant's own page, by a link and without an account. The token stands after `#`: it reaches no log and no other site. */
export function ApplyPage() {
  const { words, locale, choose } = useDoorLanguage('apply-door')
  const [token] = useState(() => location.hash.slice(1))
  return (
    <I18nextProvider i18n={words}>
      <Suspense>
        <Ground locale={locale} choose={choose}>
          <Opened token={token} locale={locale} />
        </Ground>
      </Suspense>
    </I18nextProvider>
  )
}

interface GroundProps {
  locale: DoorLocale
  choose: (locale: DoorLocale) => void
  children: ReactNode
}

function Ground({ locale, choose, children }: GroundProps) {
  const { t } = useTranslation('apply-door')
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
      {children}
    </DoorGround>
  )
}

function Opened({ token, locale }: { token: string; locale: DoorLocale }) {
  const { t } = useTranslation('apply-door')
  const held = useDraft(token, locale)
  if (held.problem === 'link-expired') return <Said title={t('expired.title')} text={t('expired.text')} />
  if (held.draft === null)
    return held.saving === 'waiting' ? (
      <Stack>
        <Said title={t('failed.title')} text={t('failed.text')} />
        <Button size="lg" onClick={() => location.reload()}>
          {t('failed.retry')}
        </Button>
      </Stack>
    ) : (
      <Text role="status">{t('loading')}</Text>
    )
  if (held.own !== null && held.own.status !== 'draft')
    return <Said title={t('sent.title')} text={t('sent.text', { project: held.own.project })} />
  return <Questions held={held} draft={held.draft} locale={locale} />
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
