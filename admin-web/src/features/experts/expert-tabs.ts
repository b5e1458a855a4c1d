export const expertTabs = ['experts', 'guests', 'networking', 'methods'] as const
