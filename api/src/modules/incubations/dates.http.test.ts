import { afterAll, beforeAll, expect, test } from '@jest/globals'
import type { ApiClient } from '../../../test/client.ts'
import { startApi, type Api } from '../../../test/harness.ts'
import { givenApplication, givenAround, givenIncubation, type Accompanied } from '../../../test/incubations.ts'

let t: Api
let team: ApiClient
/** From 5 January to 30 June 2026; today is 22 November. */
let over: Accompanied
/** From 5 January 2026 to 4 January 2027. */
let one: Accompanied
let memberId: string
beforeAll(async () => {
  t = await startApi()
  team = await t.as('coordinator')
  over = await givenIncubation(t, { row: { ends_on: '2026-06-30' } })
  one = await givenIncubation(t)
  const { id: personId } = await t.given.person()
  memberId = (await givenAround(t, one, personId, { starts_on: '2026-03-02' })).id
  const [coaching, day] = [{ minutes: 60, mode: 'phone', role: 'coach' } as const, '2026-09-14']
  await team.addPathItem({ ...at(one), body: { kind: 'strength', title: 'Coud', openedOn: '2026-01-05' } })
  await team.addCoachingLog({ ...at(one), body: { ...coaching, heldOn: day } })
  await team.setCoworkingRight({ ...at(one), body: { startsOn: '2026-02-02', endsOn: '2026-10-30' } })
  await team.noteCoworkingDay({ ...at(one), body: { on: '2026-10-05', present: true } })
})
afterAll(() => t.stop())

const at = ({ id }: Pick<Accompanied, 'id'>) => ({ params: { incubationId: id } })
const change = async (endsOn: string) =>
  team.changeIncubation({ ...at(one), ifMatch: (await team.getIncubation(at(one))).version, body: { endsOn } })
const start = async (body: Parameters<ApiClient['startIncubation']>[0]['body']) => {
  const { id: applicationId } = await givenApplication(t)
  return team.startIncubation({ params: { applicationId }, body })
}
const around = async (days: { startsOn: string; endsOn?: string }) => {
  const { id: personId } = await t.given.person()
  return team.addCircleMember({ ...at(one), body: { personId, role: 'mentor', ...days } })
}
const leaves = async (endsOn: string) => {
  const { circle } = await team.getIncubation(at(one))
  const ifMatch = circle.find(({ id }) => id === memberId)?.version ?? 0
  return team.endCircleMember({ params: { incubationId: one.id, circleMemberId: memberId }, ifMatch, body: { endsOn } })
}
const action = (days: { openedOn?: string; dueOn?: string }, where = one) =>
  team.addPathItem({ ...at(where), body: { kind: 'action', title: 'Visiter un atelier', ...days } })
const coached = (heldOn: string, where = one) =>
  team.addCoachingLog({ ...at(where), body: { heldOn, minutes: 60, mode: 'phone', role: 'coach' } })
const right = (startsOn: string, endsOn: string) => team.setCoworkingRight({ ...at(one), body: { startsOn, endsOn } })
const worked = (on: string) => team.noteCoworkingDay({ ...at(one), body: { on, present: true } })
const milestone = async (body: { plannedOn?: string; reachedOn?: string }) => {
  const { version: ifMatch } = await team.getVenture(at(one))
  return team.setMilestone({ params: { incubationId: one.id, code: 'budget' }, ifMatch, body })
}
const enterprise = async (days: { startedOn: string; aliveOn?: string; ceasedOn?: string; verifiedOn?: string }) => {
  const { version: ifMatch } = await team.getVenture(at(one))
  return team.setEnterprise({ ...at(one), ifMatch, body: { number: '0427178892', kind: 'main', ...days } })
}
const signed = { charterSignedOn: '2026-01-05' }

