import { AppShell, Burger, Drawer, Group, VisuallyHidden } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { Outlet, useRouteContext, useRouter } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { SessionProvider } from '../lib/session.ts'
import { DemoBanner } from '../ui/demo-banner.tsx'
import { UndoBar } from '../ui/undo-bar.tsx'
import { AccountMenu } from './account-menu.tsx'
import { Brand } from './brand.tsx'
import { BottomBar, NavList } from './nav-list.tsx'
import css from './shell.module.css'
import { SignInAgain } from './sign-in-again.tsx'
import { SiteSwitch } from './site-switch.tsx'

/** What stands around every page of somebody signed in. */
export function Shell() {
  const { session } = useRouteContext({ from: '/in' })
  return (
    <SessionProvider value={session}>
      <Frame demo={session.demo} />
      <SignInAgain />
    </SessionProvider>
  )
}

function Frame({ demo }: { demo: boolean }) {
  const { t } = useTranslation('shell')
  const [opened, drawer] = useDisclosure(false)
  useFocusOnNavigation(drawer.close)
  return (
    <AppShell
      header={{ height: demo ? 88 : 60 }}
      navbar={{ width: 248, breakpoint: 'md', collapsed: { mobile: true } }}
      footer={{ height: { base: 64, md: 0 } }}
      padding={{ base: 'md', md: 'xl' }}
    >
      <a className={css['skip']} href="#content">
        {t('skip')}
      </a>
      <AppShell.Header className={css['header'] ?? ''}>
        {demo && <DemoBanner />}
        <Group h={60} px="md" justify="space-between" wrap="nowrap">
          <Brand />
          <Group gap="sm" wrap="nowrap">
            <SiteSwitch />
            <AccountMenu />
          </Group>
        </Group>
      </AppShell.Header>
      <AppShell.Navbar className={css['navbar'] ?? ''} aria-label={t('nav')}>
        <NavList />
      </AppShell.Navbar>
      <AppShell.Main id="content" tabIndex={-1} className={css['main'] ?? ''}>
        <Outlet />
      </AppShell.Main>
      <AppShell.Footer className={css['footer'] ?? ''} hiddenFrom="md">
        <BottomBar
          more={
            <Burger
              opened={opened}
              onClick={drawer.toggle}
              size="sm"
              aria-label={t('menu')}
              className={css['burger'] ?? ''}
            />
          }
        />
      </AppShell.Footer>
      <Drawer opened={opened} onClose={drawer.close} title={t('menu')} closeButtonProps={{ 'aria-label': t('menu') }}>
        <NavList />
      </Drawer>
      <UndoBar />
      <VisuallyHidden role="status" aria-live="polite" id="announcement" />
    </AppShell>
  )
}

/** After a change of page the focus goes to the content: a reader of the screen starts there, not at the menu. */
function useFocusOnNavigation(after: () => void): void {
  const router = useRouter()
  useEffect(
    () =>
      router.subscribe('onResolved', ({ pathChanged, fromLocation }) => {
        if (!pathChanged || fromLocation === undefined) return
        after()
        document.getElementById('content')?.focus({ preventScroll: true })
      }),
    [router, after],
  )
}
