import Type, { type Static } from 'typebox'
import { partnerStatuses } from './referral.ts'
import { closed, idParam, Instant, nullable, pageOf, paging, Uuid, Version } from './primitives.ts'

/** What an endpoint may ask to be told: each step of a referral that its partner may read. */
export const webhookTypes = partnerStatuses.map((status) => `referral.${status}` as const)
export type WebhookType = (typeof webhookTypes)[number]
/** `ping` is sent on demand, to whatever endpoint is tried. */
export const webhookEventTypes = [...webhookTypes, 'ping'] as const
export type WebhookEventType = (typeof webhookEventTypes)[number]

export const endpointStatuses = ['active', 'disabled'] as const
/** `gone`: it answered 410; `failing`: it took nothing for five days. */
export const disabledReasons = ['gone', 'failing', 'partner', 'staff'] as const
export type DisabledReason = (typeof disabledReasons)[number]

export const deliveryStatuses = ['waiting', 'delivered', 'failed'] as const
export type DeliveryStatus = (typeof deliveryStatuses)[number]

/**
 * Why a try failed: no answer within 15 seconds, no connection, an address that is not public, an answer that is a
 * redirection (never followed) or any other than 2xx. `consent-withdrawn`: it may not be told any more.
 */
export const deliveryFaults = [
  'timeout',
  'unreachable',
  'address-refused',
  'redirection',
  'refused',
  'consent-withdrawn',
] as const
export type DeliveryFault = (typeof deliveryFaults)[number]

/** Seconds between the tries of one event; the last one that fails ends it. Up to a tenth is added, by chance. */
export const retryDelays = [5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400] as const
/** An endpoint that took nothing for so long is switched off. */
export const failingDays = 5
/** While a secret is replaced, each message is signed with both. */
export const oldSecretHours = 24
/** Of a partner, switched on; of its sandbox as many more. PostgreSQL keeps it. */
export const webhookEndpointsOn = 10
/** What was told can be listed and sent again for so long. */
export const webhooksKeptDays = 90
/** Ports of https besides loopback. */
export const webhookPorts = ['', '443', '8443'] as const

export const WebhookUrl = Type.String({
  minLength: 9,
  maxLength: 500,
  pattern: '^https?://[^\\s#@]+$',
  description: 'https, on port 443 or 8443; no user name in it, no fragment',
})
const types = Type.Array(Type.Enum(webhookTypes), { minItems: 1, maxItems: 8, uniqueItems: true })

const endpoint = {
  id: Uuid,
  url: WebhookUrl,
  types,
  status: Type.Enum(endpointStatuses),
  disabledBecause: nullable(Type.Enum(disabledReasons)),
  failingSince: nullable(Instant),
  oldSecretUntil: nullable(Instant),
  createdAt: Instant,
  version: Version,
}
export const WebhookEndpoint = closed('WebhookEndpoint', endpoint)
export type WebhookEndpoint = Static<typeof WebhookEndpoint>
export const WebhookEndpoints = closed('WebhookEndpoints', { items: Type.Array(WebhookEndpoint) })

const secret = Type.String({ pattern: '^whsec_[A-Za-z0-9+/]+=*$', description: 'Shown this once' })
export const NewWebhookEndpoint = closed('NewWebhookEndpoint', { ...endpoint, secret })
export const AddWebhookEndpoint = closed('AddWebhookEndpoint', { url: WebhookUrl, types: Type.Optional(types) })
export type AddWebhookEndpoint = Static<typeof AddWebhookEndpoint>
export const ChangeWebhookEndpoint = closed('ChangeWebhookEndpoint', {
  url: Type.Optional(WebhookUrl),
  types: Type.Optional(types),
  status: Type.Optional(Type.Enum(endpointStatuses)),
})
export type ChangeWebhookEndpoint = Static<typeof ChangeWebhookEndpoint>
export const WebhookSecret = closed('WebhookSecret', { secret, oldSecretUntil: Instant })

export const WebhookDelivery = closed('WebhookDelivery', {
  id: Uuid,
  endpointId: Uuid,
  eventId: Type.String({ format: 'uuid', description: 'The header webhook-id: the same on each try' }),
  type: Type.Enum(webhookEventTypes),
  referralId: nullable(Uuid),
  at: Instant,
  status: Type.Enum(deliveryStatuses),
  attempts: Type.Integer({ minimum: 0 }),
  dueAt: Type.Union([Instant, Type.Null()], { description: 'The next try' }),
  lastStatus: Type.Union([Type.Integer(), Type.Null()], { description: 'HTTP status of the last answer' }),
  lastFault: nullable(Type.Enum(deliveryFaults)),
  deliveredAt: nullable(Instant),
})
export type WebhookDelivery = Static<typeof WebhookDelivery>
export const WebhookDeliveryPage = pageOf('WebhookDeliveryPage', WebhookDelivery)
export const deliveryFilters = {
  ...paging,
  endpointId: Type.Optional(Uuid),
  status: Type.Optional(Type.Enum(deliveryStatuses)),
}
export const ReplayWebhooks = closed('ReplayWebhooks', { since: Instant })
export const ReplayedWebhooks = closed('ReplayedWebhooks', { count: Type.Integer({ minimum: 0 }) })
export const ofEndpoint = idParam('endpointId')
export const ofDelivery = idParam('deliveryId')
