import { Drawer } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { NavList } from './nav-list.tsx'

/** Every page, on a phone. */
export function NavDrawer({ opened, close }: { opened: boolean; close: () => void }) {
  const { t } = useTranslation(['shell', 'common'])
  return (
    <Drawer opened={opened} onClose={close} title={t('menu')} closeButtonProps={{ 'aria-label': t('common:close') }}>
      <nav aria-label={t('nav')}>
        <NavList />
      </nav>
    </Drawer>
  )
}
