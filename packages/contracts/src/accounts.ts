import Type, { type Static } from 'typebox'
import { Grant, StaffLocale } from './auth.ts'
import { closed, Email, idParam, line, LocalDate, nullable, pageOf, paging, Uuid, Version } from './primitives.ts'
import { StaffRef } from './references.ts'
import { programmes, roles, who } from './rights.ts'
import { defineRoutes } from './route.ts'

/** `invited`: has not set a password yet. `disabled`: may not sign in, its sessions are ended. */
export const accountStates = ['invited', 'active', 'disabled'] as const
export type AccountState = (typeof accountStates)[number]

export const Account = closed('Account', {
  id: Uuid,
  name: line(),
  email: Email,
  locale: StaffLocale,
  state: Type.Enum([...accountStates]),
  grants: Type.Array(Grant),
  secondFactor: Type.Boolean({ description: 'a second factor is in force' }),
  lastSeenOn: nullable(LocalDate),
  personId: nullable(Uuid),
  version: Version,
})
export type Account = Static<typeof Account>
export const AccountPage = pageOf('AccountPage', Account)

/** A role to give. A guest role needs `expiresOn`; a partner or guest role needs a site. */
export const GrantRequest = closed('GrantRequest', {
  role: Type.Enum([...roles]),
  siteId: nullable(Uuid),
  programme: nullable(Type.Enum([...programmes])),
  expiresOn: nullable(LocalDate),
})
export type GrantRequest = Static<typeof GrantRequest>
const GrantRequests = Type.Array(GrantRequest, { minItems: 1, maxItems: 20 })

export const InviteAccount = closed('InviteAccount', {
  name: line(),
  email: Email,
  locale: StaffLocale,
  grants: GrantRequests,
  personId: Type.Optional({
    ...Uuid,
    description: 'the member behind a guest account: a host sees the sessions they host',
  }),
})
export const ChangeGrants = closed('ChangeGrants', { grants: GrantRequests })

/** What everybody needs in order to sign in, over all sites. */
export const SignInPolicy = closed('SignInPolicy', {
  secondFactorRequired: Type.Boolean({ description: 'staff without a second factor can only set one up' }),
})
export type SignInPolicy = Static<typeof SignInPolicy>

/** Whole: a team has tens of people at most. */
export const ColleagueList = closed('ColleagueList', { items: Type.Array(StaffRef) })

export const accountRoutes = defineRoutes({
  listAccounts: {
    method: 'GET',
    path: '/v1/accounts',
    summary: 'List accounts, by name',
    access: { roles: who.admins },
    query: closed('AccountQuery', { ...paging, state: Type.Optional(Type.Enum([...accountStates])) }),
    success: { status: 200, body: AccountPage },
    errors: [],
  },
  getAccount: {
    method: 'GET',
    path: '/v1/accounts/:accountId',
    summary: 'Read an account',
    access: { roles: who.admins },
    params: idParam('accountId'),
    success: { status: 200, body: Account },
    errors: [],
  },
  inviteAccount: {
    method: 'POST',
    path: '/v1/accounts',
    summary: 'Invite somebody by e-mail',
    access: { roles: who.admins },
    body: InviteAccount,
    success: { status: 201, body: Account },
    errors: ['account-exists', 'rule-broken'],
    idempotency: 'accepted',
  },
  changeGrants: {
    method: 'PUT',
    path: '/v1/accounts/:accountId/grants',
    summary: 'Replace the roles of an account; ends its sessions',
    description: 'The list holds the grants that you see. Only those within your own reach may be given or taken away.',
    access: { roles: who.admins },
    params: idParam('accountId'),
    body: ChangeGrants,
    ifMatch: true,
    success: { status: 200, body: Account },
    errors: ['last-admin', 'rule-broken'],
  },
  disableAccount: {
    method: 'POST',
    path: '/v1/accounts/:accountId/disablement',
    summary: 'Disable an account and end its sessions',
    access: { roles: who.admins },
    params: idParam('accountId'),
    ifMatch: true,
    success: { status: 200, body: Account },
    errors: ['last-admin', 'act-not-possible'],
  },
  enableAccount: {
    method: 'DELETE',
    path: '/v1/accounts/:accountId/disablement',
    summary: 'Let a disabled account sign in again',
    access: { roles: who.admins },
    params: idParam('accountId'),
    ifMatch: true,
    success: { status: 200, body: Account },
    errors: ['act-not-possible'],
  },
  sendInviteAgain: {
    method: 'POST',
    path: '/v1/accounts/:accountId/invitation',
    summary: 'Send the invitation again; the earlier link stops working',
    access: { roles: who.admins },
    params: idParam('accountId'),
    success: { status: 202 },
    errors: ['act-not-possible'],
  },
  resetSecondFactor: {
    method: 'DELETE',
    path: '/v1/accounts/:accountId/second-factor',
    summary: 'Remove the second factor of somebody who lost theirs; ends its sessions',
    access: { roles: who.admins },
    params: idParam('accountId'),
    ifMatch: true,
    success: { status: 200, body: Account },
    errors: ['act-not-possible'],
  },
  listColleagues: {
    method: 'GET',
    path: '/v1/sites/:siteId/colleagues',
    summary: 'The team of a site, by name: whoever may own a step or come to a session',
    access: { roles: who.allStaff },
    params: idParam('siteId'),
    success: { status: 200, body: ColleagueList },
    errors: [],
  },
  getSignInPolicy: {
    method: 'GET',
    path: '/v1/sign-in-policy',
    summary: 'Read what signing in asks for',
    access: { roles: who.admins },
    success: { status: 200, body: SignInPolicy },
    errors: [],
  },
  setSignInPolicy: {
    method: 'PUT',
    path: '/v1/sign-in-policy',
    summary: 'Decide what signing in asks for',
    description: 'For an admin of all sites who has a second factor, so that nobody locks everybody out.',
    access: { roles: who.admins },
    body: SignInPolicy,
    success: { status: 200, body: SignInPolicy },
    errors: ['rule-broken'],
  },
})
