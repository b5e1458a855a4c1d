export const trainingTabs = ['courses', 'awareness'] as const
