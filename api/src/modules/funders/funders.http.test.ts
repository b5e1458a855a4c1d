import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { AddGrant } from '@interra/contracts'
import type { ApiClient } from '../../../test/client.ts'
import { startApi, type Api } from '../../../test/harness.ts'
import { newId } from '../../platform/ids.ts'

let t: Api
let lead: ApiClient
beforeAll(async () => {
  t = await startApi()
  lead = await t.as('programme_lead')
})
afterAll(() => t.stop())

const year = { startsOn: '2026-01-01', endsOn: '2026-12-31' }
const rule = (name: string, pointer?: string) => ({
  code: 'rule-broken',
  extra: {
    errors: [expect.objectContaining({ params: expect.objectContaining({ rule: name }), ...(pointer && { pointer }) })],
  },
})
const addFunder = async (name = `Fonds ${newId()}`) =>
  lead.addFunder({ body: { siteId: t.sites.liege, name, kind: 'foundation' } })
async function addGrant(more: Partial<AddGrant> = {}) {
  const { id: funderId } = await addFunder()
  const body = {
    reference: 'A1',
    ...year,
    amountCents: 500_000,
    programmes: ['interact' as const],
    status: 'granted' as const,
  }
  return lead.addGrant({ params: { funderId }, body: { ...body, ...more } })
}
async function share(shares: readonly { grantId: string; share: number }[], days = year) {
  const { id } = await t.given.workshop({})
  const activity = { kind: 'workshop' as const, id }
  return lead.addAllocation({ body: { siteId: t.sites.liege, activity, ...days, shares: [...shares] } })
}

describe('[H12] funders and their grants', () => {
  test('[H12] a grant says what is aimed at and by when; grants overlap freely', async () => {
    const { id: funderId } = await addFunder()
    const grant = { reference: 'Duos', ...year, amountCents: 1_234_56, programmes: ['duo2change' as const] }
    const targets = [{ indicatorId: 'ACT-01' as const, target: 50, dueOn: '2026-06-30' }]
    const added = await lead.addGrant({ params: { funderId }, body: { ...grant, targets } })
    expect(added).toMatchObject({ status: 'asked', amountCents: 123_456, targets })
    await lead.addGrant({ params: { funderId }, body: grant })
    const { grants } = await (await t.as('reader')).getFunder({ params: { funderId } })
    expect(grants).toHaveLength(2)

    const at = { params: { grantId: added.id }, ifMatch: added.version }
    const changed = await lead.changeGrant({ ...at, body: { targets: [], status: 'granted' } })
    expect(changed).toMatchObject({ targets: [], status: 'granted', version: added.version + 1 })
    await expect(lead.changeGrant({ ...at, body: { status: 'closed' } })).rejects.toHaveProblem('version-outdated')
    const [kept] = await t.sql('select target from history.grant_target where grant_id = $1', [added.id])
    expect(kept).toEqual({ target: 50 })
    const early = [{ ...targets[0], indicatorId: 'ACT-01' as const, target: 1, dueOn: '2025-12-31' }]
    await expect(lead.addGrant({ params: { funderId }, body: { ...grant, targets: early } })).rejects.toMatchObject(
      rule('before-start', '/targets/0/dueOn'),
    )
  })

  test('[H12] a name is one funder of the site; changes go by version, within the site', async () => {
    const funder = await addFunder('Région exemple')
    await expect(addFunder('Région exemple')).rejects.toMatchObject(rule('named-twice', '/name'))
    const at = { params: { funderId: funder.id }, ifMatch: funder.version }
    const changed = await lead.changeFunder({ ...at, body: { eeaChAs: 'eu', frame: 'amif' } })
    expect(changed).toMatchObject({ eeaChAs: 'eu', frame: 'amif' })
    const elsewhere = await t.as('programme_lead', { site: 'pilot' })
    await expect(elsewhere.getFunder({ params: { funderId: funder.id } })).rejects.toHaveProblem('not-found')
    expect((await elsewhere.listFunders({ query: {} })).items).toEqual([])
    const { items } = await lead.listFunders({ query: { limit: 200 } })
    expect(items.map(({ id }) => id)).toContain(funder.id)
  })
})

