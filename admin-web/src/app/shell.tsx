import { Outlet, useRouteContext, useRouter } from '@tanstack/react-router'
import { lazy, Suspense, useEffect, useEffectEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { SessionProvider, useSessionEnding, useSessionLost } from '../lib/session.ts'
import { DemoBanner } from '../ui/demo-banner.tsx'
import { UndoBar } from '../ui/undo-bar.tsx'
import { AccountButton } from './account-button.tsx'
import { Brand } from './brand.tsx'
import { BottomBar, NavList } from './nav-list.tsx'
import { SeamsOfApp } from './seams.tsx'
import { SearchButton } from './search-button.tsx'
import { UnsentBar } from './unsent-bar.tsx'
import css from './shell.module.css'

// Fetched when first opened: they bring dialogs and menus that the first screen does without.
const NavDrawer = lazy(() => import('./nav-drawer.tsx').then((module) => ({ default: module.NavDrawer })))
const SignInAgain = lazy(() => import('./sign-in-again.tsx').then((module) => ({ default: module.SignInAgain })))
const SiteSwitch = lazy(() => import('./site-switch.tsx').then((module) => ({ default: module.SiteSwitch })))

/** What stands around every page of somebody signed in. */
export function Shell() {
  const { session } = useRouteContext({ from: '/in' })
  return (
    <SessionProvider value={session}>
      <Frame demo={session.demo} severalSites={session.sites.length > 1} />
      <SessionEnd />
    </SessionProvider>
  )
}

/** The session has ended, or is about to: signing in again, over what somebody is at work on. */
function SessionEnd() {
  const lost = useSessionLost()
  const ending = useSessionEnding()
  const [postponed, setPostponed] = useState<string | null>(null)
  const asks = lost || (ending !== null && ending !== postponed)
  return <Suspense>{asks && <SignInAgain {...(lost ? {} : { later: () => setPostponed(ending) })} />}</Suspense>
}

function Frame({ demo, severalSites }: { demo: boolean; severalSites: boolean }) {
  const { t } = useTranslation('shell')
  const [menu, setMenu] = useState<'never' | 'open' | 'closed'>('never')
  useArrival(() => setMenu((was) => (was === 'open' ? 'closed' : was)))
  return (
    <div className={css['shell']}>
      <a className={css['skip']} href="#content">
        {t('skip')}
      </a>
      <header ref={tellHeight} className={css['header']}>
        {demo && <DemoBanner />}
        <div className={css['top']}>
          <Brand />
          <div className={css['tools']}>
            <SearchButton />
            <Suspense>{severalSites && <SiteSwitch />}</Suspense>
            <AccountButton />
          </div>
        </div>
        <UnsentBar />
      </header>
      <nav className={css['side']} aria-label={t('nav')}>
        <NavList />
      </nav>
      <main id="content" tabIndex={-1} className={css['main']}>
        <SeamsOfApp>
          <Outlet />
        </SeamsOfApp>
      </main>
      <BottomBar openMenu={() => setMenu('open')} menuOpened={menu === 'open'} />
      <Suspense>{menu !== 'never' && <NavDrawer opened={menu === 'open'} close={() => setMenu('closed')} />}</Suspense>
      <UndoBar />
    </div>
  )
}

/** The height of the header, for what stays in view below it. */
function tellHeight(header: HTMLElement | null): (() => void) | undefined {
  if (header === null) return undefined
  const watch = new ResizeObserver(() =>
    document.documentElement.style.setProperty('--header-height', `${header.offsetHeight}px`),
  )
  watch.observe(header)
  return () => watch.disconnect()
}

/** After a change of page the focus goes to the content: a reader of the screen starts there, not at the menu. */
function useArrival(after: () => void): void {
  const router = useRouter()
  const arrived = useEffectEvent(after)
  useEffect(
    () =>
      router.subscribe('onResolved', ({ pathChanged, fromLocation }) => {
        if (!pathChanged || fromLocation === undefined) return
        arrived()
        document.getElementById('content')?.focus({ preventScroll: true })
      }),
    [router],
  )
}
