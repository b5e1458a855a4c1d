export const staffRoles = [
  'admin',
  'programme_lead',
  'coordinator',
  'social_officer',
  'evaluator',
  'dpo',
  'reader',
] as const
export const guestRoles = ['host', 'helper', 'coach', 'expert', 'mentor', 'juror', 'partner_agent'] as const
export const roles = [...staffRoles, ...guestRoles] as const
export type Role = (typeof roles)[number]

export const programmes = ['interact', 'duo2change', 'training', 'interlab'] as const
export type Programme = (typeof programmes)[number]

export const keyKinds = ['partner', 'reporting'] as const
export const keyScopes = [
  'referrals:read',
  'referrals:write',
  'webhooks:manage',
  'workshops:read',
  'figures:read',
  'attendances:read',
] as const
export type KeyScope = (typeof keyScopes)[number]
export type KeyKind = (typeof keyKinds)[number]
/** What keys of a kind may be allowed at most. */
export const scopesOfKind: Readonly<Record<KeyKind, readonly KeyScope[]>> = {
  partner: ['referrals:read', 'referrals:write', 'webhooks:manage', 'workshops:read'],
  reporting: ['figures:read', 'attendances:read'],
}
/** Scopes about what is the partner's own: used for them, a key touches the partner's rows and nothing else of a site. */
export const partnersOwn: readonly KeyScope[] = ['referrals:read', 'referrals:write', 'webhooks:manage']

/** Named groups of roles: the only place where "who does what" is written. Routes quote them. */
export const who = {
  admins: ['admin'],
  /** Runs the programmes: writes people, workshops, sessions. */
  team: ['admin', 'programme_lead', 'coordinator'],
  /** Of the team, who reads what people say about how they are (C5): who may not read it does not write over it. */
  safeguards: ['programme_lead', 'coordinator'],
  /** Reads names and files. */
  caseReaders: ['admin', 'programme_lead', 'coordinator', 'social_officer'],
  /** Reads workshops and sessions without anybody's name. */
  allStaff: ['admin', 'programme_lead', 'coordinator', 'social_officer', 'evaluator', 'dpo', 'reader'],
  /** At the door on the evening itself. */
  door: ['admin', 'programme_lead', 'coordinator', 'helper', 'host'],
  doorAndStaff: [
    'admin',
    'programme_lead',
    'coordinator',
    'social_officer',
    'evaluator',
    'dpo',
    'reader',
    'helper',
    'host',
  ],
  /** Notes what European funds ask about somebody's stay, who reads it too (C5). */
  situationKeepers: ['programme_lead', 'coordinator', 'social_officer'],
  leads: ['admin', 'programme_lead'],
  /** Runs InterLab or stands around somebody it accompanies: a guest reads the files of their own incubatees only. */
  aroundIncubatees: ['admin', 'programme_lead', 'coordinator', 'coach', 'expert', 'mentor'],
  /** Writes what was coached. */
  coaches: ['admin', 'programme_lead', 'coordinator', 'coach'],
  /** Asks services for incubatees, and does the work: what is said in social and legal matters is C6. */
  serviceDesk: ['admin', 'programme_lead', 'coordinator', 'social_officer', 'coach'],
  /** Judges the dossiers given to them: whoever sits in a jury, of the team or not. */
  jury: ['admin', 'programme_lead', 'coordinator', 'juror'],
  /** Social and legal matters of members (C6). */
  socialOfficers: ['social_officer'],
} as const satisfies Record<string, readonly Role[]>

/**
 * Who may call a route. `public` and `signed-in` are a short list that a test pins; otherwise roles, and key scopes for
 * machines. The sites of a request are those of the caller's grants that carry one of these roles (and the route's
 * programme): a coordinator in Liège who is a reader elsewhere writes in Liège only.
 */
export type Access = 'public' | 'signed-in' | { readonly roles: readonly Role[]; readonly keys?: readonly KeyScope[] }
