/**
 * What partners may send and what they then get, for each operation of theirs, by its name: the examples of the document,
 * in an order in which they work one after the other in an empty sandbox on 22 November 2026. A file of its own, which the
 * validator page alone loads of the screens.
 */
export interface Example {
  readonly params?: Readonly<Record<string, string>>
  readonly query?: Readonly<Record<string, string | number>>
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: object
  readonly answer: object
}

const id = (number: number) => `019abc00-0000-7000-8000-${String(number).padStart(12, '0')}`
const at = '2026-11-22T11:00:00Z'
/** `Example only: no secret of ours`, in base64. */
const secret = 'whsec_RXhhbXBsZSBvbmx5OiBubyBzZWNyZXQgb2Ygb3Vycw=='

const workshop = {
  id: id(1),
  name: 'Cuisine du monde',
  description: 'Chacun montre un plat, on mange ensemble.',
  status: 'active',
  last_modified: '2026-11-02T09:00:00Z',
  organization: {
    id: id(2),
    name: 'Interra Liège',
    description: 'Interra relie des personnes nouvellement arrivées et des habitants.',
  },
  program: { id: id(3), name: 'interact', description: 'Ateliers animés par des membres' },
  languages: [{ id: id(4), code: 'fr' }],
  attributes: [
    {
      id: id(5),
      link_entity: 'service',
      taxonomy_term: { id: id(6), code: 'cooking', name: 'Cuisine', description: 'Cooking' },
    },
  ],
  service_at_locations: [
    {
      id: id(7),
      location: {
        id: id(8),
        name: 'Maison de quartier',
        location_type: 'physical',
        addresses: [{ id: id(9), address_1: 'Rue Saint-Gilles 1, 4000 Liège', address_type: 'physical' }],
        accessibility: [{ id: id(10), description: 'step_free' }],
      },
    },
  ],
  schedules: [
    {
      id: id(11),
      location_id: id(8),
      dtstart: '2026-11-26',
      count: 1,
      timezone: 1,
      opens_at: '18:00',
      closes_at: '20:00',
    },
  ],
  capacities: [{ id: id(11), unit: { id: id(12), name: 'place' }, available: 11, updated: at }],
}

const invented = {
  partnerReference: 'EXAMPLE-01',
  referredAt: '2026-01-15T09:00:00Z',
  referrer: { name: 'Camille Exemple', email: 'camille@example.org' },
  person: {
    givenName: 'Abena',
    familyName: 'Exemple',
    contact: { preference: 'phone', phone: '+32470000001', bestTimes: ['morning'] },
    languages: [{ code: 'ar', level: 'native' }],
    frenchLevel: 'A0',
    interests: ['cooking'],
    availability: [{ weekday: 1, daypart: 'morning' }],
  },
  requestedServices: ['interact'],
  reasonCodes: ['french_practice'],
  consent: {
    givenAt: '2026-01-15T09:00:00Z',
    method: 'written',
    language: 'ar',
    textVersion: '2026-01',
    scopes: ['referral_receive', 'referral_feedback'],
  },
  dataProtectionCommitment: true,
}

const sent = {
  partnerReference: 'dossier-2026-0042',
  referredAt: '2026-11-20T09:30:00Z',
  referrer: { name: 'Claire Dubois', email: 'claire.dubois@example.org' },
  person: {
    givenName: 'Selam',
    contact: { preference: 'phone', phone: '+32470112233' },
    languages: [
      { code: 'ti', level: 'native' },
      { code: 'fr', level: 'basic' },
    ],
    frenchLevel: 'A1',
    interests: ['cooking'],
    availability: [{ weekday: 2, daypart: 'evening' }],
  },
  requestedServices: ['interact', 'duo2change'],
  reasonCodes: ['isolation', 'french_practice'],
  message: 'Aime cuisiner et voudrait parler français.',
  consent: {
    givenAt: '2026-11-20T09:00:00Z',
    method: 'oral_interpreter',
    language: 'ti',
    textVersion: '2026-11',
    scopes: ['referral_receive', 'referral_feedback'],
  },
  dataProtectionCommitment: true,
}
const row = {
  id: id(13),
  partnerReference: 'dossier-2026-0042',
  partnerStatus: 'received',
  statusSince: at,
  feedback: true,
  receivedAt: at,
  erasedAt: null,
  version: 1,
}
const self = `/v1/partner/referrals/${row.id}`
const referral = {
  ...row,
  person: { givenName: 'Selam', familyName: null, contact: sent.person.contact },
  question: null,
  links: { self, withdraw: `${self}/withdraw`, information: `${self}/information` },
}
const changed = { preference: 'email', email: 'selam@example.org' }
const person = { ...referral.person, contact: changed }
const params = { referralId: row.id }

