import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { ApiClient } from '../../../test/client.ts'
import { employerSteps } from '../../../test/employers.ts'
import { startApi, type Api } from '../../../test/harness.ts'
import { newId } from '../../platform/ids.ts'

let t: Api
let coordinator: ApiClient
let steps: Awaited<ReturnType<typeof employerSteps>>
beforeAll(async () => {
  t = await startApi()
  coordinator = await t.as('coordinator')
  steps = await employerSteps(t, coordinator)
})
afterAll(() => t.stop())

describe('[G1] employers and what they look for', () => {
  test('[G1] members who fit a need are listed with each reason, the unknown said to be unknown', async () => {
    const need = await steps.addNeed({ kind: 'internship' })
    const known = await steps.member({ person: { given_name: 'Awa' } })
    const unsaid = await steps.member({ level: null, agreed: null, person: { given_name: 'Bilal' } })
    const refused = await steps.member({ agreed: false })
    const beginner = await steps.member({ level: 'A1' })
    const other = await steps.member({ skill: steps.skillIds[1] ?? null })
    const { items } = await coordinator.listMatches({ params: { employerNeedId: need.id } })
    const found = new Map(items.map((one) => [one.person.personId, one]))
    expect(found.get(known)).toMatchObject({
      fits: true,
      wish: 'yes',
      skills: [{ id: steps.skillIds[0] }],
      languages: [{ language: 'fr', needed: 'A2', known: 'B1', verdict: 'enough' }],
    })
    expect(found.get(unsaid)).toMatchObject({ fits: false, wish: 'unknown', languages: [{ known: null }] })
    for (const personId of [refused, beginner, other]) expect(found.has(personId)).toBe(false)
  })

  test('[G1] gender, origin and age change nothing in it', async () => {
    const need = await steps.addNeed()
    const personId = await steps.member()
    const of = async () =>
      JSON.stringify(
        (await coordinator.listMatches({ params: { employerNeedId: need.id } })).items.find(
          (one) => one.person.personId === personId,
        ),
      )
    const before = await of()
    await t.sql(
      `update person set gender = 'man', is_belgian = true, lifelong_resident = true, birth_year = 1950 where id = $1`,
      [personId],
    )
    expect(await of()).toBe(before)
    expect(before).not.toMatch(/gender|belgian|arriv|score|points/i)
  })

  test('[G1] an employer may be a partner that is known already', async () => {
    const cpas = await t.insert<{ id: string }>('partner', {
      id: newId(),
      site_id: t.sites.liege,
      name: 'CPAS de Liège',
      types: ['cpas'],
    })
    await expect(coordinator.getEmployer({ params: { employerId: cpas.id } })).rejects.toHaveProblem('not-found')
    const made = await coordinator.addEmployer({ body: { siteId: t.sites.liege, partnerId: cpas.id } })
    expect(made).toMatchObject({ id: cpas.id, name: 'CPAS de Liège', needs: [] })
    const [row] = await t.sql<{ types: string[] }>('select types from partner where id = $1', [cpas.id])
    expect(row?.types).toEqual(['cpas', 'employer'])
    const both = { siteId: t.sites.liege, partnerId: cpas.id, name: 'Autre' }
    await expect(coordinator.addEmployer({ body: both })).rejects.toHaveProblem('rule-broken')
  })

  test('[G1] nobody is introduced for a need that is closed or over, and a closed one stays as it was', async () => {
    const personId = await steps.member()
    const over = await steps.addNeed({ untilOn: '2026-11-21' })
    const propose = (needId: string) =>
      coordinator.proposeIntroduction({ params: { employerNeedId: needId }, body: { personId } })
    await expect(propose(over.id)).rejects.toHaveProblem('act-not-possible')
    const need = await steps.addNeed()
    const closing = { params: { employerNeedId: need.id }, ifMatch: need.version, body: { reason: 'Poste pourvu' } }
    const closed = await coordinator.closeEmployerNeed(closing)
    expect(closed).toMatchObject({ open: false, closedReason: 'Poste pourvu' })
    await expect(propose(need.id)).rejects.toHaveProblem('act-not-possible')
    const change = { params: { employerNeedId: need.id }, ifMatch: closed.version, body: { title: 'Autre' } }
    await expect(coordinator.changeEmployerNeed(change)).rejects.toHaveProblem('act-not-possible')
  })

  test('[G1] another list of skills and languages replaces the one there was', async () => {
    const need = await steps.addNeed()
    const body = { skillIds: steps.skillIds.slice(1, 3), languages: [{ language: 'nl', level: 'B1' as const }] }
    const changed = await coordinator.changeEmployerNeed({
      params: { employerNeedId: need.id },
      ifMatch: need.version,
      body,
    })
    expect(changed.skills.map(({ id }) => id)).toEqual(body.skillIds)
    expect(changed.languages).toEqual(body.languages)
    const twice = { languages: [body.languages[0], body.languages[0]] } as typeof body
    const again = { params: { employerNeedId: need.id }, ifMatch: changed.version, body: twice }
    await expect(coordinator.changeEmployerNeed(again)).rejects.toHaveProblem('rule-broken')
  })
})
