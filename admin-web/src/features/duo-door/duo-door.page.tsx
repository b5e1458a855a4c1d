import { Button, Stack, Text, Title } from '@mantine/core'
import { Suspense, useState, type ReactNode } from 'react'
import { I18nextProvider, useTranslation } from 'react-i18next'
import { DoorGround } from '../../ui/door-ground.tsx'
import { Notice } from '../../ui/notice.tsx'
import { AnswerPart } from './answer.tsx'
import { CheckInPart } from './check-in.tsx'
import { doorLocales, useDoorLanguage, type DoorLocale } from './door-language.ts'
import { LogPart } from './log.tsx'
import { useLink } from './use-link.ts'

/** A member's own page, by a link and without an account. The token stands after `#`: it reaches no log and no other site. */
export function DuoDoorPage() {
  const { words, locale, choose } = useDoorLanguage()
  const [token] = useState(() => location.hash.slice(1))
  return (
    <I18nextProvider i18n={words}>
      <Suspense>
        <Ground locale={locale} choose={choose}>
          <Opened token={token} />
        </Ground>
      </Suspense>
    </I18nextProvider>
  )
}

function Ground({
  locale,
  choose,
  children,
}: {
  locale: DoorLocale
  choose: (locale: DoorLocale) => void
  children: ReactNode
}) {
  const { t } = useTranslation('duo-door')
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

function Opened({ token }: { token: string }) {
  const { t } = useTranslation('duo-door')
  const link = useLink(token)
  return (
    <Stack gap="lg">
      {link.othersUnsent && (
        <Notice tone="warn" role="alert" title={t('forgotten.title')}>
          {t('forgotten.text')}
        </Notice>
      )}
      <Shown link={link} />
    </Stack>
  )
}

function Shown({ link }: { link: ReturnType<typeof useLink> }) {
  const { t } = useTranslation('duo-door')
  const { invitation, kept } = link
  if (kept.answered)
    return link.sent ? (
      <Said title={t('checkIn.thanks')} text={t('checkIn.thanksText')} />
    ) : (
      <Said title={t('answered.title')} text={t('answered.text')} />
    )
  if (link.unsent) return <Said title={t('unsent.title')} text={t('unsent.text')} />
  if (link.problem === 'link-expired') return <Said title={t('expired.title')} text={t('expired.text')} />
  if (!link.ready) return <Text role="status">{t('loading')}</Text>
  const purpose = invitation?.purpose ?? kept.purpose
  if (purpose === null)
    return (
      <Stack>
        <Said title={t('failed.title')} text={link.hindered === 'network' ? t('failed.offline') : t('failed.text')} />
        <Button size="lg" onClick={link.retry}>
          {t('failed.retry')}
        </Button>
      </Stack>
    )
  return (
    <Stack gap="lg">
      <Title order={1} size="h2">
        {invitation ? t('hello', { name: invitation.ownFirstName }) : t('title')}
      </Title>
      {link.problem !== null && !kept.refused && (
        <Notice tone="warn" role="alert" title={t('refused')}>
          {t('refusedText')}
        </Notice>
      )}
      {purpose === 'answer' && invitation && <AnswerPart invitation={invitation} link={link} />}
      {purpose === 'log' && <LogPart invitation={invitation} link={link} />}
      {purpose === 'check_in' && <CheckInPart invitation={invitation} link={link} />}
    </Stack>
  )
}

function Said({ title, text }: { title: string; text: string }) {
  return (
    <Stack gap="xs">
      <Title order={1} size="h2">
        {title}
      </Title>
      <Text>{text}</Text>
    </Stack>
  )
}
