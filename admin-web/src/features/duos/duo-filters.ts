/** What the list of duos shows: those under way, that need a call, that have gone silent, without an answer, over. */
export const duoFilters = ['living', 'call', 'silent', 'open', 'over'] as const
export type DuoFilter = (typeof duoFilters)[number]
