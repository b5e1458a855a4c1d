import type { Duo } from '@interra/contracts'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { ApiClient } from '../../../test/client.ts'
import { duoSteps, givenPair } from '../../../test/duos.ts'
import { startApi, type Api } from '../../../test/harness.ts'

let t: Api
let coordinator: ApiClient
let steps: ReturnType<typeof duoSteps>
beforeAll(async () => {
  t = await startApi()
  coordinator = await t.as('coordinator')
  steps = duoSteps(coordinator)
})
afterAll(() => t.stop())

const read = (duo: Pick<Duo, 'id'>) => coordinator.getDuo({ params: { duoId: duo.id } })
const candidacyOf = (candidacyId: string) => coordinator.getCandidacy({ params: { candidacyId } })

describe('[C7] a duo starts', () => {
  test('after the first meeting and both signatures, and says at each step what is missing', async () => {
    const accepted = await steps.accepted(await givenPair(t))
    expect(accepted).toMatchObject({
      status: 'accepted',
      missing: ['first_meeting_held', 'newcomer_signed', 'local_signed'],
    })
    const met = await steps.meet(accepted, '2026-11-25')
    await expect(steps.start(met)).rejects.toHaveProblem('conditions-unmet', {
      missing: ['first_meeting_held', 'newcomer_signed', 'local_signed'],
    })
    const held = await steps.meet(met, '2026-11-20')
    const one = await steps.sign(held, 'newcomer')
    await expect(steps.start(one)).rejects.toHaveProblem('conditions-unmet', { missing: ['local_signed'] })
    const both = await steps.sign(one, 'local')
    const active = await steps.start(both, { goal: 'Parler français en marchant' })
    expect(active).toMatchObject({
      status: 'active',
      startsOn: '2026-11-22',
      plannedEndOn: '2027-02-21',
      goal: 'Parler français en marchant',
      missing: [],
    })
    const days = active.checkIns.filter(({ side }) => side === 'local').map(({ kind, dueOn }) => [kind, dueOn])
    expect(days).toEqual([
      ['day_7', '2026-11-29'],
      ['week_4', '2026-12-20'],
      ['midpoint', '2027-01-07'],
      ['end', '2027-02-21'],
      ['after_3_months', '2027-05-23'],
      ['after_6_months', '2027-08-22'],
    ])
  })
})
void read
void candidacyOf
