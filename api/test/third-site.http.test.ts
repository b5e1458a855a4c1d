import type { Figures, Workshop } from '@interra/contracts'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { newId } from '../src/platform/ids.ts'
import { mailedToken, signInAs } from './accounts.ts'
import type { ApiClient } from './client.ts'
import { startApi, type Api } from './harness.ts'

let t: Api
beforeAll(async () => void (t = await startApi()))
afterAll(() => t.stop())

/** A city where the association works, and who of the team works there. */
interface City {
  readonly siteId: string
  readonly team: ApiClient
  readonly categoryId: string
}

/** Namur, through the API alone: its own word for gardens, five years instead of three, and a coordinator by invitation. */
async function openNamur(): Promise<City> {
  const admin = await t.as('admin', { site: 'all' })
  const { id: siteId } = await admin.addSite({
    body: { code: 'namur', name: 'Namur', timeZone: 'Europe/Brussels', opensOn: '2026-11-01' },
  })
  const params = { siteId }
  const labels = { fr: 'Jardin partagé', en: 'Shared garden' }
  const garden = await admin.addTerm({ params, body: { taxonomy: 'workshop_category', labels } })
  await admin.setPolicy({
    params,
    body: { key: 'newcomer_threshold_months', value: 60, startsOn: '2026-11-01', reason: 'Décision du conseil' },
  })
  const email = 'equipe.namur@example.org'
  const grants = [{ role: 'coordinator' as const, siteId, programme: null, expiresOn: null }]
  const { id: accountId } = await admin.inviteAccount({ body: { name: 'Équipe Namur', email, locale: 'fr', grants } })
  const password = 'quatre saisons sous la citadelle'
  await t.anonymous.setPassword({ body: { token: await mailedToken(t, email), password } })
  const { client } = await signInAs(t, { accountId, email, password })
  return { siteId, team: client, categoryId: garden.id }
}

async function liege(): Promise<City> {
  const team = await t.as('coordinator')
  const siteId = t.sites.liege
  const { items } = await team.listTerms({ params: { siteId }, query: { taxonomy: 'workshop_category' } })
  return { siteId, team, categoryId: items[0]?.id ?? '' }
}

/** Three who grew up here and three who came in October 2022 and speak French well: four years before the evening. */
async function members({ siteId, team }: City): Promise<string[]> {
  const names = ['Ludivine Oger', 'Sabine Wéry', 'Corentin Gillain', 'Hiwot Tadesse', 'Ihor Shevchuk', 'Binta Diaby']
  const ids: string[] = []
  for (const [index, name] of names.entries()) {
    const [givenName = '', familyName = ''] = name.split(' ')
    const cameIn2022 = {
      arrival: { arrivedOn: '2022-10-03', source: 'self' as const },
      languages: [{ language: 'fr', level: 'B2' as const, assessedBy: 'staff' as const }],
    }
    const facts = index < 3 ? { lifelongResident: true } : cameIn2022
    const { id } = await team.registerPerson({
      body: { siteId, givenName, familyName, birth: '1990', ...facts },
    })
    ids.push(id)
  }
  return ids
}

/** From what a member proposes to a published workshop; what is missing is named before it is there. */
async function publishedWorkshop({ siteId, team, categoryId }: City, hostId: string): Promise<Workshop> {
  const hosts = [{ personId: hostId, part: 'lead' as const }]
  const drafted = await team.recordProposal({ body: { siteId, title: 'Potager d’hiver', hosts, categoryId } })
  const params = { proposalId: drafted.id }
  const submitted = await team.submitProposal({ params, ifMatch: drafted.version })
  const accompanied = await team.accompanyProposal({ params, ifMatch: submitted.version })
  const need = await team.addNeed({ params, body: { kind: 'material', description: 'Dix paires de gants' } })
  await team.coverNeed({ params: { ...params, needId: need.id }, ifMatch: need.version, body: {} })
  const train = { params: { ...params, step: 'train' as const }, ifMatch: 1 }
  await team.setStep({ ...train, body: { state: 'done', addMinutes: 30 } })
  const ready = await team.readyProposal({ params, ifMatch: accompanied.version })
  const draft = await team.convertProposal({ params, ifMatch: ready.version, body: { capacity: 4 } })
  const workshop = { params: { workshopId: draft.id } }
  await expect(team.publishWorkshop({ ...workshop, ifMatch: draft.version })).rejects.toHaveProblem(
    'conditions-unmet',
    {
      missing: ['commitment_signed', 'room_confirmed'],
    },
  )
  const room = { name: 'Serre', capacity: 10 }
  const venue = await team.addVenue({ body: { siteId, name: 'Maison des jardins', own: true, rooms: [room] } })
  await team.changeWorkshop({ ...workshop, ifMatch: draft.version, body: { roomId: venue.rooms[0]?.id ?? null } })
  const [host] = draft.hosts
  await team.changeWorkshopHost({
    params: { ...workshop.params, hostId: host?.id ?? '' },
    ifMatch: host?.version ?? 0,
    body: { commitment: { signedOn: '2026-11-20', textVersion: '2026-1', language: 'fr' } },
  })
  const { version } = await team.getWorkshop(workshop)
  return team.publishWorkshop({ ...workshop, ifMatch: version })
}

