/** Parts of an incubation, in order. */
export const incubationTabs = ['path', 'coaching', 'venture', 'services', 'circle', 'coworking'] as const
