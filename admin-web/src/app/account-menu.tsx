import { staffLocales } from '@interra/contracts'
import { Menu, Text, useMantineColorScheme } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useLanguage, useSignOut } from '../lib/account.ts'
import { useSession } from '../lib/session.ts'
import { Icon } from '../ui/icons.tsx'
import css from './account-menu.module.css'
import { useAskUnsent } from './unsent.dialog.tsx'

const schemes = ['light', 'dark', 'auto'] as const
const schemeIcons = { light: 'sun', dark: 'moon', auto: 'settings' } as const

/** Who I am, my language, light or dark, and the way out. */
export function AccountMenu({ target }: { target: ReactNode }) {
  const { t } = useTranslation('shell')
  const { account } = useSession()
  const { ask, dialog } = useAskUnsent(useSignOut())
  return (
    <>
      <Menu withinPortal={false} position="bottom-end" width={260} defaultOpened>
        <Menu.Target>{target}</Menu.Target>
        <Menu.Dropdown>
          <div className={css['who']}>
            <Text fw={650}>{account.name}</Text>
            <Text size="sm" c="dimmed" truncate>
              {account.email}
            </Text>
          </div>
          <Menu.Item component={Link} to="/account" leftSection={<Icon name="user" size={18} />}>
            {t('account')}
          </Menu.Item>
          <Menu.Divider />
          <LanguageItems />
          <Menu.Divider />
          <SchemeItems />
          <Menu.Divider />
          <Menu.Item leftSection={<Icon name="leave" size={18} />} onClick={ask}>
            {t('signOut')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {dialog}
    </>
  )
}

function LanguageItems() {
  const { t } = useTranslation('shell')
  const { language, choose } = useLanguage()
  return (
    <>
      <Menu.Label>{t('language')}</Menu.Label>
      <Menu.RadioGroup
        value={language}
        onChange={(value) => staffLocales.filter((one) => one === value).forEach(choose)}
      >
        {staffLocales.map((locale) => (
          <Menu.RadioItem key={locale} value={locale} lang={locale}>
            {t(`languages.${locale}`)}
          </Menu.RadioItem>
        ))}
      </Menu.RadioGroup>
    </>
  )
}

function SchemeItems() {
  const { t } = useTranslation('shell')
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  return (
    <>
      <Menu.Label>{t('theme.label')}</Menu.Label>
      <Menu.RadioGroup
        value={colorScheme}
        onChange={(value) => schemes.filter((one) => one === value).forEach(setColorScheme)}
      >
        {schemes.map((scheme) => (
          <Menu.RadioItem
            key={scheme}
            value={scheme}
            closeMenuOnClick={false}
            rightSection={<Icon name={schemeIcons[scheme]} size={18} />}
          >
            {t(`theme.${scheme}`)}
          </Menu.RadioItem>
        ))}
      </Menu.RadioGroup>
    </>
  )
}
