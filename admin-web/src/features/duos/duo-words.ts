import type { DuoAlert, DuoState, MatchRunState, Side, Standing } from '@interra/contracts'
import type { Tone } from '../../ui/palette.ts'
import type { IconName } from '../../ui/icons.tsx'

export const duoTabs = ['pool', 'duos', 'plans', 'follow'] as const
export type DuoTab = (typeof duoTabs)[number]

/** Where the list of a side stands, for the keyboard to come back to. */
export const listIdOf = (side: Side) => `waiting-${side}`

interface Look {
  readonly tone: Tone
  readonly icon?: IconName
}

export const duoLooks: Readonly<Record<DuoState, Look>> = {
  proposed: { tone: 'info', icon: 'mail' },
  accepted_by_one: { tone: 'info', icon: 'check' },
  accepted: { tone: 'accent' },
  first_meeting: { tone: 'accent', icon: 'calendar' },
  active: { tone: 'good' },
  paused: { tone: 'warn' },
  completed: { tone: 'good', icon: 'flag' },
  ended_early: { tone: 'neutral', icon: 'flag' },
  not_started: { tone: 'neutral' },
  declined: { tone: 'neutral', icon: 'close' },
  expired: { tone: 'neutral', icon: 'clock' },
  superseded: { tone: 'neutral' },
}

export const standingLooks: Readonly<Record<Standing, Look>> = {
  applied: { tone: 'info', icon: 'mail' },
  met: { tone: 'info', icon: 'check' },
  available: { tone: 'accent', icon: 'clock' },
  reserved: { tone: 'accent', icon: 'mail' },
  in_duo: { tone: 'good', icon: 'people' },
  paused: { tone: 'warn' },
  ended: { tone: 'neutral', icon: 'flag' },
  withdrawn: { tone: 'neutral', icon: 'close' },
}

export const runTones: Readonly<Record<MatchRunState, Tone>> = {
  queued: 'info',
  running: 'info',
  ready: 'accent',
  failed: 'bad',
  cancelled: 'neutral',
  published: 'good',
}

export const alertTones: Readonly<Record<DuoAlert, Tone>> = {
  safety: 'bad',
  wants_call: 'warn',
  low_wellbeing: 'warn',
  silence: 'warn',
  expires_soon: 'info',
  start_late: 'warn',
  over: 'info',
  pause_over: 'warn',
  gatekeeping: 'warn',
}
