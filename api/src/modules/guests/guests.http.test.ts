import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { mailedToken, signInAs, type Opened } from '../../../test/accounts.ts'
import type { ApiClient } from '../../../test/client.ts'
import { startApi, type Api } from '../../../test/harness.ts'
import { givenConsent, givenIncubation } from '../../../test/incubations.ts'
import { newId } from '../../platform/ids.ts'

let t: Api
let coordinator: ApiClient
beforeAll(async () => {
  t = await startApi()
  coordinator = await t.as('coordinator')
})
afterAll(() => t.stop())

const now = '2026-11-22T11:00:00Z'
let made = 0
const address = () => `guest.${++made}@example.org`
/** Somebody in whose circle `personId` stands from day to day. */
async function around(personId: string, days: { starts_on: string; ends_on?: string }, role = 'coach') {
  const incubatee = await t.given.person({ given_name: 'Samira' })
  const { site_id, id: person_id } = incubatee
  const application = await t.insert<{ id: string }>('application', {
    id: newId(),
    site_id,
    person_id,
    project: 'Traiteur du monde',
    form_version: 1,
    status: 'admitted',
    submitted_at: '2026-01-01T10:00:00Z',
  })
  const incubation = await t.insert<{ id: string }>('incubation', {
    id: newId(),
    site_id,
    person_id,
    application_id: application.id,
    stage_since: '2026-02-01',
    starts_on: '2026-02-01',
    ends_on: '2027-02-01',
  })
  await givenConsent(t, person_id)
  const place = { id: newId(), site_id, incubation_id: incubation.id, person_id: personId, role }
  await t.insert('circle_member', { ...place, ...days })
  return incubation.id
}
async function invited(role: 'coach' | 'juror' = 'coach', expiresOn = '2026-12-31') {
  const { id: personId } = await t.given.person({ given_name: 'Karim' })
  const email = address()
  const guest = await coordinator.inviteGuest({ params: { personId }, body: { role, expiresOn, email } })
  return { personId, email, guest }
}
/** Sets a password by the link that was mailed, and signs in. */
async function entering(email: string): Promise<ApiClient> {
  const password = 'une phrase longue et banale'
  await t.anonymous.setPassword({ body: { token: await mailedToken(t, email), password } })
  const account: Opened = { accountId: '', email, password }
  return (await signInAs(t, account)).client
}