const rules: readonly (readonly [name: string, act: () => Promise<unknown>, pointer: string, rule: string])[] = [
  [
    'an end before the start',
    () => start({ startsOn: '2026-02-02', endsOn: '2026-02-01', ...signed }),
    '/endsOn',
    'before-start',
  ],
  ['an end moved before the start', () => change('2026-01-04'), '/endsOn', 'before-start'],
  ['an end moved before a coaching', () => change('2026-09-13'), '/endsOn', 'something-later'],
  ['an end moved before a day of coworking', () => change('2026-10-04'), '/endsOn', 'something-later'],
  ['an end moved before somebody comes into the circle', () => change('2026-03-01'), '/endsOn', 'something-later'],
  ['somebody around before the start', () => around({ startsOn: '2026-01-04' }), '/startsOn', 'outside-incubation'],
  ['somebody around after the end', () => around({ startsOn: '2027-01-05' }), '/startsOn', 'outside-incubation'],
  [
    'somebody around across the end',
    () => around({ startsOn: '2026-12-01', endsOn: '2027-01-05' }),
    '/endsOn',
    'outside-incubation',
  ],
  ['somebody who leaves after the end', () => leaves('2027-01-05'), '/endsOn', 'outside-incubation'],
  ['somebody who leaves before they came', () => leaves('2026-03-01'), '/endsOn', 'before-start'],
  ['an action written before the start', () => action({ openedOn: '2026-01-04' }), '/openedOn', 'outside-incubation'],
  ['an action due after the end', () => action({ dueOn: '2027-01-05' }), '/dueOn', 'outside-incubation'],
  ['an action written after the end', () => action({}, over), '/openedOn', 'outside-incubation'],
  ['a coaching before the start', () => coached('2026-01-04'), '/heldOn', 'outside-incubation'],
  ['a coaching after the end', () => coached('2026-07-01', over), '/heldOn', 'outside-incubation'],
  ['a coaching to come', () => coached('2026-11-23'), '/heldOn', 'in-the-future'],
  ['a right before the start', () => right('2026-01-04', '2026-06-01'), '/startsOn', 'outside-incubation'],
  ['a right across the end', () => right('2026-12-01', '2027-01-05'), '/endsOn', 'outside-incubation'],
  ['a day without the right', () => worked('2026-02-01'), '/on', 'no-right-that-day'],
  [
    'a milestone planned after the end',
    () => milestone({ plannedOn: '2027-01-05' }),
    '/plannedOn',
    'outside-incubation',
  ],
  ['a milestone reached tomorrow', () => milestone({ reachedOn: '2026-11-23' }), '/reachedOn', 'in-the-future'],
  [
    'a business seen alive before it began',
    () => enterprise({ startedOn: '2026-10-01', aliveOn: '2026-09-30' }),
    '/aliveOn',
    'before-start',
  ],
  [
    'a business that ceased before it began',
    () => enterprise({ startedOn: '2026-10-01', ceasedOn: '2026-09-30' }),
    '/ceasedOn',
    'before-start',
  ],
  [
    'a business seen alive after it ceased',
    () => enterprise({ startedOn: '2026-10-01', ceasedOn: '2026-10-30', aliveOn: '2026-10-31' }),
    '/aliveOn',
    'after-end',
  ],
]
test.each(rules)('[E6] [E7] [E8] [E11] [E12] %s is told at its field', async (_, act, pointer, rule) => {
  const errors = [{ pointer, code: 'rule-broken', params: { rule } }]
  await expect(act()).rejects.toMatchObject({ code: 'rule-broken', extra: { errors } })
})

test('[E12] what an end was refused for is named with its day', async () => {
  const errors = [{ params: { rule: 'something-later', on: '2026-10-05' } }]
  await expect(change('2026-09-30')).rejects.toMatchObject({ extra: { errors } })
  await expect(change('2026-10-05')).resolves.toMatchObject({ endsOn: '2026-10-05' })
  await change('2027-01-04')
})

test.each([
  ['a milestone', () => milestone({ plannedOn: '2026-02-31' }), '/plannedOn'],
  ['an action', () => action({ dueOn: '2026-02-31' }), '/dueOn'],
  ['a coaching', () => coached('2026-02-31'), '/heldOn'],
  ['a right', () => right('2026-02-31', '2026-06-01'), '/startsOn'],
  ['an end', () => change('2026-02-31'), '/endsOn'],
] as const)('[E12] %s on a 31 February is told at its field', async (_, act, pointer) => {
  await expect(act()).rejects.toMatchObject({ code: 'validation-failed', extra: { errors: [{ pointer }] } })
})
