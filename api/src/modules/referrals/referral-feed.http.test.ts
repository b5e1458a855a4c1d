import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { setTimeout as pause } from 'node:timers/promises'
import fc from 'fast-check'
import pg from 'pg'
import { startApi, type Api } from '../../../test/harness.ts'
import type { PartnerKey } from '../../../test/partners.ts'
import { referralBody } from '../../../test/referrals.ts'
import { newId } from '../../platform/ids.ts'
import { givenReferral, settled } from '../../../test/webhooks.ts'
import type { Scope } from '../../platform/http/context.ts'
import { changesOf } from './referral-feed.store.ts'

let t: Api
beforeAll(async () => {
  t = await startApi()
})
afterAll(() => t.stop())

const scopeOf = ({ partnerId, siteId, keyId }: PartnerKey, test = false): Scope => ({
  sites: [],
  filterSites: [],
  partner: { id: partnerId, siteId, test },
  actorKind: 'key',
  actorId: keyId,
  requestId: 'feed',
})
const beginning = '2020-01-01T00:00:00Z'
const readNow = (partner: PartnerKey, updatedSince = beginning, limit = 50) =>
  changesOf(t.database, scopeOf(partner), { updatedSince, limit })
async function read(...asked: Parameters<typeof readNow>) {
  await settled(t)
  return readNow(...asked)
}

/** One writer: each transaction touches some rows, waits, and ends well or not. */
interface Turn {
  readonly rows: readonly number[]
  readonly waitMs: number
  readonly keeps: boolean
}
const turn = fc.record({
  rows: fc.uniqueArray(fc.nat(5), { minLength: 1, maxLength: 2 }),
  waitMs: fc.constantFrom(0, 1, 5, 40),
  keeps: fc.boolean(),
})
const writers = fc.array(fc.array(turn, { minLength: 1, maxLength: 4 }), { minLength: 2, maxLength: 5 })

async function write(client: pg.Client, ids: readonly string[], turns: readonly Turn[]): Promise<void> {
  for (const { rows, waitMs, keeps } of turns) {
    await client.query('begin')
    // always in the same order: writers wait for one another and never for each other
    for (const row of [...rows].sort()) {
      await client.query("update referral set received = jsonb_build_object('n', random()) where id = $1", [ids[row]])
      await pause(waitMs)
    }
    await client.query(keeps ? 'commit' : 'rollback')
  }
}