describe('[E6] guests of InterLab', () => {
  test('[E6] one act opens an account, gives the role until a day, and mails the invitation', async () => {
    const { personId, email, guest } = await invited()
    expect(guest).toMatchObject({ role: 'coach', expiresOn: '2026-12-31', open: true, state: 'invited', email })
    const grants = await t.sql(
      `select g.role, g.on_site_id, g.programme, g.expires_on::text from role_grant g
       join account a on a.id = g.account_id where a.person_id = $1`,
      [personId],
    )
    expect(grants).toEqual([
      { role: 'coach', on_site_id: t.sites.liege, programme: 'interlab', expires_on: '2026-12-31' },
    ])
    const { items } = await coordinator.listGuests({ query: {} })
    expect(items.map((one) => one.person.personId)).toContain(personId)
  })

  test('[E6] a coach signs in by the link, and sees only those in whose circle they stand today', async () => {
    const { personId, email } = await invited()
    const today = await around(personId, { starts_on: '2026-11-01', ends_on: '2026-11-30' })
    await around(personId, { starts_on: '2026-12-01' })
    await around(personId, { starts_on: '2026-03-01', ends_on: '2026-11-21' })
    await around((await t.given.person()).id, { starts_on: '2026-11-01' })
    const coach = await entering(email)
    const { incubatees, dossiers } = await coach.getMyTasks({})
    expect(incubatees).toMatchObject([
      { incubationId: today, project: 'Traiteur du monde', role: 'coach', untilOn: '2026-11-30' },
    ])
    expect(dossiers).toEqual([])
    // nobody is somebody's task who does not share their file any more
    await t.sql(
      `update consent set withdrawn_at = now() where person_id = (select person_id from incubation where id = $1)`,
      [today],
    )
    expect((await coach.getMyTasks({})).incubatees).toEqual([])
    await expect(coach.listPeople({ query: {} })).rejects.toHaveProblem('not-allowed')
    await expect(coach.listIntroductions({ query: {} })).rejects.toHaveProblem('not-allowed')
    await expect(coach.listGuests({ query: {} })).rejects.toHaveProblem('not-allowed')
  })

  test('[E6] the access ends by itself on the day after the last', async () => {
    const { personId, email } = await invited('coach', '2026-11-22')
    await around(personId, { starts_on: '2026-11-01' })
    const coach = await entering(email)
    await expect(coach.getMyTasks({})).resolves.toMatchObject({ incubatees: [{ role: 'coach' }] })
    t.clock.set('2026-11-22T22:59:00Z')
    await expect(coach.getMyTasks({})).resolves.toMatchObject({ incubatees: [{ role: 'coach' }] })
    t.clock.set('2026-11-23T00:01:00Z')
    // what is known of a caller is believed for a second
    t.deps.identities.forget()
    await expect(coach.getMyTasks({})).rejects.toHaveProblem('not-allowed')
    t.clock.set(now)
    t.deps.identities.forget()
  })

  test('[E6] may be ended at once, and given again to the same account', async () => {
    const { personId, email } = await invited()
    const coach = await entering(email)
    await coordinator.endGuestAccess({ params: { personId }, body: { role: 'coach' } })
    await expect(coach.getMyTasks({})).rejects.toHaveProblem('not-signed-in')
    const end = coordinator.endGuestAccess({ params: { personId }, body: { role: 'coach' } })
    await expect(end).rejects.toHaveProblem('not-found')
    const body = { role: 'juror' as const, expiresOn: '2027-01-31' }
    const again = await coordinator.inviteGuest({ params: { personId }, body })
    expect(again).toMatchObject({ role: 'juror', email, state: 'active', open: true })
    const told = await t.sql(`select kind from outbox_message where address = $1 order by id`, [email])
    expect(told.map(({ kind }) => kind)).toEqual(['account-invitation', 'guest-access'])
  })

  test('[E6] never for longer than a year, nor without an address, nor with somebody else’s', async () => {
    const { id: personId } = await t.given.person()
    const invite = (body: { expiresOn: string; email?: string }) =>
      coordinator.inviteGuest({ params: { personId }, body: { role: 'mentor', ...body } })
    await expect(invite({ expiresOn: '2026-12-31' })).rejects.toHaveProblem('rule-broken')
    await expect(invite({ expiresOn: '2027-12-31', email: address() })).rejects.toHaveProblem('rule-broken')
    await expect(invite({ expiresOn: '2026-11-21', email: address() })).rejects.toHaveProblem('rule-broken')
    const { email } = await invited()
    await expect(invite({ expiresOn: '2026-12-31', email })).rejects.toHaveProblem('account-exists')
  })

  test('[E6] nobody invites to another site, nor who is no member of theirs', async () => {
    const { id: personId } = await t.given.person()
    const elsewhere = await t.as('coordinator', { site: 'pilot' })
    const body = { role: 'coach' as const, expiresOn: '2026-12-31', email: address() }
    await expect(elsewhere.inviteGuest({ params: { personId }, body })).rejects.toHaveProblem('not-found')
    const officer = await t.as('social_officer')
    await expect(officer.inviteGuest({ params: { personId }, body })).rejects.toHaveProblem('not-allowed')
  })
})