const endpoint = {
  id: id(14),
  url: 'https://hooks.example.org/interra',
  types: ['referral.received', 'referral.accepted', 'referral.ended'],
  status: 'active',
  disabledBecause: null,
  failingSince: null,
  oldSecretUntil: null,
  createdAt: at,
  version: 1,
}
const ofEndpoint = { endpointId: endpoint.id }
const ping = {
  id: id(15),
  endpointId: endpoint.id,
  eventId: id(16),
  type: 'ping',
  referralId: null,
  at,
  status: 'waiting',
  attempts: 0,
  dueAt: at,
  lastStatus: null,
  lastFault: null,
  deliveredAt: null,
}
const oldSecretUntil = '2026-11-23T11:00:00Z'

export const partnerExamples = {
  listOpenOffers: { query: { limit: 50 }, answer: { items: [workshop], next: null } },
  resetSandbox: { answer: { erased: 0, examples: [invented] } },
  sendReferral: { headers: { 'Idempotency-Key': 'dossier-2026-0042' }, body: sent, answer: referral },
  getOwnReferral: { params, answer: referral },
  listOwnReferrals: { query: { limit: 50, status: 'received' }, answer: { items: [row], next: null } },
  changeReferralContact: {
    params,
    headers: { 'If-Match': '"1"' },
    body: { contact: changed },
    answer: { ...referral, person, version: 2 },
  },
  giveReferralInformation: {
    params,
    headers: { 'Idempotency-Key': 'dossier-2026-0042-information' },
    body: { information: 'Elle est libre le mardi soir à partir de 18 h.' },
    answer: { ...referral, person, version: 3 },
  },
  getOwnStatistics: {
    answer: {
      received: 1,
      told: 1,
      waiting: 1,
      accepted: 0,
      declined: 0,
      declineReasons: [],
      started: 0,
      medianAnswerHours: null,
      oldestWaitingSince: at,
    },
  },
  addWebhookEndpoint: { body: { url: endpoint.url, types: endpoint.types }, answer: { ...endpoint, secret } },
  listWebhookEndpoints: { answer: { items: [endpoint] } },
  getWebhookEndpoint: { params: ofEndpoint, answer: endpoint },
  changeWebhookEndpoint: {
    params: ofEndpoint,
    headers: { 'If-Match': '"1"' },
    body: { types: ['referral.ended'] },
    answer: { ...endpoint, types: ['referral.ended'], version: 2 },
  },
  rotateWebhookSecret: { params: ofEndpoint, answer: { secret, oldSecretUntil } },
  pingWebhookEndpoint: { params: ofEndpoint, answer: ping },
  listWebhookDeliveries: { query: { limit: 50, endpointId: endpoint.id }, answer: { items: [ping], next: null } },
  replayWebhookDelivery: { params: { deliveryId: ping.id }, answer: ping },
  withdrawReferral: {
    params,
    headers: { 'Idempotency-Key': 'dossier-2026-0042-withdrawal' },
    body: { requestedBy: 'person', reason: 'Elle déménage.' },
    answer: { ...referral, person, partnerStatus: 'ended', version: 4 },
  },
  replayWebhooks: { params: ofEndpoint, body: { since: '2026-11-22T10:00:00Z' }, answer: { count: 1 } },
} as const satisfies Readonly<Record<string, Example>>
