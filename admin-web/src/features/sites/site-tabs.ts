/** The parts of a site's page, as they stand in its address. */
export const siteTabs = ['lists', 'rules', 'about'] as const