describe('[M16] the trajectory of a member', () => {
  test('[M16] is read from what happened: presence, hosting, training, application, start', async () => {
    const { id: person_id, site_id } = await t.given.person({ gender: 'woman' })
    const workshop = await t.given.workshop()
    const first = await t.given.session({ workshop_id: workshop.id, starts_on: '2025-03-03', status: 'held' })
    const row = { site_id, person_id }
    const seen = { observed_at: '2025-03-03T18:00:00Z', status: 'present' }
    await t.insert('attendance', { id: newId(), ...row, session_id: first.id, ...seen })
    const own = await t.given.session({ workshop_id: workshop.id, starts_on: '2025-06-01', status: 'held' })
    await t.insert('session_host', { id: newId(), ...row, session_id: own.id, part: 'lead' })
    await t.insert('application', {
      id: newId(),
      ...row,
      project: 'Couture',
      form_version: 1,
      status: 'submitted',
      submitted_at: '2025-09-30T22:30:00Z',
    })
    const { steps, outcome } = await coordinator.getTrajectory({ params: { personId: person_id } })
    expect(steps?.map(({ step, on }) => [step, on])).toEqual([
      ['participant', '2025-03-03'],
      ['host', '2025-06-01'],
      ['training', null],
      ['interlab', '2025-10-01'],
      ['outcome', null],
    ])
    expect(outcome).toBeNull()
    const query = { siteId: t.sites.liege, year: 2025 }
    const known = await coordinator.getTrajectories({ query })
    expect(known).toMatchObject({ level: 'internal_case', periodClosed: true })
    expect(known.lines[0]?.cells.map(({ people }) => people)).toEqual([1, 1, 0, 1, 0])
    expect(known.lines.find(({ code }) => code === 'woman')?.cells[0]).toMatchObject({ people: 1, goneOn: 1 })
    const told = await (await t.as('reader')).getTrajectories({ query })
    expect(told.level).toBe('internal_report')
    expect(told.lines[0]?.cells[0]).toMatchObject({ people: null, suppressed: true })
    const elsewhere = await t.as('coordinator', { site: 'pilot' })
    await expect(elsewhere.getTrajectories({ query })).rejects.toHaveProblem('not-found')
    await expect(elsewhere.getTrajectory({ params: { personId: person_id } })).rejects.toHaveProblem('not-found')
  })
})

describe('[M16] what a life led to', () => {
  test('[M16] a course that was followed, a business and a job are read from their own records, the earlier one first', async () => {
    const { id: incubation_id, personId } = await givenIncubation(t)
    const applied = '2025-12-01'
    const site_id = t.sites.liege
    const at = (table: string, row: object) => t.insert<{ id: string }>(table, { id: newId(), site_id, ...row })
    const read = async () => {
      const { steps = [], outcome } = await coordinator.getTrajectory({ params: { personId } })
      return [...steps.map(({ on }) => on), outcome]
    }
    expect(await read()).toEqual([null, null, null, applied, null, null])
    const course = await at('course', { kind: 'host', title: 'Formation', status: 'open' })
    const hours = { starts_on: '2026-03-10', starts_time: '18:00', ends_time: '20:00', minutes: 120 }
    const instants = { starts_at: '2026-03-10T17:00:00Z', ends_at: '2026-03-10T19:00:00Z' }
    const lesson = await at('course_session', { course_id: course.id, ...hours, ...instants })
    const enrolment = await at('enrolment', { course_id: course.id, person_id: personId })
    const followed = { course_session_id: lesson.id, enrolment_id: enrolment.id, course_id: course.id, site_id }
    await t.insert('course_presence', { ...followed, minutes: 0 })
    expect(await read()).toEqual([null, null, null, applied, null, null])
    await t.sql('update course_presence set minutes = 90 where enrolment_id = $1', [enrolment.id])
    expect(await read()).toEqual([null, null, '2026-03-10', applied, null, null])
    await t.sql(`update venture set number = '0123456749', kind = 'main', started_on = $2 where incubation_id = $1`, [
      incubation_id,
      '2026-06-01',
    ])
    expect(await read()).toEqual([null, null, '2026-03-10', applied, '2026-06-01', 'venture'])
    const { id: partner_id } = await at('partner', { name: 'Boulangerie', types: ['employer'] })
    const need = await at('employer_need', { partner_id, kind: 'job', title: 'Aide' })
    const days = { consented_on: '2026-03-01', sent_at: '2026-03-02T10:00:00Z', meeting_on: '2026-04-01' }
    const began = { status: 'started', started_on: '2026-05-01', ...days }
    await at('introduction', { need_id: need.id, person_id: personId, ...began })
    expect(await read()).toEqual([null, null, '2026-03-10', applied, '2026-05-01', 'job'])
    // a start that is to come led to nothing yet
    await t.sql(`update introduction set started_on = '2026-11-23' where need_id = $1`, [need.id])
    expect(await read()).toEqual([null, null, '2026-03-10', applied, '2026-06-01', 'venture'])
  })
})

