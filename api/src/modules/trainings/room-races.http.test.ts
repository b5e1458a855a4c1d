import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import pg from 'pg'
import type { ApiClient } from '../../../test/client.ts'
import { startApi, type Api } from '../../../test/harness.ts'
import { newId } from '../../platform/ids.ts'

let t: Api
let coordinator: ApiClient
let writer: pg.Client
beforeAll(async () => {
  t = await startApi()
  coordinator = await t.as('coordinator')
  writer = new pg.Client({ connectionString: t.databaseUrl })
  await writer.connect()
})
afterAll(async () => {
  await writer.end()
  await t.stop()
})

const hours = { startsOn: '2026-12-03', startsTime: '18:00', endsTime: '20:00' }

/** Another writer takes the room and commits only once `other` waits for it. */
async function takenMeanwhile(table: string, row: Readonly<Record<string, unknown>>, other: () => Promise<unknown>) {
  const columns = Object.keys(row)
  const places = columns.map((_, at) => `$${at + 1}`)
  await writer.query('begin')
  await writer.query(`insert into ${table} (${columns.join(', ')}) values (${places.join(', ')})`, Object.values(row))
  const answer = other().then(
    () => 'done',
    (error: unknown) => error,
  )
  const waits = () => t.sql(`select 1 from pg_locks where locktype = 'advisory' and not granted`)
  for (let tries = 0; tries < 50 && (await waits()).length === 0; tries++)
    await new Promise((resolve) => setTimeout(resolve, 20))
  await writer.query('commit')
  return answer
}

describe('[D3] a room that two people take at once', () => {
  const row = { starts_on: hours.startsOn, starts_time: hours.startsTime, ends_time: hours.endsTime }

  test('is taken by the course that came first, not by the evening of a workshop as well', async () => {
    const room = await t.given.room()
    const { id: workshopId } = await t.given.workshop()
    const course = await coordinator.addCourse({
      body: { siteId: t.sites.liege, kind: 'other', title: 'Premiers secours' },
    })
    const session = { id: newId(), site_id: t.sites.liege, course_id: course.id, room_id: room.id, ...row }
    const answer = await takenMeanwhile('course_session', session, () =>
      coordinator.scheduleSession({ params: { workshopId }, body: { ...hours, roomId: room.id } }),
    )
    expect(answer).toMatchObject({ code: 'room-taken' })
  })

  test('and the other way round', async () => {
    const room = await t.given.room()
    const { id: workshop_id } = await t.given.workshop()
    const course = await coordinator.addCourse({
      body: { siteId: t.sites.liege, kind: 'other', title: 'Premiers secours' },
    })
    const session = { id: newId(), site_id: t.sites.liege, workshop_id, room_id: room.id, ...row }
    const answer = await takenMeanwhile('session', session, () =>
      coordinator.addCourseSession({ params: { courseId: course.id }, body: { ...hours, roomId: room.id } }),
    )
    expect(answer).toMatchObject({ code: 'room-taken' })
  })
})