describe('[L8] what changed since', () => {
  test('a reader that polls sees the last state of each, whatever long transactions write at the same time', async () => {
    const partner = await t.partnerKey()
    const made = await Promise.all(Array.from({ length: 6 }, () => givenReferral(t, partner)))
    const ids = made.map(({ id }) => id)
    const clients = await Promise.all(
      Array.from({ length: 5 }, async () => {
        const client = new pg.Client({ connectionString: t.databaseUrl })
        await client.connect()
        await client.query("select set_config('interra.sites', $1, false)", [`{${partner.siteId}}`])
        return client
      }),
    )
    const versions = async (of: readonly string[]) =>
      new Map(
        (await t.sql<{ id: string; version: number }>('select id, version from referral where id = any($1)', [of])).map(
          ({ id, version }) => [id, version],
        ),
      )
    let cursor = (await read(partner)).cursor
    const seen = await versions(ids)
    const poll = async () => {
      const { ids: changed, cursor: next, more } = await readNow(partner, cursor, 2)
      // read afterwards, as a partner would: what is there by then is at least what was told
      for (const [id, version] of await versions(changed)) seen.set(id, version)
      cursor = next
      return more
    }
    await fc.assert(
      fc.asyncProperty(writers, async (plans) => {
        let writing = true
        const written = Promise.all(clients.map((client, index) => write(client, ids, plans[index] ?? []))).finally(
          () => {
            writing = false
          },
        )
        const stillWriting = () => writing
        while (stillWriting()) await poll()
        await written
        await settled(t)
        while (await poll());
        expect(seen).toEqual(await versions(ids))
      }),
      { numRuns: 15, seed: 7 },
    )
    await Promise.all(clients.map((client) => client.end()))
  })

  test('a change of a transaction that began earlier and ends later is told, after it ended', async () => {
    const partner = await t.partnerKey()
    const [early, late] = [await givenReferral(t, partner), await givenReferral(t, partner)]
    const { cursor } = await read(partner)
    const client = new pg.Client({ connectionString: t.databaseUrl })
    await client.connect()
    await client.query("select set_config('interra.sites', $1, false)", [`{${partner.siteId}}`])
    await client.query('begin')
    await client.query("update referral set received = jsonb_build_object('n', random()) where id = $1", [early.id])
    await t.sql("update referral set received = jsonb_build_object('n', random()) where id = $1", [late.id])
    const during = await readNow(partner, cursor)
    expect(during.ids).toEqual([])
    await client.query('commit')
    await client.end()
    expect((await read(partner, during.cursor)).ids).toEqual([early.id, late.id])
  })

  test('a page of it goes on where the last one ended, and an instant begins an hour before', async () => {
    const partner = await t.partnerKey()
    const made: string[] = []
    for (let n = 0; n < 5; n++) made.push((await givenReferral(t, partner)).id)
    const first = await read(partner, beginning, 2)
    const second = await read(partner, first.cursor, 2)
    const third = await read(partner, second.cursor, 2)
    expect([...first.ids, ...second.ids, ...third.ids]).toEqual(made)
    expect([first.more, second.more, third.more]).toEqual([true, true, false])
    expect((await read(partner, third.cursor)).ids).toEqual([])
    const inHours = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString()
    expect((await read(partner, inHours(0.5))).ids).toEqual(made)
    expect((await read(partner, inHours(2))).ids).toEqual([])
  })

  test('after a restoration elsewhere the cursor is refused, and reading from an instant gives everything', async () => {
    const partner = await t.partnerKey()
    const { id } = await givenReferral(t, partner)
    const { cursor } = await read(partner)
    await t.sql("update feed_origin set counter = 'another server'")
    // numbers that this server has not reached yet
    await t.sql('alter table referral disable trigger changed')
    await t.sql("update referral set changed_by_transaction = '900000000000' where id = $1", [id])
    await t.sql('alter table referral enable trigger changed')
    await expect(read(partner, cursor)).rejects.toHaveProblem('feed-restarted')
    const again = await read(partner)
    expect(again.ids).toEqual([id])
    expect((await read(partner, again.cursor)).ids).toEqual([])
  })

  test('by the door: pages on the way, tombstones, and nothing of what the partner does not read', async () => {
    const { client } = await t.partnerKey()
    const sent = () => client.sendReferral({ body: referralBody(), idempotencyKey: newId() })
    const [first, second, third] = [await sent(), await sent(), await sent()]
    const list = async (query: { updatedSince: string; limit?: number; after?: string }) => {
      await settled(t)
      return client.listOwnReferrals({ query })
    }
    const all = await list({ updatedSince: beginning })
    expect(all.items).toHaveLength(3)
    const since = { updatedSince: all.updatedSince ?? '' }
    await t.sql("update referral set status = 'under_review', reminders = 1 where id = $1", [first.id])
    expect((await list(since)).items).toEqual([])
    expect((await list({ updatedSince: new Date().toISOString() })).items).toHaveLength(3)
    await t.sql("update referral set partner_status = 'accepted' where id = $1", [second.id])
    await t.sql('update referral set received = null, wiped_at = now() where id = $1', [third.id])
    const page = await list({ ...since, limit: 1 })
    expect(page).toMatchObject({ items: [{ id: second.id, partnerStatus: 'accepted', erasedAt: null }] })
    const next = await list({ ...since, limit: 1, after: page.next ?? '' })
    expect(next).toMatchObject({ items: [{ id: third.id, erasedAt: expect.any(String) }], next: null })
    expect((await list({ updatedSince: next.updatedSince ?? '' })).items).toEqual([])
    const filtered = client.listOwnReferrals({ query: { ...since, status: 'accepted' } })
    await expect(filtered).rejects.toMatchObject({ extra: { errors: [{ pointer: '/query/status' }] } })
  })

  test('nobody else is in it, and what is no cursor is refused by name', async () => {
    const [one, other] = [await t.partnerKey(), await t.partnerKey()]
    await givenReferral(t, one)
    await givenReferral(t, other, { is_test: true })
    expect((await read(other)).ids).toEqual([])
    for (const since of ['x', '2026-13-45T00:00:00Z', Buffer.from('a b c').toString('base64url')])
      await expect(read(one, since)).rejects.toMatchObject({ extra: { errors: [{ pointer: '/query/updatedSince' }] } })
  })
})
