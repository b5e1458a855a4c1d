import { staffLocales, type StaffLocale } from '@interra/contracts'
import { Menu, Text, useMantineColorScheme } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useLanguage, useSignOut } from '../lib/account.ts'
import { useSession } from '../lib/session.ts'
import { Icon } from '../ui/icons.tsx'
import css from './account-menu.module.css'

const schemes = ['light', 'dark', 'auto'] as const
const schemeIcons = { light: 'sun', dark: 'moon', auto: 'settings' } as const

/** Who I am, my language, light or dark, and the way out. */
export function AccountMenu({ target }: { target: ReactNode }) {
  const { t } = useTranslation('shell')
  const { account } = useSession()
  const signOut = useSignOut()
  return (
    <Menu position="bottom-end" width={260} defaultOpened>
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
        <Menu.Item leftSection={<Icon name="leave" size={18} />} onClick={signOut}>
          {t('signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

function LanguageItems() {
  const { t } = useTranslation('shell')
  const { language, choose } = useLanguage()
  return (
    <>
      <Menu.Label>{t('language')}</Menu.Label>
      {staffLocales.map((locale: StaffLocale) => (
        <Menu.Item
          key={locale}
          role="menuitemradio"
          aria-checked={locale === language}
          lang={locale}
          leftSection={<Icon name="globe" size={18} />}
          rightSection={locale === language ? <Icon name="check" size={18} /> : null}
          onClick={() => choose(locale)}
        >
          {t(`languages.${locale}`)}
        </Menu.Item>
      ))}
    </>
  )
}

function SchemeItems() {
  const { t } = useTranslation('shell')
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  return (
    <>
      <Menu.Label>{t('theme.label')}</Menu.Label>
      {schemes.map((scheme) => (
        <Menu.Item
          key={scheme}
          role="menuitemradio"
          aria-checked={scheme === colorScheme}
          leftSection={<Icon name={schemeIcons[scheme]} size={18} />}
          rightSection={scheme === colorScheme ? <Icon name="check" size={18} /> : null}
          closeMenuOnClick={false}
          onClick={() => setColorScheme(scheme)}
        >
          {t(`theme.${scheme}`)}
        </Menu.Item>
      ))}
    </>
  )
}
