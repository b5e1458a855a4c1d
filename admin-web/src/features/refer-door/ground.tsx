import { Stack, Text, Title } from '@mantine/core'
import { Suspense, useState, type ReactNode } from 'react'
import { I18nextProvider, useTranslation } from 'react-i18next'
import { useDoorLanguage, type DoorLocale } from '../../lib/door-language.ts'
import { DoorGround } from '../../ui/door-ground.tsx'

const offered = ['fr', 'nl', 'en'] as const

interface DoorProps {
  page: 'title' | 'follow.title' | 'offered.title'
  children: (token: string, locale: DoorLocale) => ReactNode
}

/** A page that a link opens, without an account. The token stands after `#`: it reaches no log and no other site. */
export function Door({ page, children }: DoorProps) {
  const { words, locale, choose } = useDoorLanguage('refer-door', offered)
  const [token] = useState(() => location.hash.slice(1))
  return (
    <I18nextProvider i18n={words}>
      <Suspense>
        <Ground page={page} locale={locale} choose={choose}>
          {children(token, locale)}
        </Ground>
      </Suspense>
    </I18nextProvider>
  )
}

interface GroundProps {
  page: DoorProps['page']
  locale: DoorLocale
  choose: (locale: DoorLocale) => void
  children: ReactNode
}

function Ground({ page, locale, choose, children }: GroundProps) {
  const { t } = useTranslation('refer-door')
  return (
    <DoorGround
      title={t(page)}
      brand={t('brand')}
      language={t('language')}
      nameOf={(one) => t(`languages.${one}`)}
      offered={offered}
      locale={locale}
      choose={choose}
    >
      {children}
    </DoorGround>
  )
}

export function Said({ title, text, children }: { title: string; text: string; children?: ReactNode }) {
  return (
    <Stack gap="xs" role="status">
      <Title order={1} size="h2">
        {title}
      </Title>
      <Text>{text}</Text>
      {children}
    </Stack>
  )
}

/** Why a link opens nothing. */
export function Shut({ why }: { why: 'link-expired' | 'agreement-missing' }) {
  const { t } = useTranslation('refer-door')
  const words = why === 'link-expired' ? 'expired' : 'agreement'
  return <Said title={t(`${words}.title`)} text={t(`${words}.text`)} />
}
