import Type, { type Static } from 'typebox'
import { closed, Email, Instant, line, LocalDate, nullable, Uuid } from './primitives.ts'
import { programmes, roles } from './rights.ts'
import { defineRoutes } from './route.ts'

/** Languages of the staff screens (participants read more of them, see `Locale`). */
export const staffLocales = ['fr', 'en'] as const
export const StaffLocale = Type.Enum([...staffLocales])
export type StaffLocale = Static<typeof StaffLocale>

/** A role somebody holds. `siteId` null: at every site. `programme` null: in every programme. `expiresOn` is the last day. */
export const Grant = closed('Grant', {
  role: Type.Enum([...roles]),
  siteId: nullable(Uuid),
  siteName: nullable(line()),
  programme: nullable(Type.Enum([...programmes])),
  expiresOn: nullable(LocalDate),
})
export type Grant = Static<typeof Grant>

export const VisibleSite = closed('VisibleSite', {
  id: Uuid,
  code: line(20),
  name: line(),
  timeZone: Type.String({ description: 'IANA name, e.g. Europe/Brussels' }),
})
export type VisibleSite = Static<typeof VisibleSite>

/** Who is signed in and what the screens need to know about their rights. */
export const SessionInfo = closed('SessionInfo', {
  account: closed('SignedInAccount', { id: Uuid, name: line(), email: Email, locale: StaffLocale }),
  grants: Type.Array(Grant),
  sites: Type.Array(VisibleSite, { description: 'sites that at least one grant reaches, by name' }),
  demo: Type.Boolean({ description: 'the data is invented; screens say so' }),
  secondFactor: closed('SecondFactorState', { enrolled: Type.Boolean(), required: Type.Boolean() }),
  endsAt: { ...Instant, description: 'when this session ends, however much it is used; unused, it ends earlier' },
})
export type SessionInfo = Static<typeof SessionInfo>

/** Six digits of an authenticator app. */
const Code = Type.String({ pattern: '^\\d{6}$', description: 'six digits' })
/** Length is the only rule of form (ASVS 6.2); common passwords are refused by the rule, not by the schema. */
const NewPassword = Type.String({ minLength: 1, maxLength: 200 })

export const SignIn = closed('SignIn', {
  email: Email,
  password: Type.String({ minLength: 1, maxLength: 200 }),
  code: Type.Optional(Code),
})
export const ResetRequest = closed('ResetRequest', { email: Email })
export const SetPassword = closed('SetPassword', {
  token: Type.String({ minLength: 20, maxLength: 200, pattern: '^[A-Za-z0-9_-]+$' }),
  password: NewPassword,
})
export const ChangePassword = closed('ChangePassword', {
  currentPassword: Type.String({ minLength: 1, maxLength: 200 }),
  newPassword: NewPassword,
})
export const SetLocale = closed('SetLocale', { locale: StaffLocale })
export const SecondFactorSecret = closed('SecondFactorSecret', {
  secret: Type.String({ description: 'base32, to type by hand; shown once' }),
  uri: Type.String({ description: 'otpauth:// address, to draw as a QR code' }),
})
export const SecondFactorCode = closed('SecondFactorCode', { code: Code })

export const authRoutes = defineRoutes({
  signIn: {
    method: 'POST',
    path: '/v1/auth/session',
    summary: 'Sign in',
    description:
      'Sets the session cookie. The same refusal for an unknown e-mail, a wrong password and a disabled account.',
    access: 'public',
    body: SignIn,
    success: { status: 201, body: SessionInfo },
    errors: ['wrong-credentials', 'second-factor-needed'],
  },
  whoAmI: {
    method: 'GET',
    path: '/v1/auth/session',
    summary: 'Who is signed in, with which rights',
    access: 'signed-in',
    success: { status: 200, body: SessionInfo },
    errors: [],
  },
  signOut: {
    method: 'DELETE',
    path: '/v1/auth/session',
    summary: 'Sign out',
    access: 'signed-in',
    success: { status: 204 },
    errors: [],
  },
  signOutEverywhere: {
    method: 'POST',
    path: '/v1/auth/sessions/end',
    summary: 'End every session of this account, this one too',
    access: 'signed-in',
    success: { status: 204 },
    errors: [],
  },
  requestReset: {
    method: 'POST',
    path: '/v1/auth/reset-requests',
    summary: 'Ask for a link to set a new password',
    description:
      'Always the same answer, known e-mail or not. The link is `<PUBLIC_URL>/set-password#<token>`, used once.',
    access: 'public',
    body: ResetRequest,
    success: { status: 202 },
    errors: [],
  },
  setPassword: {
    method: 'POST',
    path: '/v1/auth/password',
    summary: 'Set a password with the link of an invitation or of a reset',
    description: 'Ends every session of the account. `password-too-weak` carries `params.minLength`.',
    access: 'public',
    body: SetPassword,
    success: { status: 204 },
    errors: ['link-expired', 'password-too-weak'],
  },
  changePassword: {
    method: 'PUT',
    path: '/v1/auth/password',
    summary: 'Change the password, with the present one; ends the other sessions',
    description: 'The account is told by mail. `password-too-weak` carries `params.minLength`.',
    access: 'signed-in',
    body: ChangePassword,
    success: { status: 204 },
    errors: ['current-password-wrong', 'password-too-weak'],
  },
  setLocale: {
    method: 'PUT',
    path: '/v1/auth/locale',
    summary: 'Choose the language of the screens and mails',
    access: 'signed-in',
    body: SetLocale,
    success: { status: 204 },
    errors: [],
  },
  startSecondFactor: {
    method: 'POST',
    path: '/v1/auth/second-factor',
    summary: 'Start setting up the second factor',
    description:
      'A new secret each time, in force once confirmed. `conflict` when one is in force already, `act-not-possible` when the service has no key to seal it with.',
    access: 'signed-in',
    success: { status: 201, body: SecondFactorSecret },
    errors: ['conflict', 'act-not-possible'],
  },
  confirmSecondFactor: {
    method: 'PUT',
    path: '/v1/auth/second-factor',
    summary: 'Confirm the second factor with a first code; ends the other sessions',
    access: 'signed-in',
    body: SecondFactorCode,
    success: { status: 204 },
    errors: ['second-factor-code-wrong', 'conflict'],
  },
  removeSecondFactor: {
    method: 'POST',
    path: '/v1/auth/second-factor/removal',
    summary: 'Remove the second factor, with a code of it',
    description: 'Where the policy requires one, it must be set up again before going on.',
    access: 'signed-in',
    body: SecondFactorCode,
    success: { status: 204 },
    errors: ['second-factor-code-wrong', 'conflict'],
  },
})
