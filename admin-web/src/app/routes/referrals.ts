import { outgoingMachine, referralMachine } from '@interra/contracts'
import { createRoute } from '@tanstack/react-router'
import { anyText, flag, oneOf, searchOf } from '../../lib/search.ts'
import { screen } from '../screen.ts'
import { inside } from './inside.tsx'

const referrals = createRoute({
  getParentRoute: () => inside,
  path: '/referrals',
  validateSearch: searchOf({
    tab: oneOf(['received', 'sent'] as const),
    sent: oneOf(outgoingMachine.states),
    show: oneOf(['waiting', 'late', 'open', 'all'] as const),
    status: oneOf(referralMachine.states),
    mine: flag,
    partner: anyText,
    open: oneOf(['enter'] as const),
  }),
  ...screen(() => import('../../features/referrals/referrals.page.tsx'), 'ReferralsPage', 'referrals'),
})

const referral = createRoute({
  getParentRoute: () => inside,
  path: '/referrals/$referralId',
  ...screen(() => import('../../features/referrals/referral.page.tsx'), 'ReferralPage', 'referrals'),
})

/** Whom partners send us. */
export const referralRoutes = { referrals, referral }
