import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { startApi, type Api } from '../../../test/harness.ts'
import { givenReferral } from '../../../test/webhooks.ts'
import { newId } from '../../platform/ids.ts'

let t: Api
beforeAll(async () => {
  t = await startApi()
})
afterAll(() => t.stop())

test('[F4] answer times, refusals and who came, for the team; for the partner by what it may be told alone', async () => {
  const partner = await t.partnerKey()
  const step = (referralId: string, seq: number, to: string, at: string, more: Record<string, unknown> = {}) =>
    t.insert('referral_event', {
      id: newId(),
      site_id: partner.siteId,
      partner_id: partner.partnerId,
      is_test: false,
      referral_id: referralId,
      seq,
      to_status: to,
      at,
      actor_kind: 'staff',
      from_status: 'under_review',
      ...more,
    })
  const received = { received_at: '2026-11-01T08:00:00Z' }
  const answered = { ...received, answered_at: '2026-11-02T08:00:00Z', status: 'accepted' }
  const told = await givenReferral(t, partner, {
    ...answered,
    partner_status: 'started',
    first_presence_on: '2026-11-10',
  })
  await step(told.id, 1, 'accepted', '2026-11-02T08:00:00Z', { partner_status: 'accepted' })
  await step(told.id, 2, 'engaged', '2026-11-10T18:00:00Z', { partner_status: 'started' })
  const untold = await givenReferral(t, partner, { ...answered, feedback: false, answered_at: '2026-11-05T08:00:00Z' })
  await step(untold.id, 1, 'accepted', '2026-11-05T08:00:00Z')
  const waits = {
    received_at: '2026-10-01T08:00:00Z',
    answered_at: '2026-11-05T09:00:00Z',
    waited_seconds: 35 * 86_400,
  }
  const declined = await givenReferral(t, partner, { ...waits, status: 'declined', partner_status: 'declined' })
  await step(declined.id, 1, 'declined', '2026-11-05T09:00:00Z', { partner_status: 'declined', reasons: ['no_place'] })
  await givenReferral(t, partner, { received_at: '2026-11-03T08:00:00Z', feedback: false })
  await givenReferral(t, partner, { received_at: '2026-11-04T08:00:00Z' })
  await givenReferral(t, partner, { is_test: true })
  const params = { partnerId: partner.partnerId }
  expect(await (await t.as('coordinator')).getPartnerStatistics({ params })).toEqual({
    received: 5,
    told: 3,
    waiting: 2,
    accepted: 2,
    declined: 1,
    started: 1,
    declineReasons: [{ reason: 'no_place', count: 1 }],
    medianAnswerHours: 24,
    oldestWaitingSince: expect.stringContaining('2026-11-03T08:00:00'),
    sentOn: { sent: 0, accepted: 0, declined: 0, unanswered: 0 },
  })
  expect(await partner.client.getOwnStatistics()).toEqual({
    received: 5,
    told: 3,
    waiting: 1,
    accepted: 1,
    declined: 1,
    started: 1,
    declineReasons: [],
    medianAnswerHours: 12.5,
    oldestWaitingSince: expect.stringContaining('2026-11-04T08:00:00'),
  })
  const elsewhere = await t.as('coordinator', { site: 'pilot' })
  await expect(elsewhere.getPartnerStatistics({ params })).rejects.toHaveProblem('not-found')
})
