export const employerTabs = ['needs', 'introductions', 'employers'] as const
