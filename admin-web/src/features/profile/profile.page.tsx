import { staffLocales, type Grant } from '@interra/contracts'
import { Button, Card, List, Radio, Group, SimpleGrid, Stack, Text, Title } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useSession } from '../../lib/session.ts'
import { useDates } from '../../lib/use-dates.ts'
import { PageHeader } from '../../ui/page-header.tsx'
import { useLanguage, useSignOutEverywhere } from '../../lib/account.ts'
import { PasswordCard } from './password.card.tsx'
import { SecondFactorCard } from './second-factor.card.tsx'

/** Who I am here, my language, my password, my second factor, my devices. */
export function ProfilePage() {
  const { t } = useTranslation('profile')
  const { account, grants } = useSession()
  return (
    <>
      <PageHeader title={t('title')} />
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="lg">
        <Section title={account.name}>
          <Text c="dimmed">{account.email}</Text>
          <LanguageChoice />
        </Section>
        <Section title={t('roles')}>
          <List spacing="xs">
            {grants.map((grant) => (
              <GrantLine key={`${grant.role} ${grant.siteId} ${grant.programme}`} grant={grant} />
            ))}
          </List>
        </Section>
        <PasswordCard />
        <SecondFactorCard />
        <Devices />
      </SimpleGrid>
    </>
  )
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Card component="section">
      <Stack gap="sm" align="flex-start">
        <Title order={2}>{title}</Title>
        {children}
      </Stack>
    </Card>
  )
}

function LanguageChoice() {
  const { t } = useTranslation(['profile', 'shell'])
  const { language, choose } = useLanguage()
  return (
    <Radio.Group
      label={t('profile:language')}
      value={language}
      onChange={(value) => staffLocales.filter((locale) => locale === value).forEach(choose)}
    >
      <Group mt="xs">
        {staffLocales.map((locale) => (
          <Radio key={locale} value={locale} label={t(`shell:languages.${locale}`)} lang={locale} />
        ))}
      </Group>
    </Radio.Group>
  )
}

function GrantLine({ grant }: { grant: Grant }) {
  const { t } = useTranslation(['profile', 'roles'])
  const dates = useDates()
  const parts = [
    t(`roles:roles.${grant.role}.label`),
    grant.siteName ?? t('profile:everywhere'),
    grant.programme && t(`roles:programmes.${grant.programme}`),
    grant.expiresOn && t('profile:until', { day: dates.day(grant.expiresOn) }),
  ]
  return (
    <List.Item>
      {parts.filter(Boolean).join(' · ')}
      <Text size="sm" c="dimmed">
        {t(`roles:roles.${grant.role}.does`)}
      </Text>
    </List.Item>
  )
}

function Devices() {
  const { t } = useTranslation('profile')
  const everywhere = useSignOutEverywhere()
  return (
    <Section title={t('signOutEverywhere.title')}>
      <Text>{t('signOutEverywhere.text')}</Text>
      <Button variant="default" loading={everywhere.busy} onClick={everywhere.start}>
        {t('signOutEverywhere.action')}
      </Button>
    </Section>
  )
}
