import Type, { type Static } from 'typebox'
import { IndicatorEntry } from './impact.ts'
import { indicatorIds } from './indicator-ids.ts'
import { closed, idParam, Instant, LocalDate, nullable, Uuid } from './primitives.ts'
import { ReportTable } from './report.ts'
import { who } from './rights.ts'
import { defineRoutes } from './route.ts'
import { GivenReason } from './workshops.ts'

const year = Type.Integer({ minimum: 2000, maximum: 2199 })
/** What a link shows: settled when it is made. */
const filters = {
  indicators: Type.Array(Type.Enum([...indicatorIds]), { minItems: 1, maxItems: 12, uniqueItems: true }),
  fromYear: year,
  toYear: { ...year, description: 'the last one; it is over, and ten years are shown at most' },
}
const members = {
  id: Uuid,
  siteId: Uuid,
  funderId: Uuid,
  ...filters,
  state: Type.Enum(['live', 'expired', 'revoked']),
  madeBy: nullable(Type.String()),
  createdAt: Instant,
  expiresAt: Instant,
}
export const FunderLink = closed('FunderLink', members)
export type FunderLink = Static<typeof FunderLink>
export const NewFunderLink = closed('NewFunderLink', {
  ...members,
  url: Type.String({ description: 'the link: shown in this answer and never again' }),
})
export type NewFunderLink = Static<typeof NewFunderLink>
export const MakeFunderLink = closed('MakeFunderLink', {
  ...filters,
  expiresOn: Type.Optional({
    ...LocalDate,
    description: 'its last day; a year from today at most, 90 days when absent',
  }),
})
export type MakeFunderLink = Static<typeof MakeFunderLink>
const ReadFunderLink = closed('ReadFunderLink', {
  token: Type.String({ pattern: '^[\\w-]{20,200}$', description: 'what stands behind # in the link' }),
})

/** What the holder of a link reads: an indicator a table, a year a cell. */
export const FunderLinkFigures = closed('FunderLinkFigures', {
  funder: Type.String(),
  site: Type.String(),
  fromYear: year,
  toYear: year,
  expiresAt: Instant,
  asOf: Instant,
  computedAt: Instant,
  indicators: Type.Array(IndicatorEntry),
  tables: Type.Array(ReportTable),
})
export type FunderLinkFigures = Static<typeof FunderLinkFigures>

const leads = { access: { roles: who.leads } } as const
export const funderLinkRoutes = defineRoutes({
  listFunderLinks: {
    ...leads,
    method: 'GET',
    path: '/v1/funders/:funderId/links',
    summary: 'List the links by which a funder reads figures, the latest first',
    params: idParam('funderId'),
    success: { status: 200, body: closed('FunderLinks', { items: Type.Array(FunderLink) }) },
    errors: [],
  },
  makeFunderLink: {
    ...leads,
    method: 'POST',
    path: '/v1/funders/:funderId/links',
    summary: 'Make a link by which a funder reads figures of the site, without an account',
    description:
      'Indicators and years are settled for good. Small numbers are hidden as for everybody outside. The answer shows the link, once: only its hash is kept. Whoever may not read an indicator gives nobody a link to it (`not-allowed`).',
    params: idParam('funderId'),
    body: MakeFunderLink,
    success: { status: 201, body: NewFunderLink },
    errors: ['rule-broken'],
  },
  revokeFunderLink: {
    ...leads,
    method: 'POST',
    path: '/v1/funder-links/:funderLinkId/revocation',
    summary: 'Revoke a link of a funder',
    description: 'It opens nothing any more from now on. Said again, it changes nothing.',
    params: idParam('funderLinkId'),
    body: GivenReason,
    success: { status: 200, body: FunderLink },
    errors: ['rule-broken'],
  },
  readFunderLink: {
    access: 'public',
    method: 'POST',
    path: '/v1/funder-links/reading',
    summary: 'Read the figures that a link is for',
    body: ReadFunderLink,
    success: { status: 200, body: FunderLinkFigures },
    errors: ['link-expired'],
  },
})
