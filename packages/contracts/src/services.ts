import Type, { type Static } from 'typebox'
import { defineMachine } from './machine.ts'
import { personal } from './personal-data.ts'
import { closed, idParam, Instant, line, nullable, text, Uuid, Version } from './primitives.ts'
import { PersonRef } from './references.ts'
import { who } from './rights.ts'
import { defineRoutes } from './route.ts'

export const serviceMachine = defineMachine({
  entity: 'serviceRequest',
  states: ['open', 'in_hand', 'done', 'passed_on'],
  initial: 'open',
  acts: {
    take: { from: ['open'], to: 'in_hand' },
    finish: { from: ['open', 'in_hand'], to: 'done' },
    passOn: { from: ['open', 'in_hand'], to: 'passed_on' },
    reopen: { from: ['done', 'passed_on'], to: 'open' },
  },
})
export type ServiceState = (typeof serviceMachine.states)[number]
export const serviceActs = Object.keys(serviceMachine.acts) as (keyof typeof serviceMachine.acts)[]
export const serviceKinds = ['social', 'legal', 'language', 'writing'] as const
export type ServiceKind = (typeof serviceKinds)[number]
/** Of these, whoever does the work reads what was asked and what was done, and nobody else (C6). */
export const confidentialKinds: readonly ServiceKind[] = ['social', 'legal']

const Answer = { ...text(1000), description: 'what whoever asked is told: nothing confidential' }
const matter = { content: text(4000), notes: nullable(text(8000)), answer: nullable(Answer) }
export const ServiceRequest = closed('ServiceRequest', {
  id: Uuid,
  siteId: Uuid,
  incubationId: Uuid,
  person: PersonRef,
  kind: Type.Enum([...serviceKinds]),
  status: Type.Enum([...serviceMachine.states]),
  confidential: personal('C6', nullable(closed('ConfidentialMatter', matter))),
  matter: personal('C7', nullable(closed('ServiceMatter', matter))),
  answer: personal(
    'C7',
    nullable({ ...Answer, description: 'of a social or legal request: to whoever asked, and nobody else' }),
  ),
  partner: nullable(closed('ServicePartner', { id: Uuid, name: line() })),
  askedAt: Instant,
  askedBy: nullable(line()),
  mine: Type.Boolean({ description: 'asked by whoever reads it' }),
  takenBy: nullable(line()),
  closedAt: nullable(Instant),
  version: Version,
})
export type ServiceRequest = Static<typeof ServiceRequest>
export const AskService = closed('AskService', {
  incubationId: Uuid,
  kind: Type.Enum([...serviceKinds]),
  content: text(4000, 1),
})
export type AskService = Static<typeof AskService>
export const MoveService = closed('MoveService', {
  act: Type.Enum([...serviceActs]),
  partnerId: Type.Optional({ ...Uuid, description: 'to whom it is passed on' }),
})
export const NoteService = closed('NoteService', { notes: text(8000), answer: Type.Optional(nullable(Answer)) })

const desk = { access: { roles: who.serviceDesk }, programme: 'interlab' } as const
const service = '/v1/service-requests/:serviceRequestId'
const params = idParam('serviceRequestId')
const answersService = { success: { status: 200, body: ServiceRequest } } as const

export const serviceRoutes = defineRoutes({
  listServices: {
    ...desk,
    method: 'GET',
    path: '/v1/service-requests',
    summary: 'What is asked of the services, what waits first',
    description:
      'Content and notes of a social or legal request are read by social officers alone; others see that it is open, and whoever asked what they are told. At most 200.',
    query: closed('ServiceQuery', {
      siteId: Type.Optional(Uuid),
      incubationId: Type.Optional(Uuid),
      kind: Type.Optional(Type.Enum([...serviceKinds])),
      status: Type.Optional(Type.Enum([...serviceMachine.states])),
    }),
    success: { status: 200, body: closed('ServiceRequests', { items: Type.Array(ServiceRequest) }) },
    errors: [],
  },
  askService: {
    ...desk,
    method: 'POST',
    path: '/v1/service-requests',
    summary: 'Ask a service for somebody who is accompanied',
    body: AskService,
    success: { status: 201, body: ServiceRequest },
    errors: ['not-found'],
    idempotency: 'accepted',
  },
  moveService: {
    ...desk,
    ...answersService,
    method: 'POST',
    path: `${service}/status`,
    summary: 'Take a request in hand, finish it, pass it on or open it again',
    description: 'Social and legal ones: social officers alone.',
    params,
    body: MoveService,
    ifMatch: true,
    errors: ['act-not-possible', 'rule-broken'],
  },
  noteService: {
    ...desk,
    ...answersService,
    method: 'PUT',
    path: `${service}/notes`,
    summary: 'Write what was done about a request, and what whoever asked is told',
    params,
    body: NoteService,
    ifMatch: true,
    errors: [],
  },
})
