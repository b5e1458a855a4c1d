import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { initialPolicies, policyKeys, type ChangeTerm } from '@interra/contracts'
import { startApi, type Api } from '../../../test/harness.ts'

let t: Api
beforeAll(async () => void (t = await startApi()))
afterAll(() => t.stop())

const namur = { code: 'namur', name: 'Namur', timeZone: 'Europe/Brussels', opensOn: '2026-12-01' }

describe('a new city', () => {
  test('[J2] is data: added through the API with its own lists and its own threshold, and nothing changes elsewhere', async () => {
    const admin = await t.as('admin', { site: 'all' })
    const site = await admin.addSite({ body: namur })
    expect(site).toMatchObject({ ...namur, closesOn: null, version: 1 })
    expect((await admin.whoAmI()).sites.map(({ code }) => code)).toEqual(['liege', 'namur', 'pilote'])

    const params = { siteId: site.id }
    const garden = await admin.addTerm({
      params,
      body: { taxonomy: 'workshop_category', labels: { fr: 'Jardin partagé', en: 'Shared garden' } },
    })
    expect(garden).toMatchObject({ code: 'jardin_partage', position: 9, startsOn: '2026-11-22', endsOn: null })
    await admin.setPolicy({
      params,
      body: { key: 'newcomer_threshold_months', value: 60, startsOn: '2026-12-01', reason: 'Décision du CA' },
    })

    const codesAt = async (siteId: string) =>
      (await admin.listTerms({ params: { siteId }, query: { taxonomy: 'workshop_category' } })).items.map(
        ({ code }) => code,
      )
    expect(await codesAt(site.id)).toEqual([...(await codesAt(t.sites.liege)), 'jardin_partage'])
    const threshold = async (siteId: string, day: string) =>
      (await t.sql(`select interra.policy($1, 'newcomer_threshold_months', $2) as months`, [siteId, day]))[0]?.[
        'months'
      ]
    expect(await threshold(site.id, '2026-11-30')).toBe(36)
    expect(await threshold(site.id, '2026-12-01')).toBe(60)
    expect(await threshold(t.sites.liege, '2026-12-01')).toBe(36)
  })

  test('[J2] starts with the usual lists and rules', async () => {
    const reader = await t.as('reader', { site: 'pilot' })
    const params = { siteId: t.sites.pilot }
    const { items } = await reader.listTerms({ params })
    expect(items.filter(({ taxonomy }) => taxonomy === 'workshop_category')).toHaveLength(8)
    expect(items.filter(({ taxonomy }) => taxonomy === 'channel')).toHaveLength(11)
    const rules = (await reader.listPolicies({ params })).items
    expect(Object.fromEntries(rules.map(({ key, value }) => [key, value]))).toEqual(initialPolicies)
    expect(new Set(rules.map(({ startsOn }) => startsOn))).toEqual(new Set(['1900-01-01']))
  })

  test('is for an admin of all sites, has a code of its own and a time zone that exists', async () => {
    const body = { ...namur, code: 'mons' }
    await expect((await t.as('admin')).addSite({ body })).rejects.toHaveProblem('not-allowed')
    await expect((await t.as('coordinator', { site: 'all' })).addSite({ body })).rejects.toHaveProblem('not-allowed')
    const admin = await t.as('admin', { site: 'all' })
    await expect(admin.addSite({ body: { ...body, code: 'liege' } })).rejects.toHaveProblem('code-taken')
    await expect(admin.addSite({ body: { ...body, timeZone: 'Europe/Mons' } })).rejects.toHaveProblem('rule-broken')
    await expect(admin.addSite({ body: { ...body, code: 'Mons !' } })).rejects.toHaveProblem('validation-failed')
  })

  test('sent twice with one key is added once', async () => {
    const admin = await t.as('admin', { site: 'all' })
    const input = { body: { ...namur, code: 'huy', name: 'Huy' }, idempotencyKey: 'huy-1' }
    expect(await admin.addSite(input)).toEqual(await admin.addSite(input))
  })
})

