import { reportTemplates, type AddReport } from '@interra/contracts'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import type { ApiClient } from '../../../test/client.ts'
import { givenDuo, givenPair } from '../../../test/duos.ts'
import { startApi, type Api } from '../../../test/harness.ts'
import { newId } from '../../platform/ids.ts'
import { canonical, sha256 } from './content.store.ts'

let t: Api
let coordinator: ApiClient
beforeAll(async () => {
  t = await startApi()
  coordinator = await t.as('coordinator')
})
afterAll(() => t.stop())

const asked = (more: Partial<AddReport> = {}): AddReport => ({
  siteId: t.sites.liege,
  title: 'Rapport',
  template: 'yearly',
  from: '2025-01-01',
  to: '2026-01-01',
  level: 'internal_case',
  lines: [...reportTemplates.yearly],
  ...more,
})
const draft = (more: Partial<AddReport> = {}) => coordinator.addReport({ body: asked(more) })
const frozen = async (more: Partial<AddReport> = {}) => {
  const { id, version } = await draft(more)
  return coordinator.freezeReport({ params: { reportId: id }, ifMatch: version })
}

/** A held session of 2025 where people were. */
async function evening(on: string, came: number) {
  const session = await t.given.session({ starts_on: on, status: 'held' })
  const there = []
  for (let index = 0; index < came; index++) {
    const person = await t.given.person({ gender: index % 2 ? 'man' : 'woman', is_belgian: index % 3 === 0 })
    const id = newId()
    const of = { session_id: session.id, person_id: person.id, site_id: t.sites.liege }
    const seen = { status: 'present', part: 'participant', walk_in: false, observed_at: `${on}T18:00:00Z` }
    await t.insert('attendance', { id, ...of, ...seen })
    there.push({ attendanceId: id, personId: person.id })
  }
  return { sessionId: session.id, there }
}

describe('[H9] a report', () => {
  test('is frozen, published and taken back, and nobody changes it after, not even in the database', async () => {
    await evening('2025-03-04', 3)
    const report = await frozen()
    expect(report).toMatchObject({ status: 'frozen', sha256: expect.stringMatching(/^[0-9a-f]{64}$/) })
    for (const change of [
      `title = 'Autre'`,
      `content = '{}'`,
      `lines = '[]'`,
      `status = 'draft'`,
      `as_known_at = now()`,
    ])
      await expect(t.sql(`update report set ${change} where id = $1`, [report.id])).rejects.toMatchObject({
        constraint: 'report_frozen',
      })
    await expect(t.sql('delete from report where id = $1', [report.id])).rejects.toMatchObject({
      constraint: 'report_frozen',
    })
    const params = { reportId: report.id }
    await expect(coordinator.freezeReport({ params, ifMatch: report.version })).rejects.toHaveProblem(
      'act-not-possible',
    )
    const published = await coordinator.publishReport({ params, ifMatch: report.version })
    expect(published.publishedAt).not.toBeNull()
    const back = await coordinator.withdrawReport({ params, ifMatch: published.version, body: { reason: 'Erreur' } })
    expect(back).toMatchObject({ status: 'withdrawn', withdrawnReason: 'Erreur', sha256: report.sha256 })
    await expect(coordinator.publishReport({ params, ifMatch: back.version })).rejects.toHaveProblem('act-not-possible')
  })

  test('[M11] whoever may not read whole numbers finds what was frozen without them, and nothing else', async () => {
    const whole = await frozen()
    const open = await draft({ level: 'external', lines: [...reportTemplates.summary] })
    const hidden = await frozen({ level: 'external', lines: [...reportTemplates.summary] })
    const reader = await t.as('reader')
    const { items } = await reader.listReports({ query: {} })
    expect(items.map(({ id }) => id)).toContain(hidden.id)
    for (const { id } of [whole, open]) {
      expect(items.map((one) => one.id)).not.toContain(id)
      await expect(reader.getReportContent({ params: { reportId: id } })).rejects.toHaveProblem('not-found')
    }
    const content = await reader.getReportContent({ params: { reportId: hidden.id } })
    const persons = content.tables.find(({ indicatorId }) => indicatorId === 'ACT-04')
    expect(persons?.cells[0]?.figure).toMatchObject({ value: null, suppressed: true })
  })

  test('[M11] [K5] whole numbers of files of InterLab are found by who reads these files alone', async () => {
    const lines = [{ indicatorId: 'INC-03' as const, by: [], each: null }]
    const projects = await draft({ lines })
    const persons = await draft()
    const officer = await t.as('social_officer')
    const { items } = await officer.listReports({ query: {} })
    expect(items.map(({ id }) => id)).toContain(persons.id)
    expect(items.map(({ id }) => id)).not.toContain(projects.id)
    const params = { reportId: projects.id }
    for (const read of [officer.getReport, officer.getReportContent, officer.getReportNames])
      await expect(read({ params })).rejects.toHaveProblem('not-found')
    const gates = (await officer.getReportContent({ params: { reportId: persons.id } })).gates
    expect(gates?.find(({ indicatorId }) => indicatorId === 'QLT-02')?.cells[0]?.figure.n).toBeNull()
  })

  test('says which table cannot be told', async () => {
    const lines = [{ indicatorId: 'ACT-01', by: ['gender'], each: null }] satisfies AddReport['lines']
    await expect(draft({ lines })).rejects.toMatchObject({
      extra: { errors: [{ pointer: '/lines/0/by/0', params: { rule: 'not-told-by' } }] },
    })
    await expect(draft({ to: '2025-01-01' })).rejects.toMatchObject({ extra: { errors: [{ pointer: '/to' }] } })
  })
})

