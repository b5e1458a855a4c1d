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

const offer = { fields: ['accounting' as const], hoursAMonth: 4, languages: ['fr'], startsOn: '2026-01-01' }
async function addExpert(more: Readonly<Record<string, unknown>> = {}, name = 'Noé') {
  const { id: personId } = await t.given.person({ given_name: name })
  return coordinator.addExpert({ body: { personId, ...offer, ...more } })
}

describe('[E10] the directory of experts', () => {
  test('[E10] is filtered by field, language, hours and the days of the offer', async () => {
    const wanted = await addExpert({ fields: ['finance', 'legal'], languages: ['fr', 'ar'], hoursAMonth: 10 })
    await addExpert({ fields: ['finance'], languages: ['nl'], hoursAMonth: 10 })
    await addExpert({ fields: ['finance'], languages: ['ar'], hoursAMonth: 2 })
    await addExpert({ fields: ['finance'], languages: ['ar'], hoursAMonth: 10, endsOn: '2026-11-21' })
    await addExpert({ fields: ['digital'], languages: ['ar'], hoursAMonth: 10 })
    const query = { field: 'finance' as const, language: 'ar', hours: 5, offering: true }
    const { items } = await coordinator.listExperts({ query })
    expect(items.map(({ id }) => id)).toEqual([wanted.id])
    const all = await coordinator.listExperts({ query: { field: 'finance' } })
    expect(all.items).toHaveLength(4)
    expect(all.items.filter(({ offering }) => !offering)).toHaveLength(1)
  })

  test('[E10] goes by name, page by page', async () => {
    await addExpert({ fields: ['food'] }, 'Béa')
    await addExpert({ fields: ['food'] }, 'Ali')
    const query = { field: 'food' as const, limit: 1 }
    const first = await coordinator.listExperts({ query })
    const second = await coordinator.listExperts({ query: { ...query, after: first.next ?? '' } })
    const names = [...first.items, ...second.items].map(({ person }) => person.name?.split(' ')[0])
    // by family name, which the factory numbers
    expect(names).toEqual(['Béa', 'Ali'])
    expect(second.next).toBeNull()
  })

  test('[E10] names the house that lends somebody, whom it holds once, until they are taken out', async () => {
    const { id: partnerId } = await t.insert<{ id: string }>('partner', {
      id: newId(),
      site_id: t.sites.liege,
      name: 'Fiduciaire Exemple',
      types: ['expert'],
    })
    const added = await addExpert({ partnerId })
    expect(added).toMatchObject({ partnerName: 'Fiduciaire Exemple', offering: true })
    const again = { personId: added.person.personId, ...offer }
    await expect(coordinator.addExpert({ body: again })).rejects.toHaveProblem('already-expert')
    const at = { params: { expertId: added.id }, ifMatch: added.version }
    await expect(coordinator.changeExpert({ ...at, body: { endsOn: '2025-01-01' } })).rejects.toHaveProblem(
      'rule-broken',
    )
    await coordinator.removeExpert(at)
    await expect(coordinator.addExpert({ body: again })).resolves.toMatchObject({ partnerId: null })
    const elsewhere = await t.as('coordinator', { site: 'pilot' })
    await expect(elsewhere.listExperts({ query: {} })).resolves.toEqual({ items: [], next: null })
  })
})

describe('[E10] [E16] what two colleagues change', () => {
  test('[E10] [E16] holds once: whoever is second is told, and what was before is kept', async () => {
    const expert = await addExpert()
    const evening = { siteId: t.sites.liege, kind: 'networking' as const, title: 'Réseau', heldOn: '2026-11-10' }
    const event = await coordinator.addNetworkingEvent({ body: evening })
    const at = { params: { expertId: expert.id }, ifMatch: expert.version }
    expect(await coordinator.changeExpert({ ...at, body: { hoursAMonth: 9 } })).toMatchObject({ hoursAMonth: 9 })
    await expect(coordinator.changeExpert({ ...at, body: { hoursAMonth: 1 } })).rejects.toHaveProblem(
      'version-outdated',
    )
    const on = { params: { networkingEventId: event.id }, ifMatch: event.version }
    expect(await coordinator.changeNetworkingEvent({ ...on, body: { heads: 9 } })).toMatchObject({ heads: 9 })
    const late = coordinator.changeNetworkingEvent({ ...on, body: { heads: 1 } })
    await expect(late).rejects.toHaveProblem('version-outdated')
    const [was] = await t.sql(
      `select (select hours_a_month from history.expert where id = $1) as hours,
        (select heads from history.networking_event where id = $2) as heads`,
      [expert.id, event.id],
    )
    expect(was).toEqual({ hours: 4, heads: 0 })
  })
})

