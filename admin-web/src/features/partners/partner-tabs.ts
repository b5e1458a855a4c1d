export const partnerTabs = ['about', 'agents', 'agreements', 'keys'] as const
export type PartnerTab = (typeof partnerTabs)[number]