/** A series on Tuesdays, its first evening full with one who waits; answers that evening. */
async function plannedEvening({ team }: City, workshopId: string, people: readonly string[]): Promise<string> {
  const { sessions } = await team.scheduleSeries({
    params: { workshopId },
    body: {
      rule: { kind: 'weekly', every: 1, on: ['tuesday'] },
      startsOn: '2026-11-24',
      untilOn: '2026-12-15',
      startsTime: '18:00',
      endsTime: '20:00',
    },
  })
  expect(sessions.map(({ startsOn }) => startsOn)).toEqual(['2026-11-24', '2026-12-01', '2026-12-08', '2026-12-15'])
  const sessionId = sessions[0]?.id ?? ''
  const states = []
  for (const personId of people) {
    const made = await team.registerForSession({ params: { sessionId }, body: { personId, waitlist: true } })
    states.push(made.status)
  }
  expect(states).toEqual(['confirmed', 'confirmed', 'confirmed', 'confirmed', 'waitlisted'])
  return sessionId
}

/** Everybody came, the one who waited too, somebody at the door and two without a name; the sheet is closed. */
async function recordedEvening({ team }: City, sessionId: string, people: readonly string[]): Promise<void> {
  t.clock.set('2026-11-24T18:30:00Z')
  const observedAt = '2026-11-24T17:20:00Z'
  const seen = (personId: string) => ({ id: newId(), personId, status: 'present' as const, observedAt })
  const { sheet } = await team.recordAttendance({
    params: { sessionId },
    body: {
      sentAt: '2026-11-24T18:30:00Z',
      marks: [...people.map(seen), { ...seen(newId()), newPerson: { givenName: 'Maël' } }],
      headCount: { heads: 2, observedAt },
    },
  })
  expect(sheet.rows.filter(({ status }) => status === 'present')).toHaveLength(people.length + 1)
  await team.closeSheet({
    params: { sessionId },
    ifMatch: sheet.version,
    body: { unmarked: 'leave', atmosphere: 'good', staffMinutes: 90 },
  })
}

/** The whole week of a city, and what its figures say of it. */
async function playWeek(city: City): Promise<{ figures: Figures; groups: (string | undefined)[] }> {
  t.clock.set('2026-11-22T11:00:00Z')
  const people = await members(city)
  const [hostId = '', ...others] = people
  const { id } = await publishedWorkshop(city, hostId)
  const sessionId = await plannedEvening(city, id, others)
  await recordedEvening(city, sessionId, people)
  const files = await Promise.all(people.map((personId) => city.team.getPerson({ params: { personId } })))
  const figures = await city.team.getFigures({ query: { from: '2026-11-23', to: '2026-11-30', site: city.siteId } })
  return { figures, groups: files.map(({ group }) => group?.group) }
}

const shares = ({ figures }: Figures) => {
  const found = figures.find(({ indicatorId }) => indicatorId === 'MIX-01')
  return { value: found?.value, ...Object.fromEntries(found?.parts.map(({ code, value }) => [code, value]) ?? []) }
}
const valueOf = ({ figures }: Figures, id: string) => figures.find(({ indicatorId }) => indicatorId === id)?.value

test('[J2] a third site is data: its week is run with its own words, and its own threshold says who is a newcomer', async () => {
  const namur = await openNamur()
  const there = await playWeek(namur)
  const here = await playWeek(await liege())
  for (const { figures } of [there, here])
    expect(['ACT-01', 'ACT-03', 'ACT-04', 'ACT-07'].map((id) => valueOf(figures, id))).toEqual([1, 9, 7, 9])

  expect(there.groups).toEqual(['local', 'local', 'local', 'newcomer', 'newcomer', 'newcomer'])
  expect(here.groups).toEqual(['local', 'local', 'local', 'local', 'local', 'local'])
  expect(shares(there.figures)).toEqual({ value: 0.5, newcomer: 3, local: 3, in_between: 0, unknown: 1 })
  expect(shares(here.figures)).toEqual({ value: 0, newcomer: 0, local: 6, in_between: 0, unknown: 1 })
  expect([valueOf(there.figures, 'MIX-02'), valueOf(here.figures, 'MIX-02')]).toEqual([1, 0])
}, 60_000)

test('[J2] what a third site holds is out of reach for the others', async () => {
  const admin = await t.as('admin', { site: 'all' })
  const { items } = await admin.listSites()
  const namur = items.find(({ code }) => code === 'namur')?.id ?? ''
  const { items: workshops } = await admin.listWorkshops({ query: { siteId: namur } })
  expect(workshops.map(({ title, category }) => [title, category?.labels.fr])).toEqual([
    ['Potager d’hiver', 'Jardin partagé'],
  ])
  const reader = await t.as('reader')
  const query = { from: '2026-11-23', to: '2026-11-30', site: namur }
  await expect(reader.getFigures({ query })).rejects.toHaveProblem('not-found')
  await expect(reader.getWorkshop({ params: { workshopId: workshops[0]?.id ?? '' } })).rejects.toHaveProblem(
    'not-found',
  )
})
