import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { ApiClient } from '../../../test/client.ts'
import { startApi, type Api } from '../../../test/harness.ts'

let t: Api
let coordinator: ApiClient
beforeAll(async () => {
  t = await startApi()
  coordinator = await t.as('coordinator')
})
afterAll(() => t.stop())

const talk = () => ({
  siteId: t.sites.liege,
  kind: 'school' as const,
  title: 'Une matinée à l’école du Nord',
  heldOn: '2026-11-12',
  heads: [
    { audience: 'pupils' as const, heads: 48 },
    { audience: 'professionals' as const, heads: 3 },
  ],
})
const period = { from: '2026-11-01', to: '2026-12-01' }

describe('[D5] awareness actions', () => {
  test('[D5] heads are counted by audience, and in no figure of people', async () => {
    const reached = async () =>
      (await coordinator.getFigures({ query: period })).figures.map(
        ({ indicatorId, value }) => [indicatorId, value] as const,
      )
    const before = await reached()
    await coordinator.addAwarenessAction({ body: talk() })
    await coordinator.addAwarenessAction({
      body: { ...talk(), kind: 'stand', title: 'Marché', heads: [{ audience: 'pupils', heads: 2 }] },
    })
    await coordinator.addAwarenessAction({ body: { ...talk(), heldOn: '2026-10-31' } })
    expect(await coordinator.getTrainingFigures({ query: period })).toMatchObject({
      awarenessActions: 2,
      members: 0,
      heads: [
        { audience: 'professionals', heads: 3 },
        { audience: 'pupils', heads: 50 },
      ],
    })
    expect(await reached()).toEqual(before)
  })

  test('[D5] an action is corrected or taken out; what stood there is kept', async () => {
    const added = await coordinator.addAwarenessAction({ body: talk() })
    const params = { awarenessActionId: added.id }
    const heads = [{ audience: 'public' as const, heads: 12 }]
    const changed = await coordinator.changeAwarenessAction({ params, ifMatch: added.version, body: { heads } })
    expect(changed).toMatchObject({ heads, version: 2, title: added.title })
    const stale = { params, ifMatch: added.version, body: { place: 'Liège' } }
    await expect(coordinator.changeAwarenessAction(stale)).rejects.toHaveProblem('version-outdated')
    await coordinator.removeAwarenessAction({ params, ifMatch: changed.version })
    const { items } = await coordinator.listAwarenessActions()
    expect(items.map(({ id }) => id)).not.toContain(added.id)
    const again = coordinator.changeAwarenessAction({ params, ifMatch: changed.version + 1, body: {} })
    await expect(again).rejects.toHaveProblem('not-found')
    const kept = await t.sql(
      `select heads from history.awareness_heads where awareness_action_id = $1 order by heads`,
      [added.id],
    )
    expect(kept).toEqual([{ heads: 3 }, { heads: 48 }])
  })

  test('[D5] neither in the future, nor twice the same audience, nor at another site', async () => {
    const add = (more: object) => coordinator.addAwarenessAction({ body: { ...talk(), ...more } })
    await expect(add({ heldOn: '2026-11-23' })).rejects.toHaveProblem('rule-broken')
    const twice = { heads: [1, 2].map((heads) => ({ audience: 'pupils', heads })) }
    await expect(add(twice)).rejects.toHaveProblem('rule-broken')
    await expect(add({ siteId: t.sites.pilot })).rejects.toHaveProblem('not-found')
    await expect(
      coordinator.getTrainingFigures({ query: { from: '2026-11-02', to: '2026-11-02' } }),
    ).rejects.toHaveProblem('rule-broken')
  })
})
