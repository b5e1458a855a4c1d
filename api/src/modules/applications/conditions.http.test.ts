import type { DecideApplication } from '@interra/contracts'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { juryDay, score } from '../../../test/applications.ts'
import type { ApiClient } from '../../../test/client.ts'
import { startApi, type Api } from '../../../test/harness.ts'

let t: Api
let coordinator: ApiClient
beforeAll(async () => {
  t = await startApi()
  coordinator = await t.as('coordinator')
})
afterAll(() => t.stop())

const plan = { text: 'Un plan de caisse', dueOn: '2027-01-11' }
const insurer = { text: 'Une assurance', dueOn: '2027-03-01' }

/** What decides a dossier that three jurors found good. */
async function judged() {
  const day = await juryDay(t, coordinator)
  for (const juror of day.jurors) await score(juror, 1, 3)
  const at = { params: { roundId: day.round.id, applicationId: day.applications[0]?.id ?? '' } }
  const votes = day.round.members.map(({ id: memberId }) => ({ memberId, vote: 'for' as const }))
  const decide = (body: Pick<DecideApplication, 'outcome' | 'conditions'>) =>
    coordinator.decideApplication({ ...at, body: { feedback: 'Bienvenue', votes, ...body } })
  return { at, decide, person: day.applications[0]?.person }
}
/** Somebody who was admitted with two conditions, and told. */
async function admitted() {
  const { at, decide, person } = await judged()
  await decide({ outcome: 'admitted_with_conditions', conditions: [plan, insurer] })
  await coordinator.communicateDecision(at)
  const { applicationId } = at.params
  const read = async () => {
    const { decisions, history } = await coordinator.getApplication({ params: { applicationId } })
    return { conditions: decisions[0]?.conditions ?? [], history }
  }
  const [first, second] = (await read()).conditions
  const on = (conditionId = first?.id ?? '') => ({ params: { applicationId, conditionId } })
  const start = (startsOn: string) =>
    coordinator.startIncubation({
      params: { applicationId },
      body: { startsOn, endsOn: '2027-12-31', charterSignedOn: '2026-11-22' },
    })
  return { read, on, start, second, person }
}

describe('[E4] an admission with conditions', () => {
  test('[E4] names each with its day; without one, with an empty one or with a day that is over, it is refused', async () => {
    const { decide } = await judged()
    const at = (pointer: string) => ({ extra: { errors: [expect.objectContaining({ pointer })] } })
    const outcome = 'admitted_with_conditions'
    await expect(decide({ outcome })).rejects.toMatchObject(at('/conditions'))
    await expect(decide({ outcome, conditions: [plan, { ...plan, text: ' ' }] })).rejects.toMatchObject(
      at('/conditions/1/text'),
    )
    await expect(decide({ outcome, conditions: [plan, { ...plan, dueOn: '2026-11-21' }] })).rejects.toMatchObject(
      at('/conditions/1/dueOn'),
    )
    const { dossiers } = await decide({ outcome, conditions: [plan, insurer] })
    const open = { metOn: null, metBy: null }
    expect(dossiers[0]?.decision?.conditions).toMatchObject([
      { ...plan, ...open },
      { ...insurer, ...open },
    ])
  })

  test('[E4] the database keeps no such decision without a condition', async () => {
    const { decide, at } = await judged()
    await decide({ outcome: 'admitted' })
    await expect(
      t.sql(
        `insert into jury_decision select (jsonb_populate_record(d, jsonb_build_object('id', gen_random_uuid(),
          'outcome', 'admitted_with_conditions'))).* from jury_decision d where application_id = $1`,
        [at.params.applicationId],
      ),
    ).rejects.toThrow('conditions')
  })

  test('[E4] the applicant reads each with its day', async () => {
    const { person } = await admitted()
    const [mail] = await t.sql<{ payload: Record<string, string> }>(
      `select payload from outbox_message where kind = 'application-decision' and person_id = $1`,
      [person?.personId],
    )
    expect(mail?.payload['conditions']).toBe(
      'Un plan de caisse (lundi 11 janvier 2027)\n\nUne assurance (lundi 1 mars 2027)',
    )
  })

  test('[E4] each is noted as met, with its day and by whom; once, on no day to come, and with a history', async () => {
    const { on, read } = await admitted()
    await expect(coordinator.noteConditionMet({ ...on(), body: { metOn: '2026-11-23' } })).rejects.toHaveProblem(
      'rule-broken',
    )
    await coordinator.noteConditionMet({ ...on(), body: { metOn: '2026-11-20' } })
    const { conditions, history } = await read()
    expect(conditions).toMatchObject([
      { metOn: '2026-11-20', metBy: expect.stringContaining('coordinator') },
      { metOn: null, metBy: null },
    ])
    expect(history[0]?.act).toBe('application.condition_met')
    await expect(coordinator.noteConditionMet({ ...on(), body: { metOn: '2026-11-20' } })).rejects.toHaveProblem(
      'act-not-possible',
      { state: 'met' },
    )
    const elsewhere = await t.as('coordinator', { site: 'pilot' })
    await expect(elsewhere.reopenCondition(on())).rejects.toHaveProblem('not-found')
    const other = await admitted()
    await expect(
      coordinator.reopenCondition({ params: { ...other.on().params, ...conditionOf(on()) } }),
    ).rejects.toHaveProblem('not-found')
  })

  test('[E4] [E6] nobody begins while one that was due is open, and it is named; one that is due later goes along', async () => {
    const { on, start, second, read } = await admitted()
    await expect(start('2027-03-01')).rejects.toHaveProblem('conditions-unmet', {
      unmet: ['conditions'],
      conditions: [1, 2],
    })
    await expect(start('2027-01-11')).rejects.toHaveProblem('conditions-unmet', { conditions: [1] })
    const met = () => coordinator.noteConditionMet({ ...on(), body: { metOn: '2026-11-22' } })
    await met()
    // a mistake is taken back as long as nobody began
    await coordinator.reopenCondition(on())
    await expect(coordinator.reopenCondition(on())).rejects.toHaveProblem('act-not-possible', { state: 'open' })
    await expect(start('2027-01-11')).rejects.toHaveProblem('conditions-unmet', { conditions: [1] })
    await met()
    expect((await start('2027-01-11')).startsOn).toBe('2027-01-11')
    await expect(coordinator.reopenCondition(on())).rejects.toHaveProblem('act-not-possible', { state: 'begun' })
    await coordinator.noteConditionMet({ ...on(second?.id), body: { metOn: '2026-11-22' } })
    expect((await read()).conditions.map(({ metOn }) => metOn)).toEqual(['2026-11-22', '2026-11-22'])
  })
})

const conditionOf = ({ params: { conditionId } }: { params: { conditionId: string } }) => ({ conditionId })
