import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { recordAudit, recordRead } from '../../src/platform/audit.ts'
import type { Scope } from '../../src/platform/http/context.ts'
import { newId } from '../../src/platform/ids.ts'
import { startApi, type Api } from '../harness.ts'

let t: Api
let scope: Scope
beforeAll(async () => {
  t = await startApi()
  const { accountId } = await t.signIn('coordinator')
  const sites = [t.sites.liege]
  scope = { sites, filterSites: sites, actorKind: 'account', actorId: accountId, requestId: 'audit' }
})
afterAll(() => t.stop())

const published = (entityId: string, siteId: string | null = t.sites.liege) => ({
  act: 'workshop.published',
  siteId,
  entity: 'workshop',
  entityId,
  reason: 'prêt',
  fields: ['status'],
})

describe('the audit trail', () => {
  test('tells who did what in which request, with the names of what changed', async () => {
    const id = newId()
    await t.database.write(scope, (db) => recordAudit(db, published(id)))
    expect(await t.sql('select * from audit_event where entity_id = $1', [id])).toMatchObject([
      {
        site_id: t.sites.liege,
        actor_kind: 'account',
        actor_id: scope.actorId,
        act: 'workshop.published',
        reason: 'prêt',
        fields: ['status'],
        request_id: 'audit',
        at: expect.any(Date),
      },
    ])
  })

  test('tells of jobs that nobody asked for', async () => {
    const id = newId()
    await t.database.system('expire-offers', (db) => recordAudit(db, { ...published(id), siteId: null }))
    expect(await t.sql('select actor_kind, actor_id, request_id from audit_event where entity_id = $1', [id])).toEqual([
      { actor_kind: 'system', actor_id: null, request_id: 'expire-offers' },
    ])
  })

  test('keeps nothing of an act that failed', async () => {
    const id = newId()
    const failed = t.database.write(scope, async (db) => {
      await recordAudit(db, published(id))
      throw new Error('afterwards')
    })
    await expect(failed).rejects.toThrow('afterwards')
    expect(await t.sql('select 1 from audit_event where entity_id = $1', [id])).toEqual([])
  })

  test.each(['audit_event', 'read_trace'])('%s is only ever added to, by the application', async (table) => {
    for (const text of [`update ${table} set request_id = 'x'`, `delete from ${table}`, `truncate ${table}`])
      await expect(t.database.write(scope, (db) => db.hot({ name: text, text }, []))).rejects.toThrow('42501')
  })

  test('takes nothing about a site out of scope', async () => {
    await expect(t.database.write(scope, (db) => recordAudit(db, published(newId(), t.sites.pilot)))).rejects.toThrow(
      '42501',
    )
  })
})

describe('the trace of reading', () => {
  test('says whose file was read by whom; nothing when that file was out of scope', async () => {
    const own = await t.given.person()
    const foreign = await t.given.person({ site: 'pilot' })
    for (const { id } of [own, foreign]) await t.database.write(scope, (db) => recordRead(db, id, 'getPerson'))
    expect(await t.sql('select person_id, actor_id, operation, site_id from read_trace')).toEqual([
      { person_id: own.id, actor_id: scope.actorId, operation: 'getPerson', site_id: t.sites.liege },
    ])
  })
})
