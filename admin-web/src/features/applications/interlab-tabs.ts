export const interlabTabs = ['pipeline', 'juries', 'figures'] as const
