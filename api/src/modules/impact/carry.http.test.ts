import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { startApi, type Api } from '../../../test/harness.ts'
import { newId } from '../../platform/ids.ts'

let t: Api
beforeAll(async () => {
  t = await startApi()
})
afterAll(() => t.stop())

async function proposal(status: string, steps: readonly [step: string, minutes: number, doneOn: string | null][]) {
  const site_id = t.sites.pilot
  const row = { title: 'Cuisine', received_on: '2026-09-01', status }
  const { id } = await t.insert<{ id: string }>('proposal', { id: newId(), site_id, ...row })
  for (const [step, minutes, done_on] of steps) {
    const state = done_on === null ? 'todo' : 'done'
    await t.insert('proposal_step', { id: newId(), site_id, proposal_id: id, step, minutes, state, done_on })
  }
}

test('[M17] from the minutes noted at each step: what one takes, what a month gave, what is in hand', async () => {
  await proposal('converted', [
    ['receive', 30, '2026-09-10'],
    ['venue', 120, '2026-10-05'],
  ])
  await proposal('converted', [
    ['receive', 30, '2026-09-20'],
    ['venue', 180, '2026-10-25'],
  ])
  await proposal('accompanied', [
    ['receive', 30, '2026-09-21'],
    ['venue', 0, null],
  ])
  // neither what was given up nor what is older
  await proposal('withdrawn', [['venue', 0, null]])
  await proposal('converted', [['receive', 900, '2025-01-10']])
  const coordinator = await t.as('coordinator', { site: 'pilot' })
  const { kinds } = await coordinator.getCarry({ query: { site: t.sites.pilot } })
  expect(kinds).toMatchObject([
    {
      kind: 'proposals',
      tightest: 'venue',
      more: 1,
      steps: [
        { step: 'receive', each: 30, most: 90, inHand: 0, monthly: 3, more: 3 },
        { step: 'venue', each: 150, most: 300, inHand: 1, monthly: 2, more: 1 },
      ],
    },
    { kind: 'incubations', more: null, steps: [{ step: 'coaching', each: null, inHand: 0 }] },
  ])
  // with a half-time more for venues, reception holds back
  expect(kinds[0]?.withHalfTime).toBe(3)
  await expect(coordinator.getCarry({ query: { site: t.sites.liege } })).rejects.toHaveProblem('not-found')
})
