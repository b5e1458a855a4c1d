import { staffLocales } from '@interra/contracts'
import { Anchor, Card, Container, Group } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { speak } from '../../lib/i18n.ts'
import { PageHeader } from '../../ui/page-header.tsx'
import css from './door.module.css'

/** The pages before one is signed in: one card, and the language. */
export function Door({ title, lead, children }: { title: string; lead?: string; children: ReactNode }) {
  const { t, i18n } = useTranslation(['auth', 'shell'])
  return (
    <div className={css['ground']}>
      <Container component="main" size={460} w="100%" py="xl">
        <img src="/icon.svg" alt={t('auth:brand')} width={56} height={56} className={css['mark']} />
        <Card padding="xl" shadow="sm">
          <PageHeader title={title} {...(lead === undefined ? {} : { lead })} />
          {children}
        </Card>
        <Group justify="center" mt="lg" gap="xl">
          {staffLocales.map((locale) => (
            <Anchor
              key={locale}
              component="button"
              type="button"
              lang={locale}
              className={css['language'] ?? ''}
              aria-current={locale === i18n.language}
              onClick={() => void speak(locale)}
            >
              {t(`shell:languages.${locale}`)}
            </Anchor>
          ))}
        </Group>
      </Container>
    </div>
  )
}