describe('a site', () => {
  test('out of reach does not exist', async () => {
    const admin = await t.as('admin')
    const params = { siteId: t.sites.pilot }
    for (const call of [
      () => admin.getSite({ params }),
      () => admin.listTerms({ params }),
      () => admin.listPolicies({ params }),
      () => admin.changeSite({ params, ifMatch: 1, body: { name: 'Ailleurs' } }),
      () => admin.addTerm({ params, body: { taxonomy: 'channel', labels: { fr: 'Radio', en: 'Radio' } } }),
      () =>
        admin.setPolicy({ params, body: { key: 'offer_hours', value: 24, startsOn: '2027-01-01', reason: 'Essai' } }),
    ])
      await expect(call()).rejects.toHaveProblem('not-found')
    expect((await admin.listSites()).items.map(({ code }) => code)).toEqual(['liege'])
  })

  test('is renamed, closed and reopened, each with the version that was read', async () => {
    const admin = await t.as('admin', { site: 'all' })
    const params = { siteId: t.sites.pilot }
    const { version } = await admin.getSite({ params })
    const renamed = await admin.changeSite({ params, ifMatch: version, body: { name: 'Verviers' } })
    expect(renamed).toMatchObject({ name: 'Verviers', code: 'pilote', version: version + 1 })
    await expect(admin.changeSite({ params, ifMatch: version, body: { name: 'Eupen' } })).rejects.toHaveProblem(
      'version-outdated',
      { version: version + 1 },
    )
    const early = { closesOn: '2014-12-31' }
    await expect(admin.closeSite({ params, ifMatch: renamed.version, body: early })).rejects.toHaveProblem(
      'rule-broken',
    )
    const closed = await admin.closeSite({ params, ifMatch: renamed.version, body: { closesOn: '2027-06-30' } })
    expect(closed.closesOn).toBe('2027-06-30')
    expect((await admin.reopenSite({ params, ifMatch: closed.version })).closesOn).toBeNull()
    const acts = await t.sql(
      `select act, fields from audit_event where entity = 'site' and entity_id = $1 order by id`,
      [t.sites.pilot],
    )
    expect(acts).toEqual([
      { act: 'site.renamed', fields: ['name'] },
      { act: 'site.closed', fields: ['closesOn'] },
      { act: 'site.reopened', fields: ['closesOn'] },
    ])
  })
})

describe('the words of a site', () => {
  test('[J5] are relabelled, moved and ended by its team, never deleted', async () => {
    const lead = await t.as('programme_lead')
    const params = { siteId: t.sites.liege }
    const query = { taxonomy: 'workshop_category' } as const
    const list = async () => (await lead.listTerms({ params, query })).items
    const named = async (code: string) => {
      const found = (await list()).find((term) => term.code === code)
      if (!found) throw new Error(`no term ${code}`)
      return found
    }
    const change = async (code: string, body: ChangeTerm) => {
      const { id, version } = await named(code)
      return lead.changeTerm({ params: { ...params, termId: id }, ifMatch: version, body })
    }
    const before = (await list()).map(({ code }) => code)

    expect(await change('music', { position: 1 })).toMatchObject({ position: 1 })
    const after = await list()
    expect(after.map(({ code }) => code)).toEqual(['music', ...before.filter((code) => code !== 'music')])
    expect(after.map(({ position }) => position)).toEqual(before.map((_, index) => index + 1))

    const labels = { fr: 'Musique et chant', en: 'Music and singing' }
    expect(await change('music', { labels })).toMatchObject({ labels, position: 1 })
    await change('philosophy', { endsOn: '2026-11-30' })
    const openOn = async (on: string) => (await lead.listTerms({ params, query: { ...query, on } })).items
    expect((await openOn('2026-11-30')).map(({ code }) => code)).toContain('philosophy')
    expect((await openOn('2026-12-01')).map(({ code }) => code)).not.toContain('philosophy')
    expect((await list()).map(({ code }) => code)).toContain('philosophy')
    await change('philosophy', { endsOn: null })
    await expect(change('philosophy', { endsOn: '2014-12-31' })).rejects.toHaveProblem('rule-broken')
  })

  test('two people moving words at the same moment leave each word one place', async () => {
    const lead = await t.as('programme_lead', { site: 'pilot' })
    const params = { siteId: t.sites.pilot }
    const read = async () => (await lead.listTerms({ params, query: { taxonomy: 'channel' } })).items
    const [first, second] = await read()
    if (!first || !second) throw new Error('a list has words')
    const move = (term: typeof first, position: number) =>
      lead.changeTerm({ params: { ...params, termId: term.id }, ifMatch: term.version, body: { position } })
    await Promise.allSettled([move(first, 11), move(second, 1)])
    const places = (await read()).map(({ position }) => position)
    expect(places).toEqual(places.map((_, index) => index + 1))
  })

  test('have codes of their own, and are for leads to change', async () => {
    const lead = await t.as('programme_lead')
    const params = { siteId: t.sites.liege }
    const body = { taxonomy: 'channel', code: 'cpas', labels: { fr: 'CPAS', en: 'CPAS' } } as const
    await expect(lead.addTerm({ params, body })).rejects.toHaveProblem('code-taken')
    await expect((await t.as('coordinator')).addTerm({ params, body })).rejects.toHaveProblem('not-allowed')
    await expect((await t.as('helper')).listTerms({ params })).resolves.toBeDefined()
  })
})

