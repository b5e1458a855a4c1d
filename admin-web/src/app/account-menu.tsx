import { staffLocales } from '@interra/contracts'
import { Button, Group, Menu, Text, useMantineColorScheme } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useLanguage, useSignOut } from '../lib/account.ts'
import { unsentCount, useSession } from '../lib/session.ts'
import { Dialog } from '../ui/dialog.tsx'
import { Icon } from '../ui/icons.tsx'
import css from './account-menu.module.css'

const schemes = ['light', 'dark', 'auto'] as const
const schemeIcons = { light: 'sun', dark: 'moon', auto: 'settings' } as const

/** Who I am, my language, light or dark, and the way out. */
export function AccountMenu({ target }: { target: ReactNode }) {
  const { t } = useTranslation('shell')
  const { account } = useSession()
  const signOut = useSignOut()
  const [unsent, setUnsent] = useState(0)
  const leave = () => (unsentCount() > 0 ? setUnsent(unsentCount()) : signOut())
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
          <Menu.Item leftSection={<Icon name="leave" size={18} />} onClick={leave}>
            {t('signOut')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <UnsentDialog count={unsent} stay={() => setUnsent(0)} leave={signOut} />
    </>
  )
}

/** Signing out wipes the device: what was not sent yet would be lost. */
function UnsentDialog({ count, stay, leave }: { count: number; stay: () => void; leave: () => void }) {
  const { t } = useTranslation('shell')
  return (
    <Dialog opened={count > 0} close={stay} title={t('unsent.title')}>
      <Text mb="md">{t('unsent.text', { count })}</Text>
      <Group justify="flex-end">
        <Button variant="default" onClick={leave}>
          {t('unsent.leave')}
        </Button>
        <Button data-autofocus onClick={stay}>
          {t('unsent.stay')}
        </Button>
      </Group>
    </Dialog>
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
