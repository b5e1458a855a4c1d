import { usualWeights, type MatchRun } from '@interra/contracts'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import type { ApiClient } from '../../../test/client.ts'
import type { Candidate, GivenCandidate } from '../../../test/factories.ts'
import { startApi, type Api } from '../../../test/harness.ts'

let t: Api
let coordinator: ApiClient
beforeAll(async () => {
  t = await startApi()
  coordinator = await t.as('coordinator')
})
afterAll(() => t.stop())
// each test has a pool of its own
beforeEach(() => t.sql("update candidacy set status = 'withdrawn' where status = 'available'"))

const hands = ['Poterie', 'Reliure', 'Dorure']
const slots = ['mon-evening', 'thu-evening', 'sat-morning']
const newcomer = (given: Partial<GivenCandidate> = {}) =>
  t.given.candidate({ interests: hands, slots, ...given, side: 'newcomer' })
const local = (given: Partial<GivenCandidate> = {}) =>
  t.given.candidate({ interests: hands, slots, ...given, side: 'local' })

type Wanted = Partial<Parameters<ApiClient['startMatchRun']>[0]['body']>
const start = (more: Wanted = {}) =>
  coordinator.startMatchRun({ body: { siteId: t.sites.liege, aim: 'most_duos', ...more } })
const read = ({ id }: MatchRun) => coordinator.getMatchRun({ params: { matchRunId: id } })
/** A plan that is ready. */
async function planned(more: Wanted = {}): Promise<MatchRun> {
  const run = await start(more)
  await t.runJobs()
  return read(run)
}
const publish = ({ id, version }: MatchRun, leaveOut: string[] = []) =>
  coordinator.publishMatchRun({ params: { matchRunId: id }, ifMatch: version, body: { leaveOut } })
const pairsOf = ({ pairs }: MatchRun) => pairs.map((pair) => [pair.newcomer.candidacyId, pair.local.candidacyId])
const asPair = (one: Candidate, other: Candidate) => ({ newcomerId: one.id, localId: other.id })
const countDuos = async () => Number((await t.sql<{ n: string }>('select count(*) as n from duo'))[0]?.n)
const countMails = async () =>
  Number((await t.sql<{ n: string }>("select count(*) as n from outbox_message where kind = 'duo-proposed'"))[0]?.n)

describe('[C3] a plan', () => {
  test('is made beside the service, is a preview, and says the same for the same pool', async () => {
    const [amina, bilal] = [await newcomer(), await newcomer({ interests: ['Poterie'] })]
    const [jeanne] = [await local()]
    const before = await countMails()
    const run = await start()
    expect(run).toMatchObject({ status: 'queued', pairs: [], progress: 0, weights: usualWeights })
    await t.runJobs()
    const ready = await read(run)
    expect(ready).toMatchObject({ status: 'ready', progress: 100, newcomers: 2, locals: 1, pairCount: 1 })
    expect(pairsOf(ready)).toEqual([[amina.id, jeanne.id]])
    expect(ready.pairs[0]?.parts.reduce((sum, { points }) => sum + points, 0)).toBe(ready.pairs[0]?.score)
    expect(ready.unmatched).toMatchObject([
      { candidate: { candidacyId: bilal.id }, reason: 'nobody_left', best: { other: { candidacyId: jeanne.id } } },
    ])
    expect(await countMails()).toBe(before)
    const again = await planned({ previousRunId: ready.id })
    expect(again.inputsHash).toBe(ready.inputsHash)
    expect(again.pairs).toMatchObject([{ change: 'same' }])
    expect(pairsOf(again)).toEqual(pairsOf(ready))
  })

  test('keeps pins, avoids what is forbidden, and shows what moved', async () => {
    const [amina, bilal] = [await newcomer(), await newcomer({ interests: ['Poterie', 'Reliure'] })]
    const [jeanne, karim] = [await local(), await local({ interests: ['Poterie', 'Reliure'] })]
    const first = await planned()
    expect(pairsOf(first)).toContainEqual([amina.id, jeanne.id])
    const pinned = await planned({ pins: [asPair(amina, karim)], previousRunId: first.id })
    expect(pairsOf(pinned).sort()).toEqual(
      [
        [amina.id, karim.id],
        [bilal.id, jeanne.id],
      ].sort(),
    )
    expect(pinned.pairs.map(({ change }) => change)).toEqual(['moved', 'moved'])
    const forbidden = await planned({ forbids: [asPair(amina, jeanne), asPair(amina, karim)] })
    expect(pairsOf(forbidden).map(([one]) => one)).toEqual([bilal.id])
  })

  test("[M4] says why it is not somebody's own best candidate", async () => {
    const amina = await newcomer()
    const bilal = await newcomer({ slots: ['mon-evening'] })
    const jeanne = await local()
    const karim = await local({ slots: ['thu-evening', 'sat-morning'] })
    const run = await planned()
    // Bilal is free on Monday only, as Jeanne is: for everybody together Amina has her second best
    expect(pairsOf(run).sort()).toEqual(
      [
        [amina.id, karim.id],
        [bilal.id, jeanne.id],
      ].sort(),
    )
    const own = run.pairs.find((pair) => pair.newcomer.candidacyId === amina.id)
    expect(own?.newcomerBest).toMatchObject({
      other: { candidacyId: jeanne.id },
      takenBy: { candidacyId: bilal.id },
      because: 'duos',
    })
  })

  test.each<[string, Wanted | (() => Promise<Wanted>), string]>([
    [
      'weights that are all zero',
      { weights: Object.fromEntries(Object.keys(usualWeights).map((k) => [k, 0])) as never },
      'rule-broken',
    ],
    ['a pool with nobody on one side', {}, 'round-impossible'],
    [
      'a pin of two who cannot meet',
      async () => ({ pins: [asPair(await newcomer({ slots: ['sun-morning'] }), await local())] }),
      'round-impossible',
    ],
    [
      'a pin that is forbidden too',
      async () => {
        const pair = asPair(await newcomer(), await local())
        return { pins: [pair], forbids: [pair] }
      },
      'rule-broken',
    ],
    [
      'one local pinned twice',
      async () => {
        const jeanne = await local()
        return { pins: [asPair(await newcomer(), jeanne), asPair(await newcomer(), jeanne)] }
      },
      'rule-broken',
    ],
  ])('refuses %s, and nothing is begun', async (_, given, code) => {
    if (code === 'rule-broken') await newcomer()
    const body = typeof given === 'function' ? await given() : given
    const count = async () => (await coordinator.listMatchRuns({ query: { limit: 200 } })).items.length
    const before = await count()
    await expect(start(body)).rejects.toHaveProblem(code as never)
    expect(await count()).toBe(before)
  })

  test('can be cancelled before it is made, and then is not made', async () => {
    await newcomer()
    await local()
    const run = await start()
    const cancelled = await coordinator.cancelMatchRun({ params: { matchRunId: run.id }, ifMatch: run.version })
    await t.runJobs()
    expect(await read(run)).toMatchObject({ status: 'cancelled', pairs: [], version: cancelled.version })
  })
})

