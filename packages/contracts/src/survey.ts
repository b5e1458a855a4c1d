/** When people are asked: at their entry, about 3, 6 and 12 months later, or after an activity (domain reference 3.4). */
export const waveKinds = ['t0', 't3', 't6', 't12', 'after'] as const
export type WaveKind = (typeof waveKinds)[number]

/** Days from the entry on which an answer belongs to a wave, and the day aimed at. `after` belongs to no entry. */
export const waveWindows = {
  t0: { from: -30, at: 0, to: 21 },
  t3: { from: 60, at: 90, to: 120 },
  t6: { from: 135, at: 180, to: 225 },
  t12: { from: 305, at: 365, to: 425 },
} as const satisfies Partial<Record<WaveKind, { from: number; at: number; to: number }>>
export type EntryWave = keyof typeof waveWindows

export const surveyModes = ['phone', 'paper', 'staff'] as const
export type SurveyMode = (typeof surveyModes)[number]
export const invitationStates = ['waiting', 'answered', 'declined', 'revoked'] as const
export type InvitationState = (typeof invitationStates)[number]