describe('[H12] the shares of an activity', () => {
  test('[H12] are the whole with what is unallocated, whoever writes them', async () => {
    const [one, two] = [await addGrant(), await addGrant()]
    const made = await share([
      { grantId: one.id, share: 5000 },
      { grantId: two.id, share: 3333 },
    ])
    expect(made).toMatchObject({ unallocated: 1667, shares: [{ grantId: one.id }, { grantId: two.id }] })
    await expect(
      share([
        { grantId: one.id, share: 6000 },
        { grantId: two.id, share: 5000 },
      ]),
    ).rejects.toMatchObject(rule('over-whole', '/shares'))
    // past the API too
    const direct = async (statement: string) => t.sql(statement, [made.id])
    for (const statement of [
      'update allocation set unallocated = 1666 where id = $1',
      'update allocation_share set share = share + 1 where allocation_id = $1',
      'delete from allocation_share where allocation_id = $1',
    ])
      await expect(direct(statement)).rejects.toMatchObject({ constraint: 'allocation_whole' })

    const at = { params: { allocationId: made.id }, ifMatch: made.version }
    const freed = await lead.changeAllocation({ ...at, body: { shares: [] } })
    expect(freed).toMatchObject({ unallocated: 10_000, shares: [] })
    const before = made.shares.map(({ grantId, share: part }) => ({ grantId, share: part }))
    const back = await lead.changeAllocation({ ...at, ifMatch: freed.version, body: { shares: before } })
    expect({ ...back, version: made.version }).toEqual(made)
  })

  test('[H12] an activity is shared once on each day', async () => {
    const { id } = await t.given.workshop({})
    const body = { siteId: t.sites.liege, activity: { kind: 'workshop' as const, id }, ...year, shares: [] }
    await lead.addAllocation({ body })
    const again = { ...body, startsOn: '2026-12-31', endsOn: '2027-06-30' }
    await expect(lead.addAllocation({ body: again })).rejects.toMatchObject(rule('shared-twice'))
    await lead.addAllocation({ body: { ...again, startsOn: '2027-01-01' } })
    const duos = { ...body, activity: { kind: 'duos' as const, id: null } }
    await lead.addAllocation({ body: duos })
    await expect(lead.addAllocation({ body: duos })).rejects.toMatchObject(rule('shared-twice'))
    const nameless = { ...body, activity: { kind: 'workshop' as const, id: null } }
    await expect(lead.addAllocation({ body: nameless })).rejects.toMatchObject(rule('exactly-one'))
  })

  test('[H12] a grant carries activities of its days and programmes, once it is granted', async () => {
    const grant = await addGrant()
    const all = [{ grantId: grant.id, share: 10_000 }]
    const late = { startsOn: '2026-06-01', endsOn: '2027-01-01' }
    await expect(share(all, late)).rejects.toMatchObject(rule('outside-grant', '/shares'))
    const asked = await addGrant({ status: 'asked' })
    await expect(share([{ grantId: asked.id, share: 1 }])).rejects.toMatchObject(rule('outside-grant'))
    const other = await addGrant({ programmes: ['interlab'] })
    await expect(share([{ grantId: other.id, share: 1 }])).rejects.toMatchObject(rule('outside-grant'))
    await expect(share([{ grantId: newId(), share: 1 }])).rejects.toMatchObject(rule('unknown', '/shares'))

    const made = await share(all)
    const at = { params: { grantId: grant.id }, ifMatch: grant.version }
    await expect(lead.changeGrant({ ...at, body: { endsOn: '2026-11-30' } })).rejects.toMatchObject(
      rule('outside-grant', '/endsOn'),
    )
    const { items } = await lead.listAllocations({ query: { funderId: grant.funderId } })
    expect(items).toEqual([made])
    const found = await lead.listActivities({ query: { siteId: t.sites.liege, text: made.activity.name ?? '' } })
    expect(found.items).toContainEqual(made.activity)
  })
})
