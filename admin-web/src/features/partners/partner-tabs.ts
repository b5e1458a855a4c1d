export const partnerTabs = ['about', 'agents', 'agreements', 'keys', 'doors'] as const
export type PartnerTab = (typeof partnerTabs)[number]
