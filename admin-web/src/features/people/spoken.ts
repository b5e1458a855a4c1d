/** Levels from which somebody speaks a language, in their order. */
export const spokenLevels = ['A1', 'A2', 'B1', 'B2', 'C1', 'C2', 'native'] as const
