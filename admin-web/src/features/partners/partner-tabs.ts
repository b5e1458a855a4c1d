export const partnerTabs = ['about', 'agents', 'agreements', 'keys', 'doors', 'webhooks', 'statistics'] as const
export type PartnerTab = (typeof partnerTabs)[number]
