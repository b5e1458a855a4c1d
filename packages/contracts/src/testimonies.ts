import Type, { type Static } from 'typebox'
import { consentChannels } from './consents.ts'
import { personal } from './personal-data.ts'
import { closed, idParam, LanguageTag, line, LocalDate, nullable, pageOf, paging, text, Uuid } from './primitives.ts'
import { who } from './rights.ts'
import { defineRoutes } from './route.ts'

const told = {
  words: { ...text(4000, 1), description: 'what they tell, as they say it' },
  language: LanguageTag,
}
const agreed = {
  textVersion: Type.String({ pattern: '^[A-Za-z0-9.-]{1,20}$', description: 'which text was shown: 2026-11' }),
  channel: Type.Enum([...consentChannels]),
}

/** A testimony whose consent stands; one that was withdrawn is nowhere. */
export const Testimony = closed('Testimony', {
  id: Uuid,
  siteId: Uuid,
  personId: personal('C1', Uuid),
  personName: personal('C1', Type.String()),
  ...told,
  toldOn: LocalDate,
  mayName: Type.Boolean({ description: 'whether the given name may stand under it' }),
  consent: personal('C9', closed('TestimonyConsent', { ...agreed, collectedOn: LocalDate })),
})
export type Testimony = Static<typeof Testimony>
export const TestimonyPage = pageOf('TestimonyPage', Testimony)

/** As readers of a report have it. */
export const QuotedTestimony = closed('QuotedTestimony', {
  id: Uuid,
  ...told,
  givenName: nullable({ ...Type.String(), description: 'null unless they agreed to be named' }),
})
export type QuotedTestimony = Static<typeof QuotedTestimony>

export const AddTestimony = closed('AddTestimony', {
  personId: Uuid,
  ...told,
  toldOn: Type.Optional(LocalDate),
  mayName: Type.Boolean(),
  ...agreed,
  helpedBy: Type.Optional(nullable(line())),
  guardianName: Type.Optional(nullable(line())),
})

export const testimonyRoutes = defineRoutes({
  listTestimonies: {
    method: 'GET',
    path: '/v1/testimonies',
    summary: 'List testimonies, the latest first',
    description: 'Those whose consent stands.',
    access: { roles: who.caseReaders },
    query: Type.Object({ siteId: Type.Optional(Uuid), ...paging }, { additionalProperties: false }),
    success: { status: 200, body: TestimonyPage },
    errors: [],
  },
  addTestimony: {
    method: 'POST',
    path: '/v1/testimonies',
    summary: 'Write down what a member tells, with their consent to publish it',
    description:
      'The consent (`image_testimony`) is recorded with it. `helpedBy`: who read or interpreted it to them. `guardianName`: under 18.',
    access: { roles: who.team },
    body: AddTestimony,
    // the answer is kept with the key of the request: no words that may be withdrawn
    success: { status: 201, body: closed('AddedTestimony', { id: Uuid, siteId: Uuid }) },
    errors: ['not-found', 'act-not-possible', 'guardian-consent-missing', 'rule-broken'],
    idempotency: 'accepted',
  },
  withdrawTestimony: {
    method: 'POST',
    path: '/v1/testimonies/:testimonyId/withdrawal',
    summary: 'Withdraw a testimony, at once and for ever',
    description:
      'Its words are gone: from lists, from reports, also from those that were frozen. A consent to publish taken back on the file of the member does the same to all of theirs.',
    access: { roles: who.caseReaders },
    params: idParam('testimonyId'),
    success: { status: 204 },
    errors: [],
  },
  listReportTestimonies: {
    method: 'GET',
    path: '/v1/reports/:reportId/testimonies',
    summary: 'Read the testimonies that a report quotes',
    description: 'Looked up when they are read: a frozen report keeps its figures, never words that were withdrawn.',
    access: { roles: who.allStaff },
    params: idParam('reportId'),
    success: {
      status: 200,
      body: closed('ReportTestimonies', { items: Type.Array(QuotedTestimony) }),
    },
    errors: [],
  },
  quoteTestimony: {
    method: 'PUT',
    path: '/v1/reports/:reportId/testimonies/:testimonyId',
    summary: 'Quote a testimony in a report',
    access: { roles: who.team },
    params: idParam('reportId', 'testimonyId'),
    success: { status: 204 },
    errors: ['act-not-possible'],
  },
  dropTestimony: {
    method: 'DELETE',
    path: '/v1/reports/:reportId/testimonies/:testimonyId',
    summary: 'Quote a testimony no more in a report',
    access: { roles: who.team },
    params: idParam('reportId', 'testimonyId'),
    success: { status: 204 },
    errors: [],
  },
})
