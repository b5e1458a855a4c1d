import { partnerTypes } from '@interra/contracts'
import { createRoute } from '@tanstack/react-router'
import { partnerTabs } from '../../features/partners/partner-tabs.ts'
import { anyText, oneOf, searchOf } from '../../lib/search.ts'
import { screen } from '../screen.ts'
import { inside } from './inside.tsx'

const partners = createRoute({
  getParentRoute: () => inside,
  path: '/partners',
  validateSearch: searchOf({
    type: oneOf(partnerTypes),
    text: anyText,
    show: oneOf(['all'] as const),
    open: oneOf(['add'] as const),
  }),
  ...screen(() => import('../../features/partners/partners.page.tsx'), 'PartnersPage', 'partners'),
})

const partner = createRoute({
  getParentRoute: () => inside,
  path: '/partners/$partnerId',
  validateSearch: searchOf({ tab: oneOf(partnerTabs) }),
  ...screen(() => import('../../features/partners/partner.page.tsx'), 'PartnerPage', 'partners'),
})

/** The organisations around us. */
export const partnerRoutes = { partners, partner }
