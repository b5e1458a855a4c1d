import type { SendReferral } from '@interra/contracts'
import { partnerExamples } from '@interra/contracts/partner-examples'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { newId } from '../../src/platform/ids.ts'
import type { ApiClient } from '../client.ts'
import { startApi, type Api } from '../harness.ts'
import type { PartnerKey } from '../partners.ts'
import { operations } from './objects.ts'

let t: Api
let coordinator: ApiClient
let partner: PartnerKey
beforeAll(async () => {
  t = await startApi()
  coordinator = await t.as('coordinator')
  partner = await t.partnerKey()
})
afterAll(() => t.stop())

const example = partnerExamples.sendReferral.body as SendReferral

interface Page {
  readonly items: readonly { readonly id: string }[]
  readonly next: string | null
}
interface Paged {
  /** Adds a row; those with `at` 0 sort alike, the others before (-1) or behind (1) them. */
  readonly add: (at: -1 | 0 | 1) => Promise<{ readonly id: string }>
  readonly list: (query: { limit: number; after?: string }) => Promise<Page>
}

/** The lists behind which the others are made: by a name, by a time, the latest first, by the id alone. */
const lists: Readonly<Record<string, Paged>> = {
  'members by name': {
    add: (at) => t.given.person({ family_name: ['Abdi', 'Moreau', 'Zeman'][at + 1], given_name: 'Lina' }),
    list: (query) => coordinator.listPeople({ query }),
  },
  'workshops by title': {
    add: (at) => t.given.workshop({ title: ['Aquarelle', 'Mosaïque', 'Zumba'][at + 1] }),
    list: (query) => coordinator.listWorkshops({ query }),
  },
  'sessions by time': {
    add: (at) => t.given.session({ starts_on: ['2026-11-25', '2026-11-26', '2026-11-27'][at + 1] }),
    list: (query) => coordinator.listSessions({ query }),
  },
  'referrals of a partner, the latest first': {
    // only later ones come in, and many at one instant
    add: () => {
      const partnerReference = newId()
      return partner.client.sendReferral({ body: { ...example, partnerReference }, idempotencyKey: partnerReference })
    },
    list: (query) => partner.client.listOwnReferrals({ query }),
  },
  'the open offer': {
    add: async () => {
      const workshop = await t.given.workshop()
      await t.given.session({ workshop_id: workshop.id })
      return workshop
    },
    list: (query) => partner.client.listOpenOffers({ query }),
  },
}

describe('[L6] a list by pages', () => {
  test.each(Object.entries(lists))('%s: what was there is read once, whatever is added meanwhile', async (_, list) => {
    const there: string[] = []
    for (let index = 0; index < 5; index++) there.push((await list.add(0)).id)
    const read: string[] = []
    let after: string | undefined
    do {
      const page = await list.list({ limit: 2, ...(after === undefined ? {} : { after }) })
      read.push(...page.items.map(({ id }) => id))
      after = page.next ?? undefined
      if (read.length < 20) for (const at of [-1, 0, 1] as const) await list.add(at)
    } while (after !== undefined)
    expect(there.map((id) => read.filter((one) => one === id).length)).toEqual([1, 1, 1, 1, 1])
    expect(new Set(read).size).toBe(read.length)
  })

  test('says its order, takes a limit and a cursor, and refuses a filter that it does not have', () => {
    const paged = operations.filter(({ route }) => route.query?.properties['after'])
    expect(paged.length).toBeGreaterThan(20)
    for (const { name, route } of paged) {
      expect([name, route.summary]).toEqual([
        name,
        expect.stringMatching(/\bfirst\b|\bby (family )?(name|title)\b|order/),
      ])
      expect(route.query).toMatchObject({ additionalProperties: false, properties: { limit: {}, after: {} } })
      expect(route.success.body).toMatchObject({ properties: { items: {}, next: {} } })
    }
  })
})
