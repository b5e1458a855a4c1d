import Type, { type Static } from 'typebox'
import type { BrokenRule } from './broken-rule.ts'

/**
 * The closed catalogue of refusals (RFC 9457): code -> HTTP status and English title. Screens translate by code.
 * 400 does not match the schema; 401 not signed in; 403 the role may not use the route; 404 missing or out of scope;
 * 409 state or capacity; 412/428 If-Match; 422 matches the schema but breaks a rule; 429/503 come with Retry-After.
 */
export const problems = {
  'validation-failed': { status: 400, title: 'The request does not match what this operation expects' },
  'malformed-request': { status: 400, title: 'The request could not be read' },
  'idempotency-key-missing': { status: 400, title: 'This operation needs an Idempotency-Key header' },
  'not-signed-in': { status: 401, title: 'Sign in first' },
  'wrong-credentials': { status: 401, title: 'E-mail, password or code is wrong' },
  'key-unknown': { status: 401, title: 'This key is not known: it may be cut or mistyped' },
  'key-expired': { status: 401, title: 'This key or token has expired' },
  'key-revoked': { status: 401, title: 'This key was revoked' },
  'key-in-address': { status: 401, title: 'A key is never sent in the address: revoke it and use Authorization' },
  'second-factor-needed': { status: 401, title: 'A code from the second factor is needed' },
  'agreement-missing': { status: 403, title: 'There is no signed agreement in force with this partner' },
  'scope-missing': { status: 403, title: 'This key was not given the scope that this operation needs' },
  'not-allowed': { status: 403, title: 'Your role may not do this' },
  'client-header-missing': { status: 403, title: 'A change made with a cookie needs the header X-Interra-Client' },
  'foreign-origin': { status: 403, title: 'The request comes from another site' },
  'not-found': { status: 404, title: 'Not found' },
  'method-not-allowed': { status: 405, title: 'This address does not accept this method' },
  'request-timeout': { status: 408, title: 'The request took too long to arrive' },
  conflict: { status: 409, title: 'The state of the record does not allow this' },
  'idempotency-in-progress': { status: 409, title: 'The first request with this key is still running' },
  'version-outdated': { status: 412, title: 'Somebody changed this record since you read it' },
  'body-too-large': { status: 413, title: 'The body is too large' },
  'address-too-long': { status: 414, title: 'The address is too long' },
  'media-type-unsupported': { status: 415, title: 'Send application/json' },
  'rule-broken': { status: 422, title: 'The request breaks a rule' },
  'idempotency-key-reused': { status: 422, title: 'This key was used with another body' },
  'version-required': { status: 428, title: 'Send If-Match with the version you read' },
  'too-many-requests': { status: 429, title: 'Too many requests' },
  'headers-too-large': { status: 431, title: 'The headers are too large' },
  internal: { status: 500, title: 'Something went wrong on our side' },
  unavailable: { status: 503, title: 'The service is busy or starting; try again shortly' },

  // sign-in, accounts, sites
  'link-expired': { status: 409, title: 'This link was used or has expired' },
  'current-password-wrong': { status: 422, title: 'The present password is wrong' },
  'password-too-weak': { status: 422, title: 'The password is too short or too common' },
  'account-exists': { status: 409, title: 'There is already an account with this e-mail' },
  'last-admin': { status: 409, title: 'At least one active admin must stay' },
  'second-factor-code-wrong': { status: 422, title: 'The code is wrong or too old' },
  'second-factor-required': { status: 403, title: 'Set up the second factor first' },
  'code-taken': { status: 409, title: 'This code is already used' },

  // people
  'birth-date-impossible': { status: 422, title: 'This birth date does not exist or lies in the future' },
  'phone-invalid': { status: 422, title: 'This is not a phone number' },
  'possible-duplicate': { status: 409, title: 'Somebody very like this person is already known' },
  'guardian-consent-missing': { status: 422, title: 'Under 18, the consent of a guardian is needed' },
  'national-number-refused': { status: 422, title: 'A national register number may not be stored' },

  // proposals and workshops
  'act-not-possible': { status: 409, title: 'This step is not possible in the present state' },
  'reason-required': { status: 422, title: 'Give a reason' },
  'conditions-unmet': { status: 409, title: 'This is not possible yet: conditions are missing' },

  // sessions and registrations
  'time-does-not-exist': { status: 422, title: 'This hour does not exist on that day: the clock changes' },
  'room-taken': { status: 409, title: 'The room is already taken at that time' },
  'host-taken': { status: 409, title: 'The host already has a session at that time' },
  'session-closed': { status: 409, title: 'The session is over or cancelled' },
  'session-full': { status: 409, title: 'No place is left' },
  'already-registered': { status: 409, title: 'This person is already registered' },
  'registration-refused': { status: 409, title: 'This person may not register again' },
  'capacity-below-seats': { status: 409, title: 'More places are taken than that' },
  'offer-expired': { status: 409, title: 'The offer has expired' },
  'people-came': { status: 409, title: 'People were recorded as present: correct the attendance sheet first' },
  'period-locked': { status: 409, title: 'The figures of this period are locked' },
  'sheet-closed': { status: 409, title: 'The attendance sheet is closed' },
  'not-in-the-future': { status: 422, title: 'This can only be recorded once it has begun' },
  // duos
  'already-candidate': { status: 409, title: 'This person is already a candidate' },
  'places-taken': { status: 409, title: 'More places are taken than that' },
  'not-in-pool': { status: 409, title: 'This candidate is not in the pool' },
  'already-excluded': { status: 409, title: 'These two are already kept apart' },
  'round-impossible': { status: 422, title: 'No plan can hold all of this' },
  'round-outdated': { status: 409, title: 'Something changed since the plan was made' },
  'pair-impossible': { status: 409, title: 'These two cannot be a duo' },
  'already-proposed': { status: 409, title: 'There is already a proposal or a duo for these two' },
  'already-answered': { status: 409, title: 'This side has already accepted' },
  'person-taken': { status: 409, title: 'One of the two has another duo already' },
  'charter-signed': { status: 409, title: 'This side has already signed the charter' },
  'already-logged': { status: 409, title: 'A meeting is already noted for that day' },

  // surveys
  'survey-answered': { status: 409, title: 'This survey was answered already' },

  // trainings
  'already-enrolled': { status: 409, title: 'This person already follows the course' },
  'not-completed': { status: 409, title: 'Not everybody named has completed the course' },

  // paths, coaching, services
  'already-incubated': { status: 409, title: 'This application is accompanied already' },
  'already-around': { status: 409, title: 'This person stands in the circle in this role on these days already' },
  'strength-first': { status: 409, title: 'Write a strength before what is needed or what blocks' },
  'coach-taken': { status: 409, title: 'The coach has another time there already' },
  'incubatee-taken': { status: 409, title: 'This person is with another coach at that time' },
  'enterprise-number-wrong': { status: 422, title: 'This is not an enterprise number' },

  // applications and juries
  'already-applied': { status: 409, title: 'This person has an open application already' },
  'already-in-jury': { status: 409, title: 'This person sits in the jury already' },
  'jury-incomplete': { status: 409, title: 'The jury cannot decide yet' },
  'conflict-of-interest': { status: 409, title: 'A conflict of interest: this dossier is judged by others' },
  'cohort-full': { status: 409, title: 'The cohort has no place left' },

  // employers, guests
  'consent-missing': { status: 409, title: 'This person did not agree to it' },
  'employer-unreachable': { status: 409, title: 'Note an e-mail address of this employer, then send' },
  'already-introduced': { status: 409, title: 'This person is introduced to it already' },
  'already-expert': { status: 409, title: 'This person is in the directory already' },

  // referrals
  'reference-used': { status: 409, title: 'This reference stands for another referral of yours' },

  // partners and their keys
  'agreement-overlaps': {
    status: 409,
    title: 'Another signed agreement with this partner holds on some of these days',
  },
  'keys-two-live': { status: 409, title: 'Two keys are live already: revoke one first' },
  'sandbox-only': { status: 403, title: 'Only a key of the sandbox may do this' },

  'feed-restarted': { status: 409, title: 'This cursor is from before a restoration: begin again from an instant' },
  'csv-broken': { status: 422, title: 'The file could not be read as CSV' },
} as const satisfies Record<string, { status: number; title: string }>