describe('[C3] publishing a plan', () => {
  test('proposes its pairs to both sides, once each, and leaves out what was ticked out', async () => {
    const people = [await newcomer(), await newcomer()]
    await local()
    await local()
    const run = await planned()
    expect(run.pairs).toHaveLength(2)
    const [duos, mails] = [await countDuos(), await countMails()]
    const published = await publish(run, [run.pairs[1]?.id ?? ''])
    expect(published.status).toBe('published')
    expect(published.pairs.filter(({ duoId }) => duoId !== null)).toHaveLength(1)
    expect(await countDuos()).toBe(duos + 1)
    expect(await countMails()).toBe(mails + 2)
    await expect(publish(published)).rejects.toHaveProblem('act-not-possible')
    expect(people).toHaveLength(2)
  })

  test('[C4] says how many no e-mail tells', async () => {
    for (const email of ['elle@demo.interra.test', null]) {
      await newcomer({ person: { email } })
      await local({ person: { email: null } })
    }
    const run = await planned()
    expect([run.toTell, (await publish(run)).toTell]).toEqual([0, 3])
  })

  test('is all or nothing: a pair that became impossible is named and nobody is told', async () => {
    const [amina] = [await newcomer(), await newcomer()]
    await local()
    await local()
    const run = await planned()
    await t.sql("update consent set withdrawn_at = now() where person_id = $1 and purpose = 'duo_matching'", [
      amina.person_id,
    ])
    const [duos, mails] = [await countDuos(), await countMails()]
    const gone = run.pairs.find((pair) => pair.newcomer.candidacyId === amina.id)?.id
    await expect(publish(run)).rejects.toHaveProblem('round-outdated', { pairs: [gone] })
    expect([await countDuos(), await countMails()]).toEqual([duos, mails])
    expect((await read(run)).status).toBe('ready')
  })

  test('[M5] whoever two rounds left out comes first in the third, below the threshold too', async () => {
    const loner = await newcomer({ interests: ['Philatélie'], slots: ['sat-morning'] })
    for (let round = 0; round < 2; round++) {
      await newcomer()
      await local()
      const run = await planned()
      expect(run.unmatched).toMatchObject([{ candidate: { candidacyId: loner.id } }])
      await publish(run)
    }
    await newcomer()
    const last = await local()
    const third = await planned()
    expect(pairsOf(third)).toEqual([[loner.id, last.id]])
    expect(third.pairs[0]?.score).toBeLessThan(third.threshold)
  })
})