describe('[E13] women around InterLab', () => {
  test('[E13] are counted at each role, with the denominator, and who did not say apart', async () => {
    const site = await startApi()
    const team = await site.as('coordinator')
    const person = (gender: string | null) => site.given.person({ gender })
    for (const gender of ['woman', 'woman', 'man', 'undisclosed', null]) {
      const { id: person_id, site_id } = await person(gender)
      const applied = { id: newId(), site_id, person_id, project: 'Projet', form_version: 1 }
      const at = { submitted_at: '2026-03-01T10:00:00Z', status: gender === 'man' ? 'refused' : 'admitted' }
      await site.insert('application', { ...applied, ...at })
    }
    const expert = { fields: ['food' as const], hoursAMonth: 2, startsOn: '2026-01-01' }
    await team.addExpert({ body: { personId: (await person('woman')).id, ...expert } })
    // [E13] whoever is taken out today served until today, and who founds with somebody is accompanied too
    const served = await team.addExpert({ body: { personId: (await person('woman')).id, ...expert } })
    await site.sql(`update expert set removed_at = '2026-11-22T10:00:00Z' where id = $1`, [served.id])
    const round = await site.insert<{ id: string }>('jury_round', {
      id: newId(),
      site_id: site.sites.liege,
      name: 'Jury de mars',
      held_on: '2026-03-10',
    })
    const sat = { site_id: site.sites.liege, round_id: round.id }
    for (const removed_at of ['2026-11-22T10:00:00Z', '2026-03-01T10:00:00Z'])
      await site.insert('jury_member', { id: newId(), ...sat, person_id: (await person('woman')).id, removed_at })
    const { applicationId } = await givenIncubation(site, { person: { gender: 'man' } })
    // [E13] whoever does two things for a partner is one partner, and who does them for the house is none
    const lender = { id: newId(), site_id: site.sites.liege, name: 'Maison des projets', types: ['association'] }
    const partner = await site.insert<{ id: string }>('partner', lender)
    const lent = await person('woman')
    const lentTo = { site_id: site.sites.liege, person_id: lent.id, partner_id: partner.id }
    await site.insert('expert', { id: newId(), ...lentTo, fields: ['food'], hours_a_month: 2, starts_on: '2026-01-01' })
    await site.insert('jury_member', { id: newId(), ...lentTo, round_id: round.id })
    const unsaid = { person_id: (await person('undisclosed')).id, partner_id: partner.id }
    await site.insert('jury_member', { id: newId(), ...sat, ...unsaid })
    const founder = { application_id: applicationId, person_id: (await person('woman')).id, site_id: site.sites.liege }
    await site.insert('application_founder', founder)
    const { roles } = await team.getInterlabWomen({ query: { siteId: site.sites.liege, year: 2026 } })
    const of = (name: string) => roles.find(({ role }) => role === name)
    expect(of('applicant')).toMatchObject({ women: 2, known: 3, unknown: 2, share: 0.6667 })
    expect(of('incubated')).toMatchObject({ women: 1, known: 2 })
    expect(of('admitted')).toMatchObject({ women: 2, known: 2, unknown: 2, share: 1 })
    expect(of('expert')).toMatchObject({ women: 3, known: 3 })
    expect(of('juror')).toMatchObject({ women: 2, known: 2, unknown: 1 })
    expect(of('partner')).toMatchObject({ women: 1, known: 1, unknown: 1 })
    expect(of('facilitator')).toMatchObject({ women: 0, known: 0, share: null })
    const reader = await site.as('reader')
    const told = await reader.getInterlabWomen({ query: { siteId: site.sites.liege, year: 2026 } })
    expect(told.periodClosed).toBe(false)
    for (const role of told.roles) expect(role).toMatchObject({ women: null, known: null, suppressed: true })
    await site.stop()
  })
})
