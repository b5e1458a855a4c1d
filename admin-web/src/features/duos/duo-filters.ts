/** What the list of duos shows: those under way, those that need a call, those without an answer, those that are over. */
export const duoFilters = ['living', 'call', 'open', 'over'] as const
export type DuoFilter = (typeof duoFilters)[number]
