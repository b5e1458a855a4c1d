import { newTestDatabase } from '@interra/postgres'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { readFunnel } from '../modules/applications/funnel.store.ts'
import { readFigures } from '../modules/incubations/coworking.store.ts'
import {
  barriersOf,
  coachingByProject,
  creationOf,
  needsResolved,
  positiveExits,
} from '../modules/incubations/figures.ts'
import { createDatabase, type Database } from '../platform/db/database.ts'
import type { Scope } from '../platform/http/context.ts'
import { loadDemo } from './demo.ts'

const now = new Date('2026-11-22T11:00:00Z')
const [from, today, to] = ['2024-02-27', '2026-11-22', '2026-11-23']
let database: Database
beforeAll(async () => {
  database = createDatabase({ url: await newTestDatabase(), explain: true })
  await loadDemo(database, { now: () => now })
})
afterAll(() => database.close())

const page = path.resolve(import.meta.dirname, '../../../docs/interlab-figures.md')

/** The lines of the last table of the page: the figure without its remark, and the number. */
async function byHand(): Promise<Record<string, number>> {
  const text = await readFile(page, 'utf8')
  const lines = text.slice(text.indexOf('## The figures')).matchAll(/^\| ([^|(]+?)(?: \([^|]*\))? \| (\d+) \|$/gm)
  return Object.fromEntries([...lines].map(([, figure, value]) => [figure, Number(value)]))
}

test('[E1] [E8] [E12] [E14] what the program says of the demo is what a pencil says', async () => {
  const found = await database.system('test.demo', async (db) => {
    const [site] = await db.hot<{ id: string }>(
      { name: 'demo site', text: `select id from site where code = 'liege'` },
      [],
    )
    const sites = [site?.id ?? '']
    const scope: Scope = { sites, filterSites: sites, actorKind: 'system', actorId: null, requestId: 'test' }
    const funnel = await readFunnel(db, scope, { from, to }, now)
    return { funnel, read: await readFigures(db, sites, from, to, now) }
  })
  const { steps, aside, delay } = found.funnel
  const { coaching, supported, needs, blockers, projects, leavers } = found.read
  const atStep = Object.fromEntries(steps.map(({ step, applications }) => [`INC-01 ${step}`, applications]))
  const resolved = needsResolved(needs, from)
  const money = barriersOf(blockers, today).find(({ dimension }) => dimension === 'finance')
  const year = creationOf(projects, today).find(({ months }) => months === 12)
  const hours = coachingByProject(coaching, supported.projects)
  const [exit, sixMonths] = positiveExits(leavers, { from, to, today })
  const hand = await byHand()
  expect(Object.keys(hand)).toHaveLength(24)
  expect(hand).toEqual({
    ...atStep,
    'INC-01 refused': aside.refused,
    'INC-01 in progress': aside.inProgress,
    'INC-02 median days until told, those who wait counted': delay.all.medianDays,
    'INC-02 median days of those admitted, told': delay.admitted.medianDays,
    'INC-02 median days of those refused, told': delay.refused.medianDays,
    'INC-02 still to be told': delay.pending,
    'INC-04 minutes of coaching': hours.minutes,
    'INC-04 projects of INC-03': hours.projects,
    'INC-04 tenths of an hour for each project': (hours.hours ?? 0) * 10,
    'INC-06 needs that hindered': resolved.hindering,
    'INC-06 of them resolved': resolved.resolved,
    'E14 days until the bank account was unlocked': money?.medianDays,
    'INC-07 began 365 days ago or more': year?.matured,
    'INC-07 of them created within 12 months': year?.created,
    'INC-09 left or launched four weeks ago or more': exit?.matured,
    'INC-09 of them known at the exit': exit?.known,
    'INC-09 of them positive at the exit': exit?.positive,
    'INC-09 of them positive six months later': sixMonths?.positive,
    'INC-09 of them unknown six months later': sixMonths?.unknown,
  })
})