describe('[M12] a frozen report computed again', () => {
  test('[H9] gives the same bytes after any corrections, merges and erasures, and the present differs', async () => {
    const { there } = await evening('2025-04-01', 6)
    const acts = {
      correct: (attendanceId: string) =>
        t.sql(
          `update attendance set status = case status when 'present' then 'excused' else 'present' end where id = $1`,
          [attendanceId],
        ),
      merge: (_: string, personId: string, other: string) =>
        t.sql(
          `update person set status = 'merged', merged_into_id = $2 where id = $1 and $1 <> $2 and status = 'active'
             and not exists (select from person m where m.merged_into_id = $1)
             and exists (select from person o where o.id = $2 and o.status = 'active')`,
          [personId, other],
        ),
      erase: async (_: string, personId: string) => {
        await t.sql(`update person set given_name = '–', gender = null where id = $1`, [personId])
        await t.sql(`update history.person set given_name = '–' where id = $1`, [personId])
      },
      inform: (_: string, personId: string) =>
        t.sql(
          `insert into consent (id, site_id, person_id, purpose, given, text_version, language, channel, collected_on)
             values (gen_random_uuid(), $1, $2, 'activity_membership_info', true, '2026-11', 'fr', 'oral', '2025-01-02')`,
          [t.sites.liege, personId],
        ),
      takeBack: (_: string, personId: string) =>
        t.sql(`update consent set withdrawn_at = '2025-03-01T10:00:00Z' where person_id = $1`, [personId]),
      arrive: (_: string, personId: string) =>
        t.sql(`update person set is_belgian = is_belgian is not true where id = $1`, [personId]),
    }
    const kept: { id: string; sha256: string | null }[] = []
    const names = Object.keys(acts) as (keyof typeof acts)[]
    const step = fc.record({ act: fc.constantFrom(...names), who: fc.nat(5), other: fc.nat(5) })
    const runs = process.env['INTERRA_PROVE'] === 'full' ? 60 : 6
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 5 }), async (steps) => {
        const { id, sha256 } = await frozen({ lines: [...reportTemplates.yearly, ...reportTemplates.city] })
        kept.push({ id, sha256 })
        for (const { act, who, other } of steps) {
          const [one, two] = [there[who], there[other]]
          if (one && two) await acts[act](one.attendanceId, one.personId, two.personId)
        }
        for (const report of kept) {
          const check = await coordinator.checkReport({ params: { reportId: report.id } })
          expect(check).toEqual({ sha256: report.sha256, isSame: true, definitionsChanged: [] })
        }
      }),
      { numRuns: runs, seed: 12 },
    )
    const told = kept.map(({ id }) => coordinator.getReportContent({ params: { reportId: id } }))
    const contents = await Promise.all(told)
    expect(new Set(contents.map(({ tables }) => JSON.stringify(tables))).size).toBeGreaterThan(2)
    expect(new Set(contents.map(({ gates }) => JSON.stringify(gates))).size).toBeGreaterThan(1)
  }, 900_000)

  test('[H9] one that was frozen before there were gates is computed again without them', async () => {
    await evening('2025-05-06', 2)
    const { id } = await draft()
    const { gates, ...first } = await coordinator.getReportContent({ params: { reportId: id } })
    expect(gates?.map(({ indicatorId }) => indicatorId)).toEqual(['QLT-01', 'QLT-02', 'QLT-03', 'QLT-04', 'QLT-05'])
    const content = canonical(first)
    const frozenThen = `update report set status = 'frozen', as_known_at = $2, content = $3, sha256 = $4, frozen_by = created_by where id = $1`
    await t.sql(frozenThen, [id, first.asKnownAt, content, sha256(content)])
    const check = await coordinator.checkReport({ params: { reportId: id } })
    expect(check).toEqual({ sha256: sha256(content), isSame: true, definitionsChanged: [] })
  })

  test('[H9] tells what its codes are called, also of cohorts and municipalities', async () => {
    await evening('2025-05-07', 2)
    await t.sql(`update person set municipality_nis = '62063'`)
    const { id } = await frozen({ lines: [{ indicatorId: 'ACT-04', by: ['municipality'], each: null }] })
    const { names } = await coordinator.getReportNames({ params: { reportId: id } })
    expect(names).toEqual([{ code: '62063', fr: 'Liège', en: 'Liège' }])
  })
})

