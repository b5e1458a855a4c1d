import Type, { type Static } from 'typebox'
import { defineMachine } from './machine.ts'
import { personal } from './personal-data.ts'
import {
  closed,
  idParam,
  Instant,
  line,
  LocalDate,
  nullable,
  pageOf,
  paging,
  Reason,
  Uuid,
  Version,
} from './primitives.ts'
import { who } from './rights.ts'
import { defineRoutes } from './route.ts'

export const registrationStates = [
  'requested',
  'confirmed',
  'waitlisted',
  'offered',
  'declined',
  'expired',
  'refused',
  'cancelled_by_person',
  'cancelled_by_org',
] as const
export type RegistrationState = (typeof registrationStates)[number]

/** A place is held in `confirmed` and `offered`. Who comes or not is attendance, a record of its own. */
export const registrationMachine = defineMachine({
  entity: 'registration',
  states: registrationStates,
  initial: 'confirmed',
  acts: {
    confirm: { from: ['requested'], to: 'confirmed' },
    waitlist: { from: ['requested'], to: 'waitlisted' },
    refuse: { from: ['requested'], to: 'refused' },
    offer: { from: ['waitlisted'], to: 'offered' },
    accept: { from: ['offered'], to: 'confirmed' },
    decline: { from: ['offered'], to: 'declined' },
    expire: { from: ['offered'], to: 'expired' },
    cancelByPerson: { from: ['confirmed', 'waitlisted', 'offered'], to: 'cancelled_by_person' },
    cancelByOrganisation: { from: ['confirmed', 'waitlisted', 'offered'], to: 'cancelled_by_org', reason: true },
  },
})
export type RegistrationAct = keyof (typeof registrationMachine)['acts']

/** One of these at a time for a person and a session. */
export const liveRegistrationStates = [
  'requested',
  'confirmed',
  'waitlisted',
  'offered',
] as const satisfies RegistrationState[]
/** After these a person may register again for the same session; after the others that are over, not. */
export const openAgainStates = ['cancelled_by_person', 'declined', 'expired'] as const satisfies RegistrationState[]

export const authorKinds = ['self', 'staff', 'partner', 'referral'] as const
/** Who registered the person: kept as it was. `name` is the account's, `partner` on whose behalf: as the referrer of a person. */
export const RegistrationAuthor = closed('RegistrationAuthor', {
  kind: Type.Enum([...authorKinds]),
  name: nullable(line()),
  partnerId: personal('C2', nullable(Uuid)),
  partner: personal('C2', nullable(line())),
})

export const RegisteredPerson = closed('RegisteredPerson', {
  id: Uuid,
  givenName: personal('C1.first', line()),
  familyName: personal('C1', nullable(line())),
  /** How they are called, where that is not the given name. */
  usualName: personal('C1', nullable(line())),
  phone: personal('C2', nullable(line(40))),
})

export const Registration = closed('Registration', {
  id: Uuid,
  sessionId: Uuid,
  person: RegisteredPerson,
  status: Type.Enum([...registrationStates]),
  statusReason: personal('C3', nullable(Reason)),
  position: nullable(Type.Integer({ minimum: 1, description: 'on the waiting list' })),
  offeredUntil: nullable(Instant),
  author: RegistrationAuthor,
  createdAt: Instant,
  version: Version,
})
export type Registration = Static<typeof Registration>
export const RegistrationPage = pageOf('RegistrationPage', Registration)

export const RegisterPerson = closed('RegisterPerson', {
  personId: Uuid,
  waitlist: Type.Optional(Type.Boolean({ description: 'wait when no place is free; false when absent' })),
  authorPartnerId: Type.Optional({
    ...nullable(Uuid),
    description: 'the partner on whose behalf the person is registered',
  }),
})
export type RegisterPerson = Static<typeof RegisterPerson>

export const CancelRegistration = closed('CancelRegistration', {
  by: Type.Enum(['person', 'organisation']),
  reason: Type.Optional({ ...nullable(Reason), description: 'needed when the organisation cancels' }),
})
export type CancelRegistration = Static<typeof CancelRegistration>

const sessionId = idParam('sessionId')
const registrationId = idParam('registrationId')
const programme = 'interact'

export const registrationRoutes = defineRoutes({
  registerForSession: {
    method: 'POST',
    path: '/v1/sessions/:sessionId/registrations',
    summary: 'Register a person for a session',
    description:
      'Confirmed when a place is free and nobody waits; otherwise on the waiting list if asked for, and `session-full` if not.',
    access: { roles: who.team },
    programme,
    params: sessionId,
    body: RegisterPerson,
    success: { status: 201, body: Registration },
    errors: ['session-closed', 'session-full', 'already-registered', 'registration-refused', 'rule-broken'],
    idempotency: 'accepted',
  },
  listRegistrations: {
    method: 'GET',
    path: '/v1/sessions/:sessionId/registrations',
    summary: 'List the registrations of a session, in the order they were made',
    description: '`toPhone` gives those that count and cannot be reached by e-mail.',
    access: { roles: [...who.door, 'social_officer'] },
    programme,
    params: sessionId,
    query: closed('RegistrationQuery', {
      ...paging,
      status: Type.Optional(Type.Enum([...registrationStates])),
      live: Type.Optional(Type.Boolean({ description: 'only those that are not over' })),
      toPhone: personal('C2', Type.Boolean()),
    }),
    success: { status: 200, body: RegistrationPage },
    errors: [],
  },
  cancelRegistration: {
    method: 'POST',
    path: '/v1/registrations/:registrationId/cancellation',
    summary: 'Cancel a registration; the place goes to the first who waits',
    access: { roles: who.team },
    programme,
    params: registrationId,
    body: CancelRegistration,
    ifMatch: true,
    success: { status: 200, body: Registration },
    errors: ['act-not-possible', 'reason-required', 'session-closed'],
  },
  acceptOffer: {
    method: 'POST',
    path: '/v1/registrations/:registrationId/acceptance',
    summary: 'Accept an offered place, for the person',
    access: { roles: who.team },
    programme,
    params: registrationId,
    ifMatch: true,
    success: { status: 200, body: Registration },
    errors: ['act-not-possible', 'offer-expired', 'session-closed'],
  },
  declineOffer: {
    method: 'POST',
    path: '/v1/registrations/:registrationId/refusal',
    summary: 'Decline an offered place, for the person; the next who waits gets it',
    access: { roles: who.team },
    programme,
    params: registrationId,
    ifMatch: true,
    success: { status: 200, body: Registration },
    errors: ['act-not-possible', 'offer-expired', 'session-closed'],
  },
  exportRegistrations: {
    method: 'GET',
    path: '/v1/registrations.csv',
    summary: 'Registrations of a period as CSV: who was registered, by whom, with what outcome',
    description: 'At most 366 days. Dates are those of the site.',
    access: { roles: who.team },
    programme,
    query: closed('RegistrationExportQuery', { from: LocalDate, to: LocalDate, workshopId: Type.Optional(Uuid) }),
    success: { status: 200, contentType: 'text/csv' },
    errors: ['rule-broken'],
  },
})