describe('the rules of a site', () => {
  test('[J5] hold from a day on, with every value they had, who decided and why', async () => {
    const lead = await t.signIn('programme_lead', { name: 'Farida B.' })
    const params = { siteId: t.sites.liege }
    await lead.client.setPolicy({
      params,
      body: { key: 'first_sessions_with_staff', value: 5, startsOn: '2027-01-01', reason: 'Nouvelle équipe' },
    })
    const history = (await lead.client.listPolicies({ params })).items.filter(
      ({ key }) => key === 'first_sessions_with_staff',
    )
    expect(history).toMatchObject([
      { value: 5, startsOn: '2027-01-01', reason: 'Nouvelle équipe', decidedBy: 'Farida B.' },
      { value: 3, startsOn: '1900-01-01', reason: null, decidedBy: null },
    ])
  })

  test('[J5] refuse a value that they may not have', async () => {
    const lead = await t.as('programme_lead')
    const decided = { startsOn: '2027-01-01', reason: 'Essai' }
    const refused: unknown[] = [
      { key: 'newcomer_threshold_months', value: 0 },
      { key: 'newcomer_threshold_months', value: 'B1' },
      { key: 'local_language_level', value: 'unknown' },
      { key: 'mixity', value: { minEachSide: 2, minShare: 0.9, minKnown: 4, maxUnknownShare: 0.4 } },
      { key: 'mixity', value: 2 },
      { key: 'small_cell_k', value: 1 },
      { key: 'invented', value: 1 },
    ]
    const { cookie } = await t.signIn('programme_lead')
    for (const body of refused) {
      const answer = await fetch(`${t.url}/v1/sites/${t.sites.liege}/policies`, {
        method: 'POST',
        headers: { cookie, 'x-interra-client': '1', 'content-type': 'application/json' },
        body: JSON.stringify({ ...decided, ...(body as object) }),
      })
      expect([answer.status, body]).toEqual([400, body])
    }
    expect((await lead.listPolicies({ params: { siteId: t.sites.liege } })).items.map(({ key }) => key).sort()).toEqual(
      [...policyKeys, 'first_sessions_with_staff'].sort(),
    )
  })

  test('a second decision for the same day replaces the first, and the history keeps both', async () => {
    const lead = await t.as('programme_lead', { site: 'pilot' })
    const params = { siteId: t.sites.pilot }
    const decide = (value: number) =>
      lead.setPolicy({ params, body: { key: 'offer_hours', value, startsOn: '2027-02-01', reason: `${value} h` } })
    const first = await decide(24)
    const second = await decide(12)
    expect(second.id).toBe(first.id)
    const kept = await t.sql(`select value, reason from history.policy where id = $1`, [first.id])
    expect(kept).toEqual([{ value: 24, reason: '24 h' }])
  })

  test('a decision that is not in force yet is taken back, one that is is not', async () => {
    const lead = await t.as('programme_lead', { site: 'pilot' })
    const params = { siteId: t.sites.pilot }
    const coming = await lead.setPolicy({
      params,
      body: { key: 'small_cell_k', value: 6, startsOn: '2026-11-23', reason: 'Prudence' },
    })
    const withdraw = () => lead.withdrawPolicy({ params: { ...params, policyId: coming.id } })
    t.clock.set('2026-11-22T22:59:00Z')
    await withdraw()
    await expect(withdraw()).rejects.toHaveProblem('not-found')
    const now = await lead.setPolicy({
      params,
      body: { key: 'small_cell_k', value: 6, startsOn: '2026-11-22', reason: 'Prudence' },
    })
    await expect(lead.withdrawPolicy({ params: { ...params, policyId: now.id } })).rejects.toHaveProblem(
      'act-not-possible',
    )
  })
})
