import { createRoute, redirect } from '@tanstack/react-router'
import { speak } from '../../lib/i18n.ts'
import { lacksSecondFactor, readSession } from '../../lib/session.ts'
import { CrashPage } from '../crash.page.tsx'
import { Shell } from '../shell.tsx'
import { Alone, root } from './root.tsx'

/** Somebody is signed in, and the shell stands around the page. */
export const inside = createRoute({
  getParentRoute: () => root,
  id: 'in',
  beforeLoad: async ({ context, location }) => {
    const session = (await readSession(context.client)) ?? toSignIn(location.href)
    await speak(session.account.locale)
    // everything else would be refused until it is set up
    if (lacksSecondFactor(session) && location.pathname !== '/account') redirect({ to: '/account', throw: true })
    return { session }
  },
  component: Shell,
  errorComponent: (failure) => <Alone page={<CrashPage {...failure} />} />,
})

/** Leaves for the sign-in page, which leads back. */
function toSignIn(next: string): never {
  redirect({ to: '/sign-in', search: next === '/' ? {} : { next }, throw: true })
  throw new Error('a redirect was not thrown')
}