describe('[E15] the library of methods', () => {
  test('[E15] keeps the tool as it was borrowed, each change with its reason, and what came of each', async () => {
    const tool = { siteId: t.sites.liege, name: 'Toile de projet', borrowedFrom: 'Business Model Canvas' }
    const borrowed = await coordinator.addMethod({ body: { ...tool, usedFrom: '2026-02-01' } })
    const methodId = borrowed.id
    const [first] = borrowed.versions
    const change = { changed: 'Moins de cases, des images', why: 'Trop de mots pour A2', usedFrom: '2026-05-01' }
    await coordinator.adaptMethod({ params: { methodId }, body: change })
    const judged = await coordinator.judgeMethod({
      params: { methodId, methodVersionId: first?.id ?? '' },
      ifMatch: first?.version ?? 0,
      body: { verdict: 'adapt', finding: 'Personne ne l’a remplie seule' },
    })
    expect(judged.versions).toMatchObject([
      { number: 2, ...change, verdict: null },
      { number: 1, changed: null, verdict: 'adapt', verdictOn: '2026-11-22', finding: 'Personne ne l’a remplie seule' },
    ])
    await expect(coordinator.addMethod({ body: { ...tool, usedFrom: '2026-02-01' } })).rejects.toHaveProblem(
      'code-taken',
    )
  })

  test('[E15] a verdict never comes before the use', async () => {
    const tool = { siteId: t.sites.liege, name: 'Carte des forces', borrowedFrom: 'Inventée', usedFrom: '2026-12-01' }
    const { id, versions } = await coordinator.addMethod({ body: tool })
    const [first] = versions
    const verdict = coordinator.judgeMethod({
      params: { methodId: id, methodVersionId: first?.id ?? '' },
      ifMatch: first?.version ?? 0,
      body: { verdict: 'keep' },
    })
    await expect(verdict).rejects.toHaveProblem('rule-broken')
  })
})

describe('[E16] networking and exchange between entrepreneurs', () => {
  const evening = { kind: 'peer_exchange' as const, title: 'Table des entrepreneurs', heldOn: '2026-11-10' }
  const people = async (count: number) =>
    Promise.all(Array.from({ length: count }, async () => (await t.given.person()).id))

  test('[E16] counts an encounter for each pair of those who were there', async () => {
    const personIds = await people(4)
    const event = await coordinator.addNetworkingEvent({
      body: { siteId: t.sites.liege, ...evening, heads: 3, personIds },
    })
    expect(event).toMatchObject({ present: 7, encounters: 6 })
    const change = { params: { networkingEventId: event.id }, ifMatch: event.version }
    const fewer = await coordinator.changeNetworkingEvent({ ...change, body: { personIds: personIds.slice(0, 2) } })
    expect(fewer).toMatchObject({ present: 5, encounters: 1 })
    await coordinator.removeNetworkingEvent({ params: change.params, ifMatch: fewer.version })
    const { items } = await coordinator.listNetworkingEvents({ query: {} })
    expect(items.map(({ id }) => id)).not.toContain(event.id)
  })

  test('[E16] an event of n people ties two of them by 1/(n-1), heads without a name weighing in n', async () => {
    const newcomer = await t.given.person()
    const local = await t.given.person({ lifelong_resident: true })
    const other = await t.given.person({ lifelong_resident: true })
    const partner = await t.given.person()
    const tied = async () => {
      const [row] = await t.sql<{ tied: number }>(
        `select set_config('interra.sites', $3, false), interra.locals_tied($1, $2, '2026-01-01', '2027-01-01') as tied`,
        [newcomer.id, partner.id, `{${t.sites.liege}}`],
      )
      return row?.tied
    }
    const meet = (heads: number, personIds: string[]) =>
      coordinator.addNetworkingEvent({ body: { siteId: t.sites.liege, ...evening, heads, personIds } })
    // three people: each is tied by a half
    await meet(0, [newcomer.id, local.id, other.id])
    expect(await tied()).toBe(0)
    await meet(1, [newcomer.id, local.id])
    expect(await tied()).toBe(1)
    await meet(0, [newcomer.id, other.id])
    expect(await tied()).toBe(2)
  })

  test('[E16] is not noted before it was, nor with somebody of another site', async () => {
    const add = (more: { heldOn?: string; personIds?: string[] }) =>
      coordinator.addNetworkingEvent({ body: { siteId: t.sites.liege, ...evening, ...more } })
    await expect(add({ heldOn: '2026-11-23' })).rejects.toHaveProblem('not-in-the-future')
    const stranger = await t.given.person({ site: 'pilot' })
    await expect(add({ personIds: [stranger.id] })).rejects.toHaveProblem('rule-broken')
  })
})
