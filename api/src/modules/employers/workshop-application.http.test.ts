import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { ApiClient } from '../../../test/client.ts'
import { startApi, type Api } from '../../../test/harness.ts'
import { newId } from '../../platform/ids.ts'

let t: Api
let coordinator: ApiClient
beforeAll(async () => {
  t = await startApi()
  coordinator = await t.as('coordinator')
})
afterAll(() => t.stop())

describe('[G3] from a workshop to InterLab', () => {
  test('[G3] one act makes a draft of what somebody hosts, once', async () => {
    const workshop = await t.given.workshop({ title: 'Couture du monde' })
    const host = await t.given.person()
    await t.insert('workshop_host', {
      id: newId(),
      site_id: workshop.site_id,
      workshop_id: workshop.id,
      person_id: host.id,
      part: 'lead',
    })
    const params = { personId: host.id }
    const next = async () => (await coordinator.getTrajectory({ params })).hosted
    expect(await next()).toEqual({ workshopId: workshop.id, title: 'Couture du monde' })
    const call = { params: { workshopId: workshop.id }, body: {} }
    const drafted = await coordinator.draftFromWorkshop(call)
    expect(drafted).toMatchObject({ personId: host.id, workshopId: workshop.id, project: 'Couture du monde' })
    const [row] = await t.sql('select status, form_version, workshop_id, person_id from application where id = $1', [
      drafted.id,
    ])
    expect(await next()).toBeNull()
    expect(row).toEqual({ status: 'draft', form_version: 1, workshop_id: workshop.id, person_id: host.id })
    await expect(coordinator.draftFromWorkshop(call)).rejects.toHaveProblem('already-applied')
  })

  test('[G3] asks who, where several host, and takes nobody who does not', async () => {
    const workshop = await t.given.workshop()
    const hosts = [await t.given.person(), await t.given.person()]
    for (const [index, { id: person_id }] of hosts.entries())
      await t.insert('workshop_host', {
        id: newId(),
        site_id: workshop.site_id,
        workshop_id: workshop.id,
        person_id,
        part: index === 0 ? 'lead' : 'co',
      })
    const draft = (body: { personId?: string }) =>
      coordinator.draftFromWorkshop({ params: { workshopId: workshop.id }, body })
    await expect(draft({})).rejects.toHaveProblem('rule-broken')
    await expect(draft({ personId: (await t.given.person()).id })).rejects.toHaveProblem('rule-broken')
    const second = hosts[1]?.id ?? ''
    await expect(draft({ personId: second })).resolves.toMatchObject({ personId: second })
  })
})
