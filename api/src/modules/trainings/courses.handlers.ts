import { type Course, type courseRoutes } from '@interra/contracts'
import { changedFields, recordAudit } from '../../platform/audit.ts'
import type { Db } from '../../platform/db/database.ts'
import type { Deps } from '../../platform/deps.ts'
import type { Handlers, Scope } from '../../platform/http/context.ts'
import { pageOfRows, windowOf } from '../../platform/http/paging.ts'
import { requireInScope } from '../sites/sites.store.ts'
import { attestationHandlers } from './attestations.handlers.ts'
import { courseSessionHandlers } from './course-sessions.handlers.ts'
import { afterCourseAct } from './course.ts'
import { findCourse, insertCourse, listCourses, lockCourse, saveCourse } from './courses.store.ts'
import { enrolmentHandlers } from './enrolments.handlers.ts'
import { figuresHandlers } from './figures.handlers.ts'

export const courseHandlers = (deps: Deps): Handlers<typeof courseRoutes> => {
  const { database, clock } = deps
  const act = (
    { params: { courseId }, scope, ifMatch }: { params: { courseId: string }; scope: Scope; ifMatch: number },
    name: 'open' | 'close',
  ): Promise<Course> =>
    database.write(scope, async (db) => {
      const { course } = await lockCourse(db, scope, courseId, clock.now(), ifMatch)
      await saveCourse(db, courseId, { status: afterCourseAct(course.status, name), statusSince: clock.now() })
      await auditCourse(db, course, name === 'open' ? 'opened' : 'closed')
      return (await findCourse(db, scope, courseId, clock.now())).course
    })

  return {
    ...courseSessionHandlers(deps),
    ...enrolmentHandlers(deps),
    ...attestationHandlers(deps),
    ...figuresHandlers(deps),

    listCourses: ({ query, scope }) =>
      database.read(scope, async (db) => {
        const window = windowOf(query, 2)
        return pageOfRows(
          await listCourses(db, scope, query, window),
          window,
          ({ since, id }) => [since, id],
          ({ item }) => item,
        )
      }),

    getCourse: ({ params, scope }) =>
      database.read(scope, async (db) => (await findCourse(db, scope, params.courseId, clock.now())).course),

    addCourse: ({ body, scope, actor }) => {
      requireInScope(scope, body.siteId)
      return database.write(scope, async (db) => {
        const now = clock.now()
        const id = await insertCourse(db, { ...body, createdAt: now, statusSince: now, createdBy: actor.accountId })
        const { course } = await findCourse(db, scope, id, now)
        await auditCourse(db, course, 'added')
        return course
      })
    },

    changeCourse: ({ params: { courseId }, body, scope, ifMatch }) =>
      database.write(scope, async (db) => {
        const { course } = await lockCourse(db, scope, courseId, clock.now(), ifMatch)
        await saveCourse(db, courseId, body)
        await auditCourse(db, course, 'changed', changedFields(body, course))
        return (await findCourse(db, scope, courseId, clock.now())).course
      }),

    openCourse: (call) => act(call, 'open'),
    closeCourse: (call) => act(call, 'close'),
  }
}

function auditCourse(
  db: Db,
  { id, siteId }: Pick<Course, 'id' | 'siteId'>,
  act: string,
  fields: readonly string[] = [],
): Promise<void> {
  return recordAudit(db, { act: `course.${act}`, siteId, entity: 'course', entityId: id, fields })
}