describe('[H9] a locked period', () => {
  test('refuses late edits, by anybody, until it is reopened with a reason; then it lists them', async () => {
    const { sessionId, there } = await evening('2024-05-06', 2)
    const lead = await t.as('programme_lead')
    const body = { siteId: t.sites.liege, from: '2024-05-01', to: '2024-06-01' }
    const lock = await lead.lockPeriod({ body })
    await expect(lead.lockPeriod({ body })).rejects.toHaveProblem('period-locked')
    await expect(lead.lockPeriod({ body: { ...body, to: '2027-01-01' } })).rejects.toMatchObject({
      extra: { errors: [{ pointer: '/to', params: { rule: 'in-the-future' } }] },
    })
    const { personId } = there[0] ?? { personId: '' }
    const mark = { id: newId(), personId, status: 'excused', observedAt: '2024-05-06T18:30:00Z' } as const
    const record = () =>
      coordinator.recordAttendance({
        params: { sessionId },
        body: { sentAt: t.clock.now().toISOString(), marks: [mark] },
      })
    await expect(record()).rejects.toHaveProblem('period-locked')
    const late = [
      `update attendance set status = 'excused' where session_id = $1`,
      `insert into head_count (session_id, site_id, heads, observed_at) select id, site_id, 3, now() from session where id = $1`,
      `update session set status = 'cancelled', status_reason = 'x' where id = $1`,
      `update session set starts_on = '2024-07-01' where id = $1`,
      `insert into session_staff (id, site_id, session_id, account_id, present, minutes)
        select gen_random_uuid(), s.site_id, s.id, a.id, true, 180 from session s, account a where s.id = $1 limit 1`,
    ]
    for (const text of late)
      await expect(t.sql(text, [sessionId])).rejects.toMatchObject({ constraint: 'period_locked' })
    const { accountId } = await t.signIn('coordinator')
    const spent = { accountId, present: true, minutes: 180 }
    await expect(coordinator.recordStaffTime({ params: { sessionId }, body: spent })).rejects.toHaveProblem(
      'period-locked',
    )
    const duo = await givenDuo(t, { ...(await givenPair(t, 'liege')) })
    const met = {
      duo_id: duo.id,
      site_id: t.sites.liege,
      mode: 'video',
      logged_by: 'staff',
      logged_at: '2024-05-08T10:00:00Z',
    }
    await expect(t.insert('duo_meeting', { id: newId(), ...met, met_on: '2024-05-08' })).rejects.toMatchObject({
      constraint: 'period_locked',
    })
    const params = { periodLockId: lock.id }
    await expect(
      coordinator.reopenPeriod({ params, ifMatch: lock.version, body: { reason: 'Oubli' } }),
    ).rejects.toHaveProblem('not-allowed')
    const open = await lead.reopenPeriod({ params, ifMatch: lock.version, body: { reason: 'Une feuille oubliée' } })
    expect(open).toMatchObject({ reopenedReason: 'Une feuille oubliée' })
    expect(await lead.listLateEdits({ params })).toEqual({ items: [] })
    await record()
    expect(await lead.listLateEdits({ params })).toMatchObject({
      items: [{ sessionId, on: '2024-05-06', attendances: 1, headsChanged: false }],
    })
  })
})

test('[H9] whoever works in one programme makes no report, and reads no whole numbers of the others', async () => {
  const trainer = await t.as('coordinator', { programme: 'training' })
  const lines = [{ indicatorId: 'INC-01' as const, by: [], each: null }]
  const asked = {
    siteId: t.sites.liege,
    title: 'InterLab',
    template: null,
    from: '2024-01-01',
    to: '2025-01-01',
    lines,
  }
  const body = { ...asked, level: 'internal_case' as const }
  await expect(trainer.addReport({ body })).rejects.toHaveProblem('not-allowed')
  const { id: reportId } = await coordinator.addReport({ body })
  await expect(trainer.getReportContent({ params: { reportId } })).rejects.toHaveProblem('not-found')
})
