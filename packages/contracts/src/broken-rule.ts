/** What `rule-broken` names in `params.rule`; the screens have a sentence for each. Its other parameters are figures and dates. */
export const brokenRules = [
  // days and times
  'in-the-future',
  'in-the-past',
  'no-such-day',
  'no-length',
  'before-start',
  'about-a-year',
  'period-too-long',
  // what is named
  'unknown',
  'blank',
  'named-twice',
  'changed-meanwhile',
  'not-of-the-team',
  'exactly-one',
  'own-venue',
  'time-zone-unknown',
  'areas-only',
  'nothing-said',
  'is-belgian',
  'across-a-break',
  // duos
  'minor',
  'weights-zero',
  'local-only',
  'between-groups-only',
  'same-person',
  'pinned-twice',
  'pin-and-forbid',
  'too-late',
  'too-early',
  'outside-the-duo',
  'not-after-today',
  'before-proposal',
  'before-acceptance',
  'before-planned-end',
  'before-end',
  'below-threshold',
  'read-aloud-needed',
  'interpreter-named',
  // surveys
  'not-offered',
  'outside-the-wave',
  'outside-the-scale',
  // trainings
  'more-than-session',
  // paths and coaching
  'outside-incubation',
  'something-later',
  'after-end',
  'not-around',
  'not-for-this-kind',
  'missing-for-this-kind',
  'no-right-that-day',
  // juries
  'not-a-hundred',
  'every-criterion',
  'low-needs-comment',
  'may-not-vote',
  'was-removed',
  'has-read-scores',
  'votes-below-quorum',
  // figures
  'not-told-by',
  'two-dimensions',
  'year-not-over',
  // funders
  'over-whole',
  'shared-twice',
  'outside-grant',
  // referrals
  'receive-not-agreed',
  'support-not-agreed',
  'nobody-to-reach',
  'not-ended',
  // series of sessions
  'too-long',
  'too-many',
  'no-date',
  'not-in-series',
  'weekly-only',
  // what an account may do
  'given-twice',
  'guest-needs-expiry',
  'guest-needs-site',
  'out-of-reach',
  'own-second-factor-first',
  // webhooks
  'public-https-only',
] as const
export type BrokenRule = (typeof brokenRules)[number]

export const isBrokenRule = (name: unknown): name is BrokenRule => brokenRules.some((one) => one === name)