export type ProblemCode = keyof typeof problems
export const problemCodes = Object.keys(problems) as ProblemCode[]

/** Any members: codes, ids, numbers. */
const AnyParams = Type.Unsafe<Record<string, unknown>>(Type.Object({}, { additionalProperties: true }))

/** One broken member: a JSON pointer into the body (or `/query/…`, `/params/…`), a code, and its parameters. */
export const ProblemDetail = Type.Object(
  {
    pointer: Type.String(),
    code: Type.String(),
    params: Type.Optional(AnyParams),
    message: Type.String(),
  },
  { title: 'ProblemDetail', additionalProperties: false },
)
export type ProblemDetail = Static<typeof ProblemDetail>

/** The body of every refusal, `application/problem+json`. `instance` is the request id. */
export const Problem = Type.Object(
  {
    type: Type.String({ description: '/problems/<code>, a page that explains cause and remedy' }),
    title: Type.String(),
    status: Type.Integer(),
    code: Type.Enum(problemCodes),
    detail: Type.Optional(Type.String()),
    instance: Type.String(),
    errors: Type.Optional(Type.Array(ProblemDetail)),
    /** What the refusal is about (state found, missing conditions): codes and ids only, never personal data. */
    params: Type.Optional(AnyParams),
  },
  { title: 'Problem', additionalProperties: false },
)
export type Problem = Static<typeof Problem>

export interface ProblemExtra {
  readonly detail?: string
  readonly errors?: readonly ProblemDetail[]
  readonly params?: Readonly<Record<string, unknown>>
  /** Seconds, for 429 and 503. */
  readonly retryAfter?: number
}

/** Thrown by rules, stores and the client; the API turns it into a `Problem` body, the screens into words. */
export class ApiProblem extends Error {
  readonly code: ProblemCode
  readonly extra: ProblemExtra
  /** Id of the request, known on the client's side. */
  readonly instance: string | undefined

  constructor(code: ProblemCode, extra: ProblemExtra = {}, instance?: string) {
    super(code)
    this.name = 'ApiProblem'
    this.code = code
    this.extra = extra
    this.instance = instance
  }

  get status(): number {
    return problems[this.code].status
  }
}

/** `throw problem('session-full')`. */
export function problem(code: ProblemCode, extra: ProblemExtra = {}): ApiProblem {
  return new ApiProblem(code, extra)
}

type Params = Readonly<Record<string, unknown>>

/** A broken rule about one member: `throw broken('phone-invalid', '/phone')`. */
export function broken(code: Exclude<ProblemCode, 'rule-broken'>, pointer: string, params?: Params): ApiProblem
export function broken(code: 'rule-broken', pointer: string, params: { rule: BrokenRule } & Params): ApiProblem
export function broken(code: ProblemCode, pointer: string, params: Params = {}): ApiProblem {
  return new ApiProblem(code, { errors: [{ pointer, code, params, message: problems[code].title }] })
}
